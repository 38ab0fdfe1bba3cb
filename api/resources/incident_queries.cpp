// GET /incident with its filters, GET /incident/{id} (camunda7-rest A.9).
#include "api/dto/incident.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

namespace c = col::incident;
using namespace query;

const Filter& incident_filter() {
  static const Filter filter({{"incidentId", Type::text, equal(c::id)},
                              {"incidentType", Type::text, equal(c::type)},
                              {"incidentMessage", Type::text, equal(c::message)},
                              {"incidentMessageLike", Type::text, like(c::message)},
                              {"processDefinitionId", Type::text, equal(c::definition_id)},
                              {"processDefinitionKeyIn", Type::texts, in(c::definition_key)},
                              {"processInstanceId", Type::text, equal(c::process_instance_id)},
                              {"executionId", Type::text, equal(c::execution_id)},
                              {"incidentTimestampBefore", Type::date, before(c::timestamp)},
                              {"incidentTimestampAfter", Type::date, after(c::timestamp)},
                              {"activityId", Type::text, equal(c::activity_id)},
                              {"failedActivityId", Type::text, equal(c::failed_activity_id)},
                              {"causeIncidentId", Type::text, equal(c::cause_incident_id)},
                              {"rootCauseIncidentId", Type::text, equal(c::root_cause_incident_id)},
                              {"configuration", Type::text, equal(c::configuration)},
                              {"tenantIdIn", Type::list, in(c::tenant_id)},
                              {"jobDefinitionIdIn", Type::list, in(c::job_definition_id)}});
  return filter;
}

const SortTable& incident_sorting() {
  static const SortTable table = {by("incidentId", c::id),
                                  by("incidentMessage", c::message),
                                  by("incidentTimestamp", c::timestamp),
                                  by("incidentType", c::type),
                                  by("executionId", c::execution_id),
                                  by("activityId", c::activity_id),
                                  by("processInstanceId", c::process_instance_id),
                                  by("processDefinitionId", c::definition_id),
                                  by("causeIncidentId", c::cause_incident_id),
                                  by("rootCauseIncidentId", c::root_cause_incident_id),
                                  by("configuration", c::configuration),
                                  by("tenantId", c::tenant_id)};
  return table;
}

Response get_incident(const Request& request, Context& context) {
  return Response::json(incident_dto(row_of<Incident>(request, context, "No matching incident with id ")));
}

}  // namespace

void add_incident_query_routes(Router& router) {
  add_listing(router, "/incident",
              {TableId::incident, incident_filter(), incident_sorting(), nullptr, each(incident_dto)},
              Methods::get_only);
  router.add("GET", "/incident/{id}", get_incident);
}

}  // namespace baton::api
