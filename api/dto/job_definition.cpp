#include "api/dto/job_definition.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

Json job_definition_dto(const JobDefinition& row) {
  return Json{{"id", row.id},
              {"processDefinitionId", text_or_null(row.process_definition_id)},
              {"processDefinitionKey", text_or_null(row.process_definition_key)},
              {"jobType", text_or_null(row.job_type)},
              {"jobConfiguration", text_or_null(row.job_configuration)},
              {"activityId", text_or_null(row.activity_id)},
              {"suspended", row.suspended},
              {"overridingJobPriority", number_or_null(row.priority)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"deploymentId", nullptr}};  // only a batch's has one in Camunda
}

}  // namespace baton::api
