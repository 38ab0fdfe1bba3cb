#include "api/dto/instances.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

Json process_instance_row_dto(const Execution& row) {
  return Json{{"links", Json::array()},
              {"id", row.id},
              {"definitionId", text_or_null(row.definition_id)},
              {"businessKey", text_or_null(row.business_key)},
              {"caseInstanceId", text_or_null(row.case_instance_id)},
              {"ended", false},
              {"suspended", row.suspended},
              {"tenantId", text_or_null(row.tenant_id)},
              {"definitionKey", text_or_null(row.definition_key)}};
}

Json execution_row_dto(const Execution& row) {
  return Json{{"id", row.id},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"ended", false},
              {"tenantId", text_or_null(row.tenant_id)}};
}

Json event_subscription_dto(const EventSubscription& row) {
  return Json{{"id", row.id},
              {"eventType", text_or_null(row.event_type)},
              {"eventName", text_or_null(row.event_name)},
              {"executionId", text_or_null(row.execution_id)},
              {"processInstanceId", text_or_null(row.process_instance_id)},
              {"activityId", text_or_null(row.activity_id)},
              {"createdDate", date(row.created)},
              {"tenantId", text_or_null(row.tenant_id)}};
}

}  // namespace baton::api
