// /history/incident (camunda7-rest A.10).
#include "api/dto/history.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

namespace c = col::historic_incident;
using namespace query;

constexpr std::string_view kStates[] = {"open", "resolved", "deleted"};

void check_states(const Scope& scope) {
  std::string_view first;
  for (const std::string_view state : kStates) {
    if (!scope.given.has(state)) continue;
    if (!first.empty()) {
      throw EngineError(ErrorCode::process_engine,
                        "Already querying for incident state <" + std::string(first) + ">");
    }
    first = state;
  }
}

const Filter& filter() {
  static const Filter table(join({{{"incidentId", Type::text, equal(c::id)},
                                   {"incidentType", Type::text, equal(c::type)},
                                   {"incidentMessage", Type::text, equal(c::message)},
                                   {"incidentMessageLike", Type::text, like(c::message)},
                                   {"processDefinitionId", Type::text, equal(c::definition_id)},
                                   {"processDefinitionKey", Type::text, equal(c::definition_key)},
                                   {"processDefinitionKeyIn", Type::texts, in(c::definition_key)},
                                   {"processInstanceId", Type::text, equal(c::process_instance_id)},
                                   {"executionId", Type::text, equal(c::execution_id)},
                                   {"activityId", Type::text, equal(c::activity_id)},
                                   {"failedActivityId", Type::text, equal(c::failed_activity_id)},
                                   {"causeIncidentId", Type::text, equal(c::cause_incident_id)},
                                   {"rootCauseIncidentId", Type::text, equal(c::root_cause_incident_id)},
                                   {"configuration", Type::text, equal(c::configuration)},
                                   {"historyConfiguration", Type::text, equal(c::history_configuration)},
                                   {"jobDefinitionIdIn", Type::list, in(c::job_definition_id)},
                                   {"createTimeBefore", Type::date, before(c::create_time)},
                                   {"createTimeAfter", Type::date, after(c::create_time)},
                                   {"endTimeBefore", Type::date, before(c::end_time)},
                                   {"endTimeAfter", Type::date, after(c::end_time)},
                                   {"open", Type::flag, when(where::eq(c::state, "open"))},
                                   {"resolved", Type::flag, when(where::eq(c::state, "resolved"))},
                                   {"deleted", Type::flag, when(where::eq(c::state, "deleted"))}},
                                  tenants(c::tenant_id)}),
                            check_states);
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("incidentId", c::id),
                                  by("incidentMessage", c::message),
                                  by("createTime", c::create_time),
                                  by("endTime", c::end_time),
                                  by("incidentType", c::type),
                                  by("executionId", c::execution_id),
                                  by("activityId", c::activity_id),
                                  by("processInstanceId", c::process_instance_id),
                                  by("processDefinitionId", c::definition_id),
                                  by("processDefinitionKey", c::definition_key),
                                  by("causeIncidentId", c::cause_incident_id),
                                  by("rootCauseIncidentId", c::root_cause_incident_id),
                                  by("configuration", c::configuration),
                                  by("historyConfiguration", c::history_configuration),
                                  by("tenantId", c::tenant_id),
                                  by("incidentState", c::state)};
  return table;
}

}  // namespace

void add_history_incident_routes(Router& router) {
  add_listing(router, "/history/incident",
              {TableId::historic_incident, filter(), sorting(), nullptr, each(historic_incident_dto)},
              Methods::get_only);
}

}  // namespace baton::api
