#include "runtime/state/instance.hpp"

namespace baton {

namespace {

template <class Map, class Key>
auto* find_in(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : found->second.get();
}

}  // namespace

ExecutionState* Instance::find_execution(std::string_view id) const { return find_in(executions, std::string(id)); }
TaskRecord* Instance::find_task(const std::string& id) const { return find_in(tasks, id); }
ExternalTaskRecord* Instance::find_external_task(const std::string& id) const { return find_in(external_tasks, id); }
JobRecord* Instance::find_job(const std::string& id) const { return find_in(jobs, id); }
SubscriptionRecord* Instance::find_subscription(const std::string& id) const { return find_in(subscriptions, id); }
IncidentRecord* Instance::find_incident(const std::string& id) const { return find_in(incidents, id); }

void Instance::count(SubscriptionRecord& subscription) {
  if (subscription.row.event_type == "conditional") ++conditional_subscriptions;
  if (subscription.row.event_type == kStartedGateway) started_gateways.insert(&subscription);
}

void Instance::uncount(SubscriptionRecord& subscription) {
  if (subscription.row.event_type == "conditional") --conditional_subscriptions;
  started_gateways.erase(&subscription);
}

}  // namespace baton
