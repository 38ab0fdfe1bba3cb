// One process instance: what it is, its end, its tokens, its state (camunda7-rest A.3).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/dto/definition.hpp"
#include "api/dto/instances.hpp"
#include "api/query/filters.hpp"
#include "api/query/listing.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/resources/variables.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

bool is_running(const std::string& id, Context& context) {
  const auto row = context.engine.store().get<Execution>(id);
  return row && row->parent_id.empty();
}

[[noreturn]] void unknown(const std::string& id) {
  throw HttpError{404, "InvalidRequestException", fmt::format("Process instance with id {} does not exist", id)};
}

Response get(const Request& request, Context& context) {
  const auto row = context.engine.store().get<Execution>(request.value("id"));
  if (!row || !row->parent_id.empty()) unknown(request.value("id"));
  return Response::json(process_instance_row_dto(*row));
}

Response remove(const Request& request, Context& context) {
  DeleteOptions options;
  options.skip_custom_listeners = request.flag("skipCustomListeners");
  options.skip_io_mappings = request.flag("skipIoMappings");
  options.skip_sub_processes = request.flag("skipSubprocesses");
  const bool may_be_gone = request.param("failIfNotExists").value_or("true") != "true";
  try {
    context.engine.delete_instance(request.value("id"), options, request.caller);
  } catch (const EngineError& error) {
    if (error.code() != ErrorCode::not_found) throw;
    if (!may_be_gone) throw HttpError{404, "InvalidRequestException", error.message(), 0};
  }
  return Response::no_content();
}

Response activity_instances(const Request& request, Context& context) {
  const auto tree = context.engine.activity_instances(request.value("id"));
  if (!tree) unknown(request.value("id"));
  return Response::json(activity_instance_dto(*tree));
}

Response modify(const Request& request, Context& context) {
  const Json body = request.json();
  std::vector<Instruction> instructions = body::instructions(body, "instructions");
  if (instructions.empty()) return Response::no_content();
  DeleteOptions options;
  options.reason = body::text(body, "annotation");
  options.skip_custom_listeners = body::flag(body, "skipCustomListeners");
  options.skip_io_mappings = body::flag(body, "skipIoMappings");
  context.engine.modify(request.value("id"), std::move(instructions), options);
  return Response::no_content();
}

Response set_suspended(const Request& request, Context& context) {
  const bool suspended = body::flag(request.json(), "suspended");
  if (!is_running(request.value("id"), context)) return Response::no_content();
  SuspensionTarget target;
  target.instance_id = request.value("id");
  context.engine.set_instances_suspended(target, suspended);
  return Response::no_content();
}

// --- A group of instances -----------------------------------------------------------------------

bool names_instances(const Json& body) {
  return body::member(body, "processInstanceIds") || body::member(body, "processInstanceQuery") ||
         body::member(body, "historicProcessInstanceQuery");
}

std::vector<std::string> running_instances_of(const Json& body, const Request& request, Context& context) {
  const query::Surroundings around = query::surroundings(request, context);
  Store& store = context.engine.store();
  std::vector<std::string> ids = body::texts(body, "processInstanceIds");
  const auto add = [&](const std::vector<std::string>& more) { ids.insert(ids.end(), more.begin(), more.end()); };
  if (const Json* query = body::member(body, "processInstanceQuery")) {
    add(query::process_instance_ids(*query, around, store));
  }
  if (const Json* query = body::member(body, "historicProcessInstanceQuery")) {
    add(query::historic_process_instance_ids(*query, around, store));
  }
  if (ids.empty()) {
    throw EngineError(ErrorCode::bad_request, "No process instance ids given: Process Instance ids is empty");
  }
  std::erase_if(ids, [&](const std::string& id) { return !is_running(id, context); });
  return ids;
}

SuspensionTarget definition_target(const Json& body) {
  SuspensionTarget target;
  target.definition_id = body::text_or_empty(body, "processDefinitionId");
  target.definition_key = body::text_or_empty(body, "processDefinitionKey");
  if (target.definition_id.empty() && target.definition_key.empty()) {
    throw HttpError{400, "InvalidRequestException",
                    "Either processDefinitionId or processDefinitionKey should be set to update the suspension state."};
  }
  if (!target.definition_id.empty() && !target.definition_key.empty()) {
    throw HttpError{400, "InvalidRequestException",
                    "Only one of processDefinitionId or processDefinitionKey should be set to update the suspension "
                    "state."};
  }
  const auto tenant = body::text(body, "processDefinitionTenantId");
  target.has_tenant = tenant || body::flag(body, "processDefinitionWithoutTenantId");
  target.tenant_id = tenant.value_or("");
  return target;
}

Response set_group_suspended(const Request& request, Context& context) {
  const Json body = request.json();
  SuspensionTarget target;
  if (names_instances(body)) {
    target.instance_ids = running_instances_of(body, request, context);
  } else {
    target = definition_target(body);
  }
  context.engine.set_instances_suspended(target, body::flag(body, "suspended"));
  return Response::no_content();
}

}  // namespace

void add_process_instance_routes(Router& router) {
  router.add("GET", "/process-instance/{id}", get);
  router.add("DELETE", "/process-instance/{id}", remove);
  router.add("GET", "/process-instance/{id}/activity-instances", activity_instances);
  router.add("POST", "/process-instance/{id}/modification", modify);
  router.add("PUT", "/process-instance/{id}/suspended", set_suspended);
  router.add("PUT", "/process-instance/suspended", set_group_suspended);
  add_variable_routes(router, {"/process-instance/{id}/variables", "process instance",
                               VariableScope::Kind::process_instance, false});
}

}  // namespace baton::api
