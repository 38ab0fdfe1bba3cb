// GET /event-subscription with its filters (camunda7-rest A.9).
#include "api/dto/instances.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

namespace c = col::event_subscription;
using namespace query;

const Filter& event_subscription_filter() {
  static const Filter filter(join({{{"eventSubscriptionId", Type::text, equal(c::id)},
                                    {"eventName", Type::text, equal(c::event_name)},
                                    {"eventType", Type::text, equal(c::event_type)},
                                    {"executionId", Type::text, equal(c::execution_id)},
                                    {"processInstanceId", Type::text, equal(c::process_instance_id)},
                                    {"activityId", Type::text, equal(c::activity_id)}},
                                   tenants(c::tenant_id, "includeEventSubscriptionsWithoutTenantId")}));
  return filter;
}

const SortTable& event_subscription_sorting() {
  static const SortTable table = {by("created", c::created), by("tenantId", c::tenant_id)};
  return table;
}

}  // namespace

void add_event_subscription_query_routes(Router& router) {
  add_listing(router, "/event-subscription",
              {TableId::event_subscription, event_subscription_filter(), event_subscription_sorting(),
               where::in(c::event_type, std::vector<std::string>{"message", "signal", "conditional", "compensate"}), each(event_subscription_dto)},
              Methods::get_only);
}

}  // namespace baton::api
