// Historic variables, details and incidents as JSON.
#include "api/dto/columns.hpp"
#include "api/dto/history.hpp"

namespace baton::api {

Json historic_variable_dto(const HistoricVariable& row, bool deserialize) {
  Json dto = value_to_rest(value_of_row(row), deserialize);
  dto.update(Json{{"id", row.id},
                  {"name", row.name},
                  {"processDefinitionKey", text_or_null(row.definition_key)},
                  {"processDefinitionId", text_or_null(row.definition_id)},
                  {"processInstanceId", text_or_null(row.process_instance_id)},
                  {"executionId", text_or_null(row.execution_id)},
                  {"activityInstanceId", text_or_null(row.activity_instance_id)},
                  {"caseDefinitionKey", nullptr},
                  {"caseDefinitionId", nullptr},
                  {"caseInstanceId", nullptr},
                  {"caseExecutionId", nullptr},
                  {"taskId", text_or_null(row.task_id)},
                  {"errorMessage", nullptr},
                  {"tenantId", text_or_null(row.tenant_id)},
                  {"state", text_or_null(row.state)},
                  {"createTime", date(row.create_time)},
                  {"removalTime", nullptr},
                  {"rootProcessInstanceId", text_or_null(row.root_id)}});
  return dto;
}

Json historic_detail_dto(const HistoricDetail& row, bool deserialize) {
  Json dto = {{"type", row.kind},
              {"id", row.id},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"activityInstanceId", text_or_null(row.activity_instance_id)},
              {"executionId", text_or_null(row.execution_id)},
              {"caseDefinitionKey", nullptr},
              {"caseDefinitionId", nullptr},
              {"caseInstanceId", nullptr},
              {"caseExecutionId", nullptr},
              {"taskId", text_or_null(row.task_id)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"userOperationId", text_or_null(row.user_operation_id)},
              {"time", date(row.time)},
              {"removalTime", nullptr},
              {"rootProcessInstanceId", text_or_null(row.root_id)}};
  if (row.kind == "formField") {
    dto["fieldId"] = row.name;
    dto["fieldValue"] = text_or_null(row.text);
    return dto;
  }
  const Json value = value_to_rest(value_of_row(row), deserialize);
  dto.update(Json{{"variableName", row.name},
                  {"variableInstanceId", text_or_null(row.variable_id)},
                  {"variableType", value["type"]},
                  {"value", value["value"]},
                  {"valueInfo", value["valueInfo"]},
                  {"initial", row.initial},
                  {"revision", row.revision},
                  {"errorMessage", nullptr}});
  return dto;
}

Json historic_incident_dto(const HistoricIncident& row) {
  return Json{{"id", row.id},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"executionId", text_or_null(row.execution_id)},
              {"rootProcessInstanceId", text_or_null(row.root_id)},
              {"createTime", date(row.create_time)},
              {"endTime", date_or_null(row.end_time)},
              {"removalTime", nullptr},
              {"incidentType", text_or_null(row.type)},
              {"activityId", text_or_null(row.activity_id)},
              {"failedActivityId", text_or_null(row.failed_activity_id)},
              {"causeIncidentId", text_or_null(row.cause_incident_id)},
              {"rootCauseIncidentId", text_or_null(row.root_cause_incident_id)},
              {"configuration", text_or_null(row.configuration)},
              {"historyConfiguration", text_or_null(row.history_configuration)},
              {"incidentMessage", text_or_null(row.message)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"jobDefinitionId", text_or_null(row.job_definition_id)},
              {"open", row.state == "open"},
              {"deleted", row.state == "deleted"},
              {"resolved", row.state == "resolved"},
              {"annotation", text_or_null(row.annotation)}};
}

}  // namespace baton::api
