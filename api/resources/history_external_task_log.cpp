// /history/external-task-log (camunda7-rest A.10).
#include "api/dto/history.hpp"
#include "api/query/conditions.hpp"
#include "api/query/removal_times.hpp"
#include "api/query/render.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

namespace c = col::historic_external_task_log;
using namespace query;

const Filter& filter() {
  static const Filter table(join({{{"logId", Type::text, equal(c::id)},
                                   {"externalTaskId", Type::text, equal(c::external_task_id)},
                                   {"topicName", Type::text, equal(c::topic)},
                                   {"workerId", Type::text, equal(c::worker_id)},
                                   {"errorMessage", Type::text, equal(c::error_message)},
                                   {"activityIdIn", Type::texts, in(c::activity_id)},
                                   {"activityInstanceIdIn", Type::texts, in(c::activity_instance_id)},
                                   {"executionIdIn", Type::texts, in(c::execution_id)},
                                   {"processInstanceId", Type::text, equal(c::process_instance_id)},
                                   {"processDefinitionId", Type::text, equal(c::definition_id)},
                                   {"processDefinitionKey", Type::text, equal(c::definition_key)},
                                   {"priorityHigherThanOrEquals", Type::integer, at_least(c::priority)},
                                   {"priorityLowerThanOrEquals", Type::integer, at_most(c::priority)},
                                   {"creationLog", Type::flag, when(where::eq(c::state, "created"))},
                                   {"failureLog", Type::flag, when(where::eq(c::state, "failed"))},
                                   {"successLog", Type::flag, when(where::eq(c::state, "successful"))},
                                   {"deletionLog", Type::flag, when(where::eq(c::state, "deleted"))}},
                                  tenants(c::tenant_id)}));
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("timestamp", c::timestamp),
                                  by("externalTaskId", c::external_task_id),
                                  by("retries", c::retries),
                                  by("priority", c::priority),
                                  by("topicName", c::topic),
                                  by("workerId", c::worker_id),
                                  by("activityId", c::activity_id),
                                  by("activityInstanceId", c::activity_instance_id),
                                  by("executionId", c::execution_id),
                                  by("processInstanceId", c::process_instance_id),
                                  by("processDefinitionId", c::definition_id),
                                  by("processDefinitionKey", c::definition_key),
                                  by("tenantId", c::tenant_id)};
  return table;
}

Response get_log(const Request& request, Context& context) {
  const auto row =
      row_of<HistoricExternalTaskLog>(request, context, "Historic external task log with id ", " does not exist");
  return Response::json(with_removal_time(historic_external_task_log_dto(row), context.engine.store()));
}

Response get_error_details(const Request& request, Context& context) {
  const auto row =
      row_of<HistoricExternalTaskLog>(request, context, "No historic external task log found with id ");
  return row.error_details ? Response::text(*row.error_details) : Response::no_content();
}

}  // namespace

void add_history_external_task_log_routes(Router& router) {
  add_listing(router, "/history/external-task-log",
              {TableId::historic_external_task_log, filter(), sorting(), nullptr,
               each(historic_external_task_log_dto)},
              Methods::get_and_post);
  router.add("GET", "/history/external-task-log/{id}", get_log);
  router.add("GET", "/history/external-task-log/{id}/error-details", get_error_details);
}

}  // namespace baton::api
