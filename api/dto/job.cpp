#include "api/dto/job.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

Json job_dto(const Job& row) {
  return Json{{"id", row.id},
              {"jobDefinitionId", text_or_null(row.job_definition_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processDefinitionKey", text_or_null(row.definition_key)},
              {"executionId", text_or_null(row.execution_id)},
              {"exceptionMessage", text_or_null(row.exception_message)},
              {"failedActivityId", text_or_null(row.failed_activity_id)},
              {"retries", row.retries},
              {"dueDate", date_or_null(row.due)},
              {"suspended", row.suspended},
              {"priority", row.priority},
              {"tenantId", text_or_null(row.tenant_id)},
              {"createTime", date(row.created)},
              {"batchId", nullptr}};
}

}  // namespace baton::api
