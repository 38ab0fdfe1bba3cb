// Logs of history as JSON: jobs, external tasks, identity links, user operations.
#include "api/dto/columns.hpp"
#include "api/dto/history.hpp"

namespace baton::api {

namespace {

void add_log_flags(Json& dto, const std::string& state) {
  dto["creationLog"] = state == "created";
  dto["failureLog"] = state == "failed";
  dto["successLog"] = state == "successful";
  dto["deletionLog"] = state == "deleted";
}

}  // namespace

Json historic_job_log_dto(const HistoricJobLog& row) {
  Json dto = {{"id", row.id},
              {"timestamp", date(row.timestamp)},
              {"removalTime", nullptr},
              {"jobId", text_or_null(row.job_id)},
              {"jobDueDate", date_or_null(row.job_due)},
              {"jobRetries", row.job_retries},
              {"jobPriority", row.job_priority},
              {"jobExceptionMessage", text_or_null(row.exception_message)},
              {"jobDefinitionId", text_or_null(row.job_definition_id)},
              {"jobDefinitionType", text_or_null(row.job_type)},
              {"jobDefinitionConfiguration", text_or_null(row.job_configuration)},
              {"activityId", text_or_null(row.activity_id)},
              {"failedActivityId", text_or_null(row.failed_activity_id)},
              {"executionId", text_or_null(row.execution_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"deploymentId", text_or_null(row.deployment_id)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"hostname", text_or_null(row.hostname)},
              {"rootProcessInstanceId", text_or_null(row.root_id)},
              {"batchId", nullptr}};
  add_log_flags(dto, row.state);
  return dto;
}

Json historic_external_task_log_dto(const HistoricExternalTaskLog& row) {
  Json dto = {{"id", row.id},
              {"timestamp", date(row.timestamp)},
              {"removalTime", nullptr},
              {"externalTaskId", text_or_null(row.external_task_id)},
              {"topicName", text_or_null(row.topic)},
              {"workerId", text_or_null(row.worker_id)},
              {"priority", row.priority},
              {"retries", number_or_null(row.retries)},
              {"errorMessage", text_or_null(row.error_message)},
              {"activityId", text_or_null(row.activity_id)},
              {"activityInstanceId", text_or_null(row.activity_instance_id)},
              {"executionId", text_or_null(row.execution_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"rootProcessInstanceId", text_or_null(row.root_id)}};
  add_log_flags(dto, row.state);
  return dto;
}

Json historic_identity_link_dto(const HistoricIdentityLink& row) {
  return Json{{"id", row.id},
              {"time", date(row.time)},
              {"type", text_or_null(row.type)},
              {"userId", text_or_null(row.user_id)},
              {"groupId", text_or_null(row.group_id)},
              {"taskId", text_or_null(row.task_id)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"operationType", text_or_null(row.operation_type)},
              {"assignerId", text_or_null(row.assigner_id)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"removalTime", nullptr},
              {"rootProcessInstanceId", text_or_null(row.root_id)}};
}

Json user_operation_dto(const UserOperation& row) {
  return Json{{"id", row.id},
              {"deploymentId", text_or_null(row.deployment_id)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"executionId", text_or_null(row.execution_id)},
              {"caseDefinitionId", nullptr},
              {"caseInstanceId", nullptr},
              {"caseExecutionId", nullptr},
              {"taskId", text_or_null(row.task_id)},
              {"jobId", text_or_null(row.job_id)},
              {"jobDefinitionId", text_or_null(row.job_definition_id)},
              {"batchId", nullptr},
              {"userId", text_or_null(row.user_id)},
              {"timestamp", date(row.timestamp)},
              {"operationId", text_or_null(row.operation_id)},
              {"externalTaskId", text_or_null(row.external_task_id)},
              {"operationType", text_or_null(row.operation_type)},
              {"entityType", text_or_null(row.entity_type)},
              {"property", text_or_null(row.property)},
              {"orgValue", text_or_null(row.original_value)},
              {"newValue", text_or_null(row.new_value)},
              {"removalTime", nullptr},
              {"rootProcessInstanceId", text_or_null(row.root_id)},
              {"category", text_or_null(row.category)},
              {"annotation", text_or_null(row.annotation)}};
}

}  // namespace baton::api
