// /history/job-log (camunda7-rest A.10).
#include "api/dto/history.hpp"
#include "api/query/conditions.hpp"
#include "api/query/removal_times.hpp"
#include "api/query/render.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

namespace c = col::historic_job_log;
using namespace query;

const Filter& filter() {
  static const Filter table(
      join({{{"logId", Type::text, equal(c::id)},
             {"jobId", Type::text, equal(c::job_id)},
             {"jobExceptionMessage", Type::text, equal(c::exception_message)},
             {"jobDefinitionId", Type::text, equal(c::job_definition_id)},
             {"jobDefinitionType", Type::text, equal(c::job_type)},
             {"jobDefinitionConfiguration", Type::text, equal(c::job_configuration)},
             {"activityIdIn", Type::texts, in(c::activity_id)},
             {"failedActivityIdIn", Type::texts, in(c::failed_activity_id)},
             {"executionIdIn", Type::texts, in(c::execution_id)},
             {"processInstanceId", Type::text, equal(c::process_instance_id)},
             {"processDefinitionId", Type::text, equal(c::definition_id)},
             {"processDefinitionKey", Type::text, equal(c::definition_key)},
             {"deploymentId", Type::text, equal(c::deployment_id)},
             {"hostname", Type::text, equal(c::hostname)},
             {"jobPriorityHigherThanOrEquals", Type::integer, at_least(c::job_priority)},
             {"jobPriorityLowerThanOrEquals", Type::integer, at_most(c::job_priority)},
             {"creationLog", Type::flag, when(where::eq(c::state, "created"))},
             {"failureLog", Type::flag, when(where::eq(c::state, "failed"))},
             {"successLog", Type::flag, when(where::eq(c::state, "successful"))},
             {"deletionLog", Type::flag, when(where::eq(c::state, "deleted"))}},
            tenants(c::tenant_id)}));
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("timestamp", c::timestamp),
                                  by("jobId", c::job_id),
                                  by("jobDueDate", c::job_due),
                                  by("jobRetries", c::job_retries),
                                  by("jobPriority", c::job_priority),
                                  by("jobDefinitionId", c::job_definition_id),
                                  by("activityId", c::activity_id),
                                  by("executionId", c::execution_id),
                                  by("processInstanceId", c::process_instance_id),
                                  by("processDefinitionId", c::definition_id),
                                  by("processDefinitionKey", c::definition_key),
                                  by("deploymentId", c::deployment_id),
                                  by("occurrence", c::sequence),
                                  by("tenantId", c::tenant_id),
                                  by("hostname", c::hostname)};
  return table;
}

Response get_log(const Request& request, Context& context) {
  const auto row = row_of<HistoricJobLog>(request, context, "Historic job log with id ", " does not exist");
  return Response::json(with_removal_time(historic_job_log_dto(row), context.engine.store()));
}

Response get_stacktrace(const Request& request, Context& context) {
  const auto row = row_of<HistoricJobLog>(request, context, "No historic job log found with id ");
  return row.exception_stack ? Response::text(*row.exception_stack) : Response::no_content();
}

}  // namespace

void add_history_job_log_routes(Router& router) {
  add_listing(router, "/history/job-log",
              {TableId::historic_job_log, filter(), sorting(), nullptr, each(historic_job_log_dto)},
              Methods::get_and_post);
  router.add("GET", "/history/job-log/{id}", get_log);
  router.add("GET", "/history/job-log/{id}/stacktrace", get_stacktrace);
}

}  // namespace baton::api
