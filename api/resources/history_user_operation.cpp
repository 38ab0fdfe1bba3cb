// /history/user-operation (camunda7-rest A.10).
#include "api/dto/history.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

namespace c = col::user_operation;
using namespace query;

const Filter& filter() {
  static const Filter table(
      join({{{"deploymentId", Type::text, equal(c::deployment_id)},
             {"processDefinitionId", Type::text, equal(c::definition_id)},
             {"processDefinitionKey", Type::text, equal(c::definition_key)},
             {"processInstanceId", Type::text, equal(c::process_instance_id)},
             {"executionId", Type::text, equal(c::execution_id)},
             {"taskId", Type::text, equal(c::task_id)},
             {"externalTaskId", Type::text, equal(c::external_task_id)},
             {"jobId", Type::text, equal(c::job_id)},
             {"jobDefinitionId", Type::text, equal(c::job_definition_id)},
             {"userId", Type::text, equal(c::user_id)},
             {"operationId", Type::text, equal(c::operation_id)},
             {"operationType", Type::text, equal(c::operation_type)},
             {"entityType", Type::text, equal(c::entity_type)},
             {"entityTypeIn", Type::texts, in(c::entity_type)},
             {"category", Type::text, equal(c::category)},
             {"categoryIn", Type::texts, in(c::category)},
             {"property", Type::text, equal(c::property)},
             {"afterTimestamp", Type::date, after(c::timestamp)},
             {"beforeTimestamp", Type::date, before(c::timestamp)}},
            of_cases({"caseDefinitionId", "caseInstanceId", "caseExecutionId", "batchId"})}));
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("timestamp", c::timestamp)};
  return table;
}

}  // namespace

void add_history_user_operation_routes(Router& router) {
  add_listing(router, "/history/user-operation",
              {TableId::user_operation, filter(), sorting(), nullptr, each(user_operation_dto)},
              Methods::get_only);
}

}  // namespace baton::api
