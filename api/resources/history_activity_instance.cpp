// /history/activity-instance (camunda7-rest A.10).
#include "api/dto/history.hpp"
#include "api/query/conditions.hpp"
#include "api/query/removal_times.hpp"
#include "api/query/render.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

namespace c = col::historic_activity;
using namespace query;

void check_states(const Scope& scope) {
  if (scope.given.has("canceled") && scope.given.has("completeScope")) {
    throw EngineError(ErrorCode::process_engine,
                      "Already querying for activity instance state <completeScope>");
  }
}

const Filter& filter() {
  static const Filter table(join({{{"activityInstanceId", Type::text, equal(c::id)},
                                   {"processInstanceId", Type::text, equal(c::process_instance_id)},
                                   {"processDefinitionId", Type::text, equal(c::definition_id)},
                                   {"executionId", Type::text, equal(c::execution_id)},
                                   {"activityId", Type::text, equal(c::activity_id)},
                                   {"activityName", Type::text, equal(c::activity_name)},
                                   {"activityNameLike", Type::text, like(c::activity_name)},
                                   {"activityType", Type::text, equal(c::activity_type)},
                                   {"taskAssignee", Type::text, equal(c::assignee)},
                                   {"finished", Type::flag, when(where::not_null(c::end_time))},
                                   {"unfinished", Type::flag, when(where::is_null(c::end_time))},
                                   {"canceled", Type::flag, when(where::eq(c::canceled, true))},
                                   {"completeScope", Type::flag, when(where::eq(c::complete_scope, true))},
                                   {"startedBefore", Type::date, at_most(c::start_time)},
                                   {"startedAfter", Type::date, at_least(c::start_time)},
                                   {"finishedBefore", Type::date, at_most(c::end_time)},
                                   {"finishedAfter", Type::date, at_least(c::end_time)}},
                                  tenants(c::tenant_id)}),
                            check_states);
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("activityInstanceId", c::id),
                                  by("instanceId", c::process_instance_id),
                                  by("executionId", c::execution_id),
                                  by("activityId", c::activity_id),
                                  by("activityName", c::activity_name),
                                  by("activityType", c::activity_type),
                                  by("startTime", c::start_time),
                                  by("endTime", c::end_time),
                                  by_duration("duration", c::start_time, c::end_time),
                                  by("definitionId", c::definition_id),
                                  by("occurrence", c::sequence),
                                  by("tenantId", c::tenant_id)};
  return table;
}

Response get_activity(const Request& request, Context& context) {
  const auto row = row_of<HistoricActivity>(request, context, "Historic activity instance with id '", "' does not exist");
  return Response::json(with_removal_time(historic_activity_dto(row), context.engine.store()));
}

}  // namespace

void add_history_activity_instance_routes(Router& router) {
  add_listing(router, "/history/activity-instance",
              {TableId::historic_activity, filter(), sorting(), nullptr, each(historic_activity_dto)},
              Methods::get_and_post);
  router.add("GET", "/history/activity-instance/{id}", get_activity);
}

}  // namespace baton::api
