// Messages that processes send to each other. A drawn message flow says which process, or which of its nodes, is
// meant; without one everybody who waits for the name may be. A message is for one receiver: of those whose
// conversation it belongs to (interpreter/conversation.hpp) the one that has waited longest; if nobody waits, the
// start event that it leads to begins an instance.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "runtime/engine/engine_impl.hpp"
#include "runtime/interpreter/conversation.hpp"

namespace baton {

namespace {

namespace c = col::event_subscription;

struct Thrown {
  std::string name, tenant_id;
  std::optional<std::string> business_key;
  std::vector<bpmn::MessageEnd> receivers;
  std::vector<std::string> partners;  // who has spoken to the sender
  ReceivedMessage message;
};

Thrown read(const Json& payload, const Variables& variables) {
  Thrown thrown;
  thrown.name = payload.value("name", "");
  thrown.tenant_id = payload.value("tenantId", "");
  if (payload.contains("businessKey")) thrown.business_key = payload.value("businessKey", "");
  for (const Json& end : payload.value("receivers", Json::array())) {
    thrown.receivers.push_back({end.value("process", ""), end.value("element", "")});
  }
  for (const Json& partner : payload.value("partners", Json::array())) thrown.partners.push_back(partner.get<std::string>());
  thrown.message.sender = payload.value("sender", "");
  thrown.message.content = variables;
  return thrown;
}

Where subscribed(const Thrown& thrown) {
  const Where tenant = thrown.tenant_id.empty() ? where::is_null(c::tenant_id)
                                                : where::any({where::eq(c::tenant_id, Cell{thrown.tenant_id}),
                                                              where::is_null(c::tenant_id)});
  std::vector<Where> names;
  if (!thrown.name.empty()) names.push_back(where::eq(c::event_name, Cell{thrown.name}));
  for (const bpmn::MessageEnd& end : thrown.receivers) {
    // A flow without a message leads to an event without one.
    if (!end.element.empty()) {
      names.push_back(where::all({where::eq(c::activity_id, Cell{end.element}), where::is_null(c::event_name)}));
    }
  }
  return where::all({where::eq(c::event_type, "message"), tenant, where::any(std::move(names))});
}

std::vector<EventSubscription> waiting(Store& store, const Thrown& thrown) {
  Query query{TableId::event_subscription,
              where::all({subscribed(thrown),
                          where::exists(TableId::execution, col::execution::id, c::execution_id,
                                        where::eq(col::execution::suspended, false))})};
  query.sort.push_back({c::created});
  query.sort.push_back({c::sequence});
  return store.all<EventSubscription>(query);
}

std::vector<EventSubscription> starting(Store& store, const Thrown& thrown) {
  return store.all<EventSubscription>(
      {TableId::event_subscription,
       where::all({subscribed(thrown), where::is_null(c::execution_id),
                   where::exists(TableId::process_definition, col::process_definition::id, c::definition_id,
                                 where::eq(col::process_definition::suspended, false))})});
}

// 2: the node that a flow leads to, 1: its process, or no flow says anything, 0: somebody else.
int drawn(const Thrown& thrown, const std::string& process, const std::string& element) {
  int best = thrown.receivers.empty() ? 1 : 0;
  for (const bpmn::MessageEnd& end : thrown.receivers) {
    if (end.process != process) continue;
    best = std::max(best, end.element == element ? 2 : 1);
  }
  return best;
}

}  // namespace

// How well a waiting execution fits: larger is better, negative not at all.
int Engine::Impl::rank(const EventSubscription& subscription, const ReceivedMessage& message) {
  int rank = conversation::kMismatch;
  read(subscription.root_id, [&](Instance& instance) {
    SubscriptionRecord* record = instance.find_subscription(subscription.id);
    if (!record) return;
    CommandEnvironment environment(*this);
    Session session(instance, environment);
    rank = session.conversation_rank(*record, message);
  });
  return rank;
}

std::vector<EventSubscription> Engine::Impl::best_receivers(std::vector<EventSubscription> found,
                                                            const std::vector<std::string>& partners,
                                                            const std::optional<std::string>& business_key,
                                                            const ReceivedMessage& message,
                                                            const std::function<int(const EventSubscription&)>& drawn_to) {
  std::vector<std::pair<int, EventSubscription>> ranked;
  for (EventSubscription& subscription : found) {
    const int place = drawn_to(subscription);
    if (place <= 0) continue;
    int fit = rank(subscription, message);
    if (fit < 0) continue;
    fit = fit * 4 + place;
    if (std::find(partners.begin(), partners.end(), subscription.process_instance_id) != partners.end()) fit += 4;
    if (business_key) {
      const auto process = store.get<Execution>(subscription.process_instance_id);
      if (process && process->business_key == business_key) fit += 2;
    }
    ranked.emplace_back(fit, std::move(subscription));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<EventSubscription> best;
  for (auto& [fit, subscription] : ranked) best.push_back(std::move(subscription));
  return best;
}

bool Engine::Impl::receive(const EventSubscription& subscription, const ReceivedMessage& message,
                           const std::string& outbox_id) {
  bool is_there = false;
  command(subscription.root_id, {}, [&](Session& session) {
    SubscriptionRecord* record = session.instance().find_subscription(subscription.id);
    is_there = record && !record->execution->row.suspended;
    if (!is_there) return;
    take_from_outbox(session.batch(), outbox_id);
    session.receive_message(*record, message);
  });
  return is_there;
}

void Engine::Impl::deliver_message(const OutboxEntry& entry, const Json& payload, const Variables& variables) {
  const Thrown thrown = baton::read(payload, variables);
  const auto process_key = [&](const EventSubscription& subscription) {
    const DefinitionPtr definition = definitions.get(subscription.definition_id);
    return definition ? definition->row.key : std::string();
  };
  const auto drawn_to = [&](const EventSubscription& subscription) {
    return drawn(thrown, process_key(subscription), subscription.activity_id);
  };
  for (const EventSubscription& subscription :
       best_receivers(waiting(store, thrown), thrown.partners, thrown.business_key, thrown.message, drawn_to)) {
    if (receive(subscription, thrown.message, entry.id)) return;
  }
  for (const EventSubscription& subscription : starting(store, thrown)) {
    if (drawn_to(subscription) <= 0) continue;
    const DefinitionPtr definition = definitions.get(subscription.definition_id);
    const bpmn::NodeId node = definition ? definition->graph->find_node(subscription.activity_id) : bpmn::kNoNode;
    if (node == bpmn::kNoNode || definition->row.suspended) continue;
    StartRequest request;
    request.business_key = thrown.business_key;
    const auto taken = [&](Batch& batch) { take_from_outbox(batch, entry.id); };
    start_at(definition, node, bpmn::EventKind::message, thrown.name, request, {}, taken, &thrown.message);
    return;
  }
  log(fmt::format("message '{}' of instance {} found no receiver", thrown.name, entry.root_id));
}

}  // namespace baton
