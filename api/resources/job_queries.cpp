// GET and POST /job with their filters, GET /job/{id} and its stack trace (camunda7-rest A.8).
#include "api/dto/job.hpp"
#include "api/query/conditions.hpp"
#include "api/query/filters.hpp"
#include "api/query/render.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace query {

namespace {

namespace c = col::job;

const Cell kNone{std::int64_t{0}};

// The activity of the job's definition ("x#multiInstanceBody" for a loop); of the job itself where it has
// none.
Where at_activity(const Argument& activity, const Scope&) {
  Where by_definition = where::exists(TableId::job_definition, col::job_definition::id, c::job_definition_id,
                                      where::eq(col::job_definition::activity_id, Cell{activity.text}));
  Where by_itself =
      where::all({where::is_null(c::job_definition_id), where::eq(c::activity_id, Cell{activity.text})});
  return where::any({std::move(by_definition), std::move(by_itself)});
}

Where executable(const Argument&, const Scope& scope) {
  Where instance_suspended = where::exists(TableId::execution, col::execution::id, c::process_instance_id,
                                           where::eq(col::execution::suspended, true));
  return where::all(
      {where::compare(c::retries, Compare::gt, kNone),
       where::any({where::is_null(c::due), where::compare(c::due, Compare::le, Cell{scope.around.now})}),
       where::any({where::is_null(c::execution_id), where::negate(std::move(instance_suspended))})});
}

Where acquired(const Argument&, const Scope& scope) {
  return where::compare(c::lock_expiration, Compare::gt, Cell{scope.around.now});
}

std::vector<Parameter> job_identity() {
  return {{"jobId", Type::text, equal(c::id)},
          {"jobIds", Type::texts, in(c::id)},
          {"jobDefinitionId", Type::text, equal(c::job_definition_id)},
          {"processInstanceId", Type::text, equal(c::process_instance_id)},
          {"processInstanceIds", Type::texts, in(c::process_instance_id)},
          {"executionId", Type::text, equal(c::execution_id)},
          {"processDefinitionId", Type::text, equal(c::definition_id)},
          {"processDefinitionKey", Type::text, equal(c::definition_key)},
          {"activityId", Type::text, at_activity},
          {"failedActivityId", Type::text, equal(c::failed_activity_id)},
          {"exceptionMessage", Type::text, equal(c::exception_message)}};
}

std::vector<Parameter> job_state() {
  const Where has_exception =
      where::any({where::not_null(c::exception_message), where::not_null(c::exception_stack)});
  return {{"withRetriesLeft", Type::flag, when(where::compare(c::retries, Compare::gt, kNone))},
          {"noRetriesLeft", Type::flag, when(where::eq(c::retries, kNone))},
          {"executable", Type::flag, executable},
          {"acquired", Type::flag, acquired},
          {"timers", Type::flag, when(where::eq(c::is_timer, true))},
          {"messages", Type::flag, when(where::eq(c::is_timer, false))},
          {"withException", Type::flag, when(has_exception)},
          {"dueDates", Type::dates, compare_all(c::due)},
          {"createTimes", Type::dates, compare_all(c::created)},
          {"priorityHigherThanOrEquals", Type::integer, at_least(c::priority)},
          {"priorityLowerThanOrEquals", Type::integer, at_most(c::priority)}};
}

void check_job_query(const Scope& scope) {
  if (scope.given.has("timers") && scope.given.has("messages")) {
    throw HttpError{400, "InvalidRequestException", "Parameter timers cannot be used together with parameter messages."};
  }
}

const SortTable& job_sorting() {
  static const SortTable table = {by("jobId", c::id),
                                  by("executionId", c::execution_id),
                                  by("processInstanceId", c::process_instance_id),
                                  by("processDefinitionId", c::definition_id),
                                  by("processDefinitionKey", c::definition_key),
                                  by("jobRetries", c::retries),
                                  by("jobDueDate", c::due),
                                  by("jobPriority", c::priority),
                                  by("tenantId", c::tenant_id)};
  return table;
}

}  // namespace

const Filter& job_filter() {
  static const Filter filter(
      join({job_identity(), job_state(), tenants(c::tenant_id, "includeJobsWithoutTenantId"),
            suspension(c::suspended)}),
      check_job_query);
  return filter;
}

std::vector<std::string> job_ids(const Json& body, const Surroundings& around, Store& store) {
  return ids_of(TableId::job, job_filter().from_body(body, around), store);
}

}  // namespace query

namespace {

Response get_job(const Request& request, Context& context) {
  return Response::json(job_dto(query::row_of<Job>(request, context, "Job with id ", " does not exist")));
}

Response get_stacktrace(const Request& request, Context& context) {
  const auto job = context.engine.store().get<Job>(request.value("id"));
  if (!job) {
    throw HttpError{404, "InvalidRequestException", "No job found with id " + request.value("id")};
  }
  if (!job->exception_stack) return Response::no_content();
  return Response::text(*job->exception_stack);
}

}  // namespace

void add_job_query_routes(Router& router) {
  query::add_listing(router, "/job",
                     {TableId::job, query::job_filter(), query::job_sorting(), nullptr, query::each(job_dto)},
                     query::Methods::get_and_post);
  router.add("GET", "/job/{id}", get_job);
  router.add("GET", "/job/{id}/stacktrace", get_stacktrace);
}

}  // namespace baton::api
