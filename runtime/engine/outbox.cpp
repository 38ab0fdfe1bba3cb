// Signals and messages that processes throw at others. They are rows of the commit that caused them; the row goes in
// the commit of its receiver, so each is delivered once, also across a crash. A signal for several receivers is
// first split into one row for each. What a receiver refuses is rolled back there, logged, and stops nobody else.
#include <deque>

#include <nlohmann/json.hpp>

#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

constexpr const char* kSignal = "signal";
constexpr const char* kSignalToOne = "signal-to-one";
constexpr const char* kMessage = "message";
constexpr const char* kThrownMessage = "message-thrown";
// Deliveries that cause deliveries: so many before the command that began it is answered.
constexpr int kInOneCommand = 1'000;

Variables read_variables(const Json& payload) {
  Variables variables;
  const auto found = payload.find("variables");
  if (found == payload.end()) return variables;
  for (const auto& [name, dto] : found->items()) variables[name] = value_from_rest(dto);
  return variables;
}

// The queue of the delivery that is under way on this thread.
struct UnderWay {
  const void* engine = nullptr;
  std::deque<OutboxEntry> queue;
};
thread_local UnderWay under_way;

}  // namespace

void Engine::Impl::deliver(std::vector<OutboxEntry> entries) {
  {
    std::lock_guard lock(delivering_mutex);
    for (const OutboxEntry& entry : entries) delivering.insert(entry.id);
  }
  deliver_claimed(std::move(entries));
}

void Engine::Impl::deliver_claimed(std::vector<OutboxEntry> entries) {
  const bool is_nested = under_way.engine == this;
  if (is_nested) {
    for (OutboxEntry& entry : entries) under_way.queue.push_back(std::move(entry));
    return;
  }
  UnderWay outer = std::exchange(under_way, {});
  under_way.engine = this;
  for (OutboxEntry& entry : entries) under_way.queue.push_back(std::move(entry));
  for (int count = 0; !under_way.queue.empty() && count < kInOneCommand; ++count) {
    const OutboxEntry entry = std::move(under_way.queue.front());
    under_way.queue.pop_front();
    deliver_one(entry);
    std::lock_guard lock(delivering_mutex);
    delivering.erase(entry.id);
  }
  std::vector<OutboxEntry> rest(std::make_move_iterator(under_way.queue.begin()),
                                std::make_move_iterator(under_way.queue.end()));
  under_way = std::move(outer);
  if (!rest.empty()) jobs.post([this, rest = std::move(rest)] { deliver_claimed(rest); });
}

void Engine::Impl::deliver_one(const OutboxEntry& entry) {
  try {
    const Json payload = Json::parse(entry.payload);
    const Variables variables = read_variables(payload);
    if (entry.kind == kSignal) {
      deliver_signal(entry, payload, variables);
    } else if (entry.kind == kSignalToOne) {
      EventSubscription receiver;
      receiver.event_type = kSignal;
      receiver.event_name = payload.value("name", "");
      receiver.id = payload.value("subscriptionId", "");
      receiver.root_id = payload.value("rootId", "");
      receiver.execution_id = payload.value("executionId", "");
      receiver.definition_id = payload.value("definitionId", "");
      receiver.activity_id = payload.value("activityId", "");
      signal_one(receiver, variables, {}, entry.id);
    } else if (entry.kind == kThrownMessage) {
      deliver_message(entry, payload, variables);
    } else if (entry.kind == kMessage) {
      MessageRequest request;
      request.name = payload.value("name", "");
      if (payload.contains("businessKey")) request.business_key = payload.value("businessKey", "");
      request.process_instance_id = payload.value("processInstanceId", "");
      request.variables = variables;
      correlate(request, {}, entry.id);
    }
  } catch (const EngineError& error) {
    if (dynamic_cast<const Overtaken*>(&error)) return;  // another node delivers it
    if (error.code() == ErrorCode::store_unavailable) {
      has_undelivered = true;
      return;
    }
    log(fmt::format("{} of instance {} was refused: {}", entry.kind, entry.root_id, error.message()));
  } catch (const Json::exception& error) {
    log(fmt::format("outbox entry {}: {}", entry.id, error.what()));
  } catch (const ValueError& error) {
    log(fmt::format("outbox entry {}: {}", entry.id, error.message));
  } catch (const StoreError&) {
    has_undelivered = true;
    return;
  }
  // Gone already unless nobody took it.
  try {
    if (!store.find(TableId::outbox, entry.id)) return;
    Batch batch;
    batch.remove(TableId::outbox, entry.id);
    commit(std::move(batch));
  } catch (const StoreError&) {
    has_undelivered = true;
  } catch (const EngineError&) {
    has_undelivered = true;
  }
}

void Engine::Impl::deliver_signal(const OutboxEntry& entry, const Json& payload, const Variables& variables) {
  SignalRequest request;
  request.name = payload.value("name", "");
  const std::string tenant_id = payload.value("tenantId", "");
  if (tenant_id.empty()) {
    request.without_tenant = true;
  } else {
    request.tenant_id = tenant_id;
  }
  std::vector<EventSubscription> receivers = signal_receivers(request, true);
  // The thrower's own instance has heard it when it was thrown.
  if (!payload.value("toOwn", true)) {
    std::erase_if(receivers, [&](const EventSubscription& receiver) { return receiver.root_id == entry.root_id; });
  }
  if (receivers.size() == 1) return signal_one(receivers.front(), variables, {}, entry.id);
  if (receivers.empty()) return;
  Batch batch;
  take_from_outbox(batch, entry.id);
  std::vector<OutboxEntry> split;
  for (const EventSubscription& receiver : receivers) {
    Json one = {{"name", request.name},
                {"variables", payload.value("variables", Json::object())},
                {"subscriptionId", receiver.id},
                {"rootId", receiver.root_id},
                {"executionId", receiver.execution_id},
                {"definitionId", receiver.definition_id},
                {"activityId", receiver.activity_id}};
    OutboxEntry part;
    part.id = ids.next();
    part.root_id = entry.root_id;
    part.created = clock.now();
    part.kind = kSignalToOne;
    part.payload = one.dump();
    batch.insert(part);
    split.push_back(std::move(part));
  }
  {
    std::lock_guard lock(delivering_mutex);
    for (const OutboxEntry& part : split) delivering.insert(part.id);
  }
  commit(std::move(batch));
  deliver_claimed(std::move(split));
}

void Engine::Impl::take_from_outbox(Batch& batch, const std::string& id) {
  if (id.empty()) return;
  batch.remove(TableId::outbox, id);
  expect_some(batch, TableId::outbox, id);
}

// What an earlier run of the engine, another node, or one without a store, left.
void Engine::Impl::deliver_stored(TimestampMs until) {
  has_undelivered = false;
  try {
    Query query{TableId::outbox, where::compare(col::outbox::created, Compare::le, Cell{until})};
    query.sort.push_back({col::outbox::created});
    for (const OutboxEntry& entry : store.all<OutboxEntry>(query)) {
      {
        std::lock_guard lock(delivering_mutex);
        if (!delivering.insert(entry.id).second) continue;
      }
      if (store.find(TableId::outbox, entry.id)) {
        deliver_claimed({entry});
        ++redelivered;
      } else {
        std::lock_guard lock(delivering_mutex);
        delivering.erase(entry.id);
      }
    }
  } catch (const StoreError&) {
    has_undelivered = true;
  }
}

}  // namespace baton
