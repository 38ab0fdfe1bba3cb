// Starting an instance of a definition, and its start form (camunda7-rest A.2).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/dto/definition.hpp"
#include "api/resources/body.hpp"
#include "api/resources/definition_selector.hpp"
#include "api/resources/forms.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

InstanceAnswer run(const Request& request, Context& context, StartRequest start, const std::string& what) {
  return translated(always(500, "RestException", what + ": "),
                    [&] { return context.engine.start(std::move(start), request.caller); });
}

std::string what_of(const std::string& id) { return "Cannot instantiate process definition " + id; }

Response start(const Request& request, Context& context) {
  StartRequest start;
  start.definition.id = definition_id(request, context);
  const std::string what = what_of(start.definition.id);
  const Json body = request.json();
  start.business_key = body::text(body, "businessKey");
  start.case_instance_id = body::text_or_empty(body, "caseInstanceId");
  start.variables = body::variables(body, "variables", what);
  start.instructions = body::instructions(body, "startInstructions", what);
  start.skip_custom_listeners = body::flag(body, "skipCustomListeners");
  start.skip_io_mappings = body::flag(body, "skipIoMappings");
  const InstanceAnswer answer = run(request, context, std::move(start), what);
  Json dto = instance_dto(answer, request);
  if (body::flag(body, "withVariablesInReturn")) dto["variables"] = body::value_map(answer.variables, false);
  return Response::json(dto);
}

Response submit_form(const Request& request, Context& context) {
  StartRequest start;
  start.definition.id = definition_id(request, context);
  const std::string what = what_of(start.definition.id);
  const Json body = request.json();
  start.business_key = body::text(body, "businessKey");
  start.variables = body::variables(body, "variables", what);
  start.through_form = true;
  return Response::json(instance_dto(run(request, context, std::move(start), what), request));
}

// The form of the none start event; empty when there is none.
const bpmn::FormDefinition& start_form(const bpmn::ProcessGraph& graph) {
  static const bpmn::FormDefinition none;
  const bpmn::NodeId node = graph.node(bpmn::kProcessNode).none_start;
  return node == bpmn::kNoNode ? none : graph.node(node).start_form;
}

struct StartForm {
  ProcessDefinition definition;
  std::shared_ptr<const bpmn::ProcessGraph> graph;
  const bpmn::FormDefinition* form = nullptr;
};

// Throws EngineError not_found for an unknown id.
StartForm find_form(const std::string& id, Context& context) {
  StartForm found{deployed_definition(id, context), context.engine.graph(id), nullptr};
  found.form = &start_form(*found.graph);
  return found;
}

Response get_start_form(const Request& request, Context& context) {
  const std::string id = definition_id(request, context);
  const StartForm found = translated(
      [&](const EngineError&) { return Translation{400, "InvalidRequestException", "Cannot get start form data for process definition " + id + ": "}; },
      [&] { return find_form(id, context); });
  const FormReference reference = reference_of(*found.form, {}, context.engine.now());
  return Response::json(form_reference_dto(reference, !found.form->fields.empty(),
                                           "/process-definition/" + id + "/rendered-form"));
}

Response get_form_variables(const Request& request, Context& context) {
  const StartForm found = find_form(definition_id(request, context), context);
  const auto wanted = wanted_names(request);
  Json map = Json::object();
  for (const auto& [name, value] : field_values(*found.form, {}, context.engine.now())) {
    if (wanted && std::find(wanted->begin(), wanted->end(), name) == wanted->end()) continue;
    map[name] = value_to_rest(value, true);
  }
  return Response::json(map);
}

Response get_rendered_form(const Request& request, Context& context) {
  const StartForm found = find_form(definition_id(request, context), context);
  if (found.form->fields.empty()) {
    throw HttpError{404, "InvalidRequestException",
                    fmt::format("No matching rendered start form for process definition with the id {} found.",
                                found.definition.id)};
  }
  return rendered_form(*found.form, field_values(*found.form, {}, context.engine.now()));
}

Response get_deployed_form(const Request& request, Context& context) {
  const std::string id = definition_id(request, context);
  const StartForm found =
      translated(always(404, "InvalidRequestException"), [&] { return find_form(id, context); });
  return deployed_form(reference_of(*found.form, {}, context.engine.now()), found.definition.deployment_id, context);
}

}  // namespace

void add_process_definition_start_routes(Router& router) {
  add_for_definition(router, "POST", "/start", start);
  add_for_definition(router, "POST", "/submit-form", submit_form);
  add_for_definition(router, "GET", "/startForm", get_start_form);
  add_for_definition(router, "GET", "/form-variables", get_form_variables);
  add_for_definition(router, "GET", "/rendered-form", get_rendered_form);
  add_for_definition(router, "GET", "/deployed-start-form", get_deployed_form);
}

}  // namespace baton::api
