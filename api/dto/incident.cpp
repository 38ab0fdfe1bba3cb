#include "api/dto/incident.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

Json incident_dto(const Incident& row) {
  return Json{{"id", row.id},
              {"processDefinitionId", text_or_null(row.definition_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"executionId", text_or_null(row.execution_id)},
              {"incidentTimestamp", date(row.timestamp)},
              {"incidentType", text_or_null(row.type)},
              {"activityId", text_or_null(row.activity_id)},
              {"failedActivityId", text_or_null(row.failed_activity_id)},
              {"causeIncidentId", text_or_null(row.cause_incident_id)},
              {"rootCauseIncidentId", text_or_null(row.root_cause_incident_id)},
              {"configuration", text_or_null(row.configuration)},
              {"incidentMessage", text_or_null(row.message)},
              {"tenantId", text_or_null(row.tenant_id)},
              {"jobDefinitionId", text_or_null(row.job_definition_id)},
              {"annotation", text_or_null(row.annotation)}};
}

}  // namespace baton::api
