#include "api/dto/definition.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

namespace {

Json self_link(const Request& request, const std::string& path) {
  return Json::array({{{"method", "GET"}, {"href", request.base_url + path}, {"rel", "self"}}});
}

template <class Node>
void add_incidents(Json& json, const Node& node) {
  json["incidentIds"] = Json::array();
  json["incidents"] = Json::array();
  for (const auto& [id, activity] : node.incidents) {
    json["incidentIds"].push_back(id);
    json["incidents"].push_back({{"id", id}, {"activityId", activity}});
  }
}

}  // namespace

Json deployment_dto(const Deployment& row, const Request& request) {
  Json json;
  json["links"] = self_link(request, "/deployment/" + row.id);
  json["id"] = row.id;
  json["name"] = text_or_null(row.name);
  json["source"] = text_or_null(row.source);
  json["deploymentTime"] = date(row.time);
  json["tenantId"] = text_or_null(row.tenant_id);
  return json;
}

Json process_definition_dto(const ProcessDefinition& row) {
  Json json;
  json["id"] = row.id;
  json["key"] = row.key;
  json["category"] = text_or_null(row.category);
  json["description"] = text_or_null(row.description);
  json["name"] = text_or_null(row.name);
  json["version"] = row.version;
  json["resource"] = row.resource_name;
  json["deploymentId"] = row.deployment_id;
  json["diagram"] = text_or_null(row.diagram_resource);
  json["suspended"] = row.suspended;
  json["tenantId"] = text_or_null(row.tenant_id);
  json["versionTag"] = text_or_null(row.version_tag);
  json["historyTimeToLive"] = number_or_null(row.history_time_to_live);
  json["startableInTasklist"] = row.startable_in_tasklist;
  return json;
}

Json instance_dto(const InstanceAnswer& answer, const Request& request) {
  Json json;
  json["links"] = self_link(request, "/process-instance/" + answer.id);
  json["id"] = answer.id;
  json["definitionId"] = answer.definition_id;
  json["definitionKey"] = answer.definition_key;
  json["businessKey"] = text_or_null(answer.business_key);
  json["caseInstanceId"] = text_or_null(answer.case_instance_id);
  json["ended"] = answer.ended;
  json["suspended"] = answer.suspended;
  json["tenantId"] = text_or_null(answer.tenant_id);
  return json;
}

Json activity_instance_dto(const ActivityInstanceNode& node) {
  Json json;
  json["id"] = node.id;
  json["parentActivityInstanceId"] = text_or_null(node.parent_id);
  json["activityId"] = node.activity_id;
  json["activityType"] = node.activity_type;
  json["processInstanceId"] = node.process_instance_id;
  json["processDefinitionId"] = node.definition_id;
  json["childActivityInstances"] = Json::array();
  for (const auto& child : node.children) json["childActivityInstances"].push_back(activity_instance_dto(child));
  json["childTransitionInstances"] = Json::array();
  for (const auto& transition : node.transitions) {
    Json entry;
    entry["id"] = transition.id;
    entry["parentActivityInstanceId"] = transition.parent_id;
    entry["processInstanceId"] = transition.process_instance_id;
    entry["processDefinitionId"] = transition.definition_id;
    entry["activityId"] = transition.activity_id;
    entry["activityName"] = text_or_null(transition.activity_name);
    entry["activityType"] = transition.activity_type;
    entry["executionId"] = transition.execution_id;
    entry["targetActivityId"] = transition.activity_id;
    add_incidents(entry, transition);
    json["childTransitionInstances"].push_back(std::move(entry));
  }
  json["executionIds"] = node.execution_ids;
  json["activityName"] = text_or_null(node.activity_name);
  json["name"] = text_or_null(node.activity_name);
  add_incidents(json, node);
  return json;
}

}  // namespace baton::api
