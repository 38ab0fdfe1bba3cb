#include "api/dto/variable_instance.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

Json variable_instance_dto(const Variable& row, bool deserialize) {
  Json dto = value_to_rest(value_of_row(row), deserialize);
  dto.update(Json{{"id", row.id},
                  {"name", row.name},
                  {"processDefinitionId", text_or_null(row.definition_id)},
                  {"processInstanceId", text_or_null(row.process_instance_id)},
                  {"executionId", text_or_null(row.execution_id)},
                  {"caseInstanceId", nullptr},
                  {"caseExecutionId", nullptr},
                  {"taskId", text_or_null(row.task_id)},
                  {"batchId", nullptr},
                  {"activityInstanceId", text_or_null(row.activity_instance_id)},
                  {"errorMessage", nullptr},
                  {"tenantId", text_or_null(row.tenant_id)}});
  return dto;
}

}  // namespace baton::api
