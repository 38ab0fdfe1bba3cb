// Process instances: commands (camunda7-rest A.3).
#include "api/dto/definition.hpp"
#include "api/dto/instances.hpp"
#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/resources/variable_routes.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

Execution find(const Request& request, Context& context) {
  const std::string& id = request.value("id");
  const auto row = context.engine.store().get<Execution>(id);
  if (row && row->id == row->process_instance_id) return *row;
  throw HttpError{404, "InvalidRequestException", "Process instance with id " + id + " does not exist"};
}

Response get(const Request& request, Context& context) {
  return Response::json(process_instance_row_dto(find(request, context)));
}

Response remove(const Request& request, Context& context) {
  DeleteOptions options;
  options.skip_custom_listeners = request.flag("skipCustomListeners");
  options.skip_io_mappings = request.flag("skipIoMappings");
  options.skip_sub_processes = request.flag("skipSubprocesses");
  try {
    find(request, context);
  } catch (const HttpError&) {
    if (request.param("failIfNotExists") == "false") return Response::no_content();
    throw;
  }
  context.engine.delete_instance(request.value("id"), options, request.caller);
  return Response::no_content();
}

Response tree(const Request& request, Context& context) {
  const auto root = context.engine.activity_instances(request.value("id"));
  if (!root) {
    throw HttpError{404, "InvalidRequestException",
                    "Process instance with id " + request.value("id") + " does not exist"};
  }
  return Response::json(activity_instance_dto(*root));
}

Response modify(const Request& request, Context& context) {
  const Json json = request.json();
  DeleteOptions options;
  options.skip_custom_listeners = body::flag(json, "skipCustomListeners");
  options.skip_io_mappings = body::flag(json, "skipIoMappings");
  context.engine.modify(request.value("id"), body::instructions(json, "instructions"), options);
  return Response::no_content();
}

Response suspend(const Request& request, Context& context) {
  SuspensionTarget target;
  target.instance_id = request.value("id");
  context.engine.set_instances_suspended(target, body::flag(request.json(), "suspended"));
  return Response::no_content();
}

Response suspend_many(const Request& request, Context& context) {
  const Json json = request.json();
  SuspensionTarget target;
  target.definition_id = body::text_or_empty(json, "processDefinitionId");
  target.definition_key = body::text_or_empty(json, "processDefinitionKey");
  target.instance_ids = body::texts(json, "processInstanceIds");
  if (target.definition_id.empty() && target.definition_key.empty() && target.instance_ids.empty()) {
    throw HttpError{400, "InvalidRequestException",
                    "Either processInstanceId, processDefinitionId or processDefinitionKey should be set to update the suspension state."};
  }
  context.engine.set_instances_suspended(target, body::flag(json, "suspended"));
  return Response::no_content();
}

}  // namespace

void add_process_instance_routes(Router& router) {
  router.add("GET", "/process-instance/{id}", get);
  router.add("DELETE", "/process-instance/{id}", remove);
  router.add("GET", "/process-instance/{id}/activity-instances", tree);
  router.add("POST", "/process-instance/{id}/modification", modify);
  router.add("PUT", "/process-instance/{id}/suspended", suspend);
  router.add("PUT", "/process-instance/suspended", suspend_many);
  add_variable_routes(router, "/process-instance/{id}/variables", VariableScope::Kind::process_instance, false);
}

}  // namespace baton::api
