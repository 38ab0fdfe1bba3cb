#include "api/dto/external_task.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

Json external_task_row_dto(const ExternalTask& row) {
  return Json{{"activityId", text_or_null(row.activity_id)},
              {"activityInstanceId", text_or_null(row.activity_instance_id)},
              {"errorMessage", text_or_null(row.error_message)},
              {"executionId", text_or_null(row.execution_id)},
              {"id", row.id},
              {"lockExpirationTime", date_or_null(row.lock_expiration)},
              {"createTime", date(row.created)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"processDefinitionVersionTag", text_or_null(row.version_tag)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"retries", number_or_null(row.retries)},
              {"suspended", row.suspended},
              {"workerId", text_or_null(row.worker_id)},
              {"topicName", text_or_null(row.topic)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"priority", row.priority},
              {"businessKey", text_or_null(row.business_key)}};
}

}  // namespace baton::api
