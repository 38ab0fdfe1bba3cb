// One process definition: what it is, its model, its state, its end (camunda7-rest A.2).
#include <fmt/format.h>

#include <algorithm>

#include "api/dto/definition.hpp"
#include "api/query/render.hpp"
#include "api/resources/body.hpp"
#include "api/resources/definition_selector.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"
#include "bpmn/graph/process_graph.hpp"

namespace baton::api {

namespace {

Response get(const Request& request, Context& context) {
  return Response::json(process_definition_dto(definition(request, context)));
}

Response xml(const Request& request, Context& context) {
  const ProcessDefinition row = definition(request, context);
  auto file = resource_named(row.deployment_id, row.resource_name, context);
  if (!file) {
    throw HttpError{404, "InvalidRequestException",
                    fmt::format("The file '{}' of the definition {} is not there any more", row.resource_name, row.id)};
  }
  return Response::json({{"id", row.id}, {"bpmn20Xml", std::move(file->bytes)}});
}

DeleteOptions delete_options(const Request& request) {
  DeleteOptions options;
  options.skip_custom_listeners = request.flag("skipCustomListeners");
  options.skip_io_mappings = request.flag("skipIoMappings");
  return options;
}

Translation unknown_is_404(const EngineError& error) {
  if (error.code() == ErrorCode::not_found) return {404, "InvalidRequestException", {}};
  return as_is(error);
}

Response remove(const Request& request, Context& context) {
  const std::string id = definition_id(request, context);
  translated(unknown_is_404,
             [&] { context.engine.delete_definition(id, request.flag("cascade"), delete_options(request)); });
  Response empty;  // 200, where the documentation says 204
  return empty;
}

Response remove_all_versions(const Request& request, Context& context) {
  namespace c = col::process_definition;
  const std::string& key = request.value("key");
  const auto tenant = request.path_values.find("tenant");
  Query query{TableId::process_definition,
              where::all({where::eq(c::key, Cell{key}), tenant == request.path_values.end()
                                                            ? where::is_null(c::tenant_id)
                                                            : where::eq(c::tenant_id, Cell{tenant->second})})};
  const auto versions = context.engine.store().all<ProcessDefinition>(query);
  if (versions.empty()) {
    throw HttpError{404, "InvalidRequestException",
                    fmt::format("No process definition found with key '{}': processDefinitions is empty", key)};
  }
  for (const ProcessDefinition& version : versions) {
    context.engine.delete_definition(version.id, request.flag("cascade"), delete_options(request));
  }
  return Response::no_content();
}

Response set_history_time_to_live(const Request& request, Context& context) {
  const std::string id = definition_id(request, context);
  const Json body = request.json();
  const auto days = body::number(body, "historyTimeToLive");
  if (days && *days < 0) {
    throw EngineError(ErrorCode::bad_request, "historyTimeToLive is not greater than or equal to 0");
  }
  context.engine.set_history_time_to_live(id, days);
  return Response::no_content();
}

Response set_suspended(const Request& request, Context& context) {
  const std::string id = definition_id(request, context);
  const Json body = request.json();
  SuspensionTarget target;
  target.definition_id = id;
  const std::string what =
      fmt::format("The suspension state of Process Definition with id {} could not be updated due to", id);
  context.engine.set_definition_suspended(target, body::flag(body, "suspended"),
                                          body::flag(body, "includeProcessInstances"),
                                          body::later(body, "executionDate", what));
  return Response::no_content();
}

Response set_suspended_by_key(const Request& request, Context& context) {
  const Json body = request.json();
  SuspensionTarget target;
  target.definition_key = body::text_or_empty(body, "processDefinitionKey");
  if (body::text(body, "processDefinitionId")) {
    throw HttpError{400, "InvalidRequestException",
                    "Only processDefinitionKey can be set to update the suspension state."};
  }
  if (target.definition_key.empty()) {
    throw HttpError{400, "InvalidRequestException",
                    "Either processDefinitionId or processDefinitionKey should be set to update the suspension state."};
  }
  if (const auto tenant = body::text(body, "processDefinitionTenantId")) {
    target.has_tenant = true;
    target.tenant_id = *tenant;
  } else if (body::flag(body, "processDefinitionWithoutTenantId")) {
    target.has_tenant = true;
  }
  const std::string what = fmt::format(
      "The suspension state of Process Definitions with key {} could not be updated due to", target.definition_key);
  context.engine.set_definition_suspended(target, body::flag(body, "suspended"),
                                          body::flag(body, "includeProcessInstances"),
                                          body::later(body, "executionDate", what));
  return Response::no_content();
}

// Call activities whose called definition is known without running: constant keys, versions and tags.
std::optional<DefinitionSelector> called_newest(const bpmn::CallWork& call, const ProcessDefinition& caller) {
  if (!call.called_element.is_constant()) return std::nullopt;
  return DefinitionSelector{"", call.called_element.source(), caller.tenant_id};
}

std::optional<ProcessDefinition> called_definition(const bpmn::CallWork& call, const ProcessDefinition& caller,
                                                   Context& context) {
  namespace c = col::process_definition;
  const auto newest = called_newest(call, caller);
  if (!newest) return std::nullopt;
  if (call.binding.empty() || call.binding == "latest") return context.engine.find_definition(*newest);
  std::vector<Where> parts = {where::eq(c::key, Cell{newest->key}),
                              caller.tenant_id.empty() ? where::is_null(c::tenant_id)
                                                       : where::eq(c::tenant_id, Cell{caller.tenant_id})};
  if (call.binding == "deployment") {
    parts.push_back(where::eq(c::deployment_id, Cell{caller.deployment_id}));
  } else if (!call.version.is_constant()) {
    return std::nullopt;
  } else if (call.binding == "versionTag") {
    parts.push_back(where::eq(c::version_tag, Cell{call.version.source()}));
  } else {
    parts.push_back(where::eq(c::version, Cell{static_cast<std::int64_t>(std::atoll(call.version.source().c_str()))}));
  }
  auto rows = context.engine.store().all<ProcessDefinition>({TableId::process_definition, where::all(std::move(parts))});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.back());
}

Response static_called(const Request& request, Context& context) {
  const std::string& id = request.value("id");
  const auto graph = context.engine.graph(id);
  const auto caller = context.engine.store().get<ProcessDefinition>(id);
  if (!graph || !caller) {
    throw HttpError{404, "InvalidRequestException",
                    fmt::format("no deployed process definition found with id '{}': processDefinition is null", id)};
  }
  std::map<std::string, Json> called;
  for (bpmn::NodeId node = 0; node < graph->node_count(); ++node) {
    const auto* call = std::get_if<bpmn::CallWork>(&graph->node(node).work);
    const auto definition = call ? called_definition(*call, *caller, context) : std::nullopt;
    if (!definition) continue;
    Json& entry = called[definition->id];
    if (entry.is_null()) {
      entry = process_definition_dto(*definition);
      entry["calledFromActivityIds"] = Json::array();
      entry["callingProcessDefinitionId"] = id;
    }
    entry["calledFromActivityIds"].push_back(graph->node(node).element_id);
  }
  Json list = Json::array();
  for (auto& [called_id, entry] : called) list.push_back(std::move(entry));
  return Response::json(list);
}

}  // namespace

void add_process_definition_routes(Router& router) {
  add_for_definition(router, "GET", "", get);
  add_for_definition(router, "GET", "/xml", xml);
  add_for_definition(router, "DELETE", "", remove);
  add_for_definition(router, "PUT", "/history-time-to-live", set_history_time_to_live);
  add_for_definition(router, "PUT", "/suspended", set_suspended);
  router.add("PUT", "/process-definition/suspended", set_suspended_by_key);
  router.add("DELETE", "/process-definition/key/{key}/delete", remove_all_versions);
  router.add("DELETE", "/process-definition/key/{key}/tenant-id/{tenant}/delete", remove_all_versions);
  router.add("GET", "/process-definition/{id}/static-called-process-definitions", static_called);
}

}  // namespace baton::api
