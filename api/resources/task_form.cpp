// The form of a user task (camunda7-rest A.5).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/resources/definition_selector.hpp"
#include "api/resources/forms.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

struct TaskForm {
  Task task;
  std::shared_ptr<const bpmn::ProcessGraph> graph;
  const bpmn::FormDefinition* form = nullptr;  // null: a task without a process

  bool has_fields() const { return form && !form->fields.empty(); }
  FormReference reference() const {
    return {task.form_key, task.form_ref, task.form_ref_binding, task.form_ref_version};
  }
};

// Nothing for an unknown task.
std::optional<TaskForm> find_form(const std::string& id, Context& context) {
  auto task = context.engine.store().get<Task>(id);
  if (!task) return std::nullopt;
  TaskForm found{std::move(*task), nullptr, nullptr};
  if (found.task.definition_id.empty()) return found;
  found.graph = context.engine.graph(found.task.definition_id);
  if (!found.graph) return found;
  const bpmn::NodeId node = found.graph->find_node(found.task.task_definition_key);
  if (node == bpmn::kNoNode) return found;
  if (const auto* work = std::get_if<bpmn::UserTaskWork>(&found.graph->node(node).work)) found.form = &work->form;
  return found;
}

Values variables_of(const std::string& task_id, Context& context) {
  Values values;
  for (auto& [name, variable] : context.engine.variables({VariableScope::Kind::task, task_id, false})) {
    values.emplace(name, std::move(variable.value));
  }
  return values;
}

Response get_form(const Request& request, Context& context) {
  const auto found = find_form(request.value("id"), context);
  if (!found) throw HttpError{400, "RestException", "Cannot get form for task " + request.value("id"), 0};
  return Response::json(form_reference_dto(found->reference(), found->has_fields(),
                                           "/task/" + request.value("id") + "/rendered-form"));
}

Response get_form_variables(const Request& request, Context& context) {
  const auto found = find_form(request.value("id"), context);
  if (!found) {
    throw EngineError(ErrorCode::bad_request,
                      fmt::format("Cannot find task with id '{}'.: task is null", request.value("id")));
  }
  Values values = variables_of(found->task.id, context);
  if (found->form) {
    for (auto& [name, value] : field_values(*found->form, values, context.engine.now())) values[name] = value;
  }
  const auto wanted = wanted_names(request);
  const bool deserialize = request.param("deserializeValues").value_or("true") != "false";
  Json map = Json::object();
  for (const auto& [name, value] : values) {
    if (wanted && std::find(wanted->begin(), wanted->end(), name) == wanted->end()) continue;
    map[name] = value_to_rest(value, deserialize);
  }
  return Response::json(map);
}

Response get_rendered_form(const Request& request, Context& context) {
  const auto found = find_form(request.value("id"), context);
  if (!found) {
    throw EngineError(ErrorCode::null_value, fmt::format("Task '{}' not found: task is null", request.value("id")));
  }
  if (!found->has_fields()) {
    throw HttpError{404, "InvalidRequestException",
                    fmt::format("No matching rendered form for task with the id {} found.", found->task.id)};
  }
  return rendered_form(*found->form,
                       field_values(*found->form, variables_of(found->task.id, context), context.engine.now()));
}

Response get_deployed_form(const Request& request, Context& context) {
  const auto found = find_form(request.value("id"), context);
  if (!found) {
    throw HttpError{404, "InvalidRequestException", "No matching task with id " + request.value("id")};
  }
  std::string deployment_id;
  if (const auto row = context.engine.store().get<ProcessDefinition>(found->task.definition_id)) {
    deployment_id = row->deployment_id;
  }
  return deployed_form(found->reference(), deployment_id, context);
}

}  // namespace

void add_task_form_routes(Router& router) {
  router.add("GET", "/task/{id}/form", get_form);
  router.add("GET", "/task/{id}/form-variables", get_form_variables);
  router.add("GET", "/task/{id}/rendered-form", get_rendered_form);
  router.add("GET", "/task/{id}/deployed-form", get_deployed_form);
}

}  // namespace baton::api
