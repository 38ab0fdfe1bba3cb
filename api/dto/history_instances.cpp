// Historic process instances, activities and tasks as JSON.
#include "api/dto/columns.hpp"
#include "api/dto/history.hpp"

namespace baton::api {

Json historic_process_instance_dto(const HistoricProcessInstance& row) {
  return Json{{"id", row.id},
              {"businessKey", text_or_null(row.business_key)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"processDefinitionName", text_or_null(row.definition_name)},
              {"processDefinitionVersion", row.definition_version},
              {"startTime", date(row.start_time)},
              {"endTime", date_or_null(row.end_time)},
              {"removalTime", date_or_null(row.removal_time)},
              {"durationInMillis", duration_or_null(row.start_time, row.end_time)},
              {"startUserId", text_or_null(row.start_user_id)},
              {"startActivityId", text_or_null(row.start_activity_id)},
              {"deleteReason", text_or_null(row.delete_reason)},
              {"rootProcessInstanceId", text_or_null(row.root_id)},
              {"superProcessInstanceId", text_or_null(row.super_id)},
              {"superCaseInstanceId", nullptr},
              {"caseInstanceId", text_or_null(row.case_instance_id)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"state", text_or_null(row.state)},
              {"restartedProcessInstanceId", text_or_null(row.restarted_from)}};
}

Json historic_activity_dto(const HistoricActivity& row) {
  return Json{{"id", row.id},
              {"parentActivityInstanceId", text_or_null(row.parent_id)},
              {"activityId", text_or_null(row.activity_id)},
              {"activityName", text_or_null(row.activity_name)},
              {"activityType", text_or_null(row.activity_type)},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"executionId", text_or_null(row.execution_id)},
              {"taskId", text_or_null(row.task_id)},
              {"calledProcessInstanceId", text_or_null(row.called_instance_id)},
              {"calledCaseInstanceId", nullptr},
              {"assignee", text_or_null(row.assignee)},
              {"startTime", date(row.start_time)},
              {"endTime", date_or_null(row.end_time)},
              {"durationInMillis", duration_or_null(row.start_time, row.end_time)},
              {"canceled", row.canceled},
              {"completeScope", row.complete_scope},
              {"tenantId", text_or_null(row.tenant_id)},
              {"removalTime", nullptr},
              {"rootProcessInstanceId", text_or_null(row.root_id)}};
}

Json historic_task_dto(const HistoricTask& row) {
  return Json{{"id", row.id},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"executionId", text_or_null(row.execution_id)},
              {"caseDefinitionKey", nullptr},
              {"caseDefinitionId", nullptr},
              {"caseInstanceId", text_or_null(row.case_instance_id)},
              {"caseExecutionId", nullptr},
              {"activityInstanceId", text_or_null(row.activity_instance_id)},
              {"name", text_or_null(row.name)},
              {"description", text_or_null(row.description)},
              {"deleteReason", text_or_null(row.delete_reason)},
              {"owner", text_or_null(row.owner)},
              {"assignee", text_or_null(row.assignee)},
              {"startTime", date(row.start_time)},
              {"endTime", date_or_null(row.end_time)},
              {"duration", duration_or_null(row.start_time, row.end_time)},
              {"taskDefinitionKey", text_or_null(row.task_definition_key)},
              {"priority", row.priority},
              {"due", date_or_null(row.due)},
              {"parentTaskId", text_or_null(row.parent_task_id)},
              {"followUp", date_or_null(row.follow_up)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"removalTime", nullptr},
              {"rootProcessInstanceId", text_or_null(row.root_id)},
              {"taskState", text_or_null(row.task_state)}};
}

}  // namespace baton::api
