// Signals go to all who listen: waiting executions, then signal start events. Each receiver is a command of its own
// and fails on its own.
#include <algorithm>

#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

namespace c = col::event_subscription;

Where of_tenant(const SignalRequest& request, bool with_shared) {
  if (request.without_tenant) return where::is_null(c::tenant_id);
  if (!request.tenant_id || request.tenant_id->empty()) return nullptr;
  const Where own = where::eq(c::tenant_id, Cell{*request.tenant_id});
  return with_shared ? where::any({own, where::is_null(c::tenant_id)}) : own;
}

}  // namespace

std::vector<EventSubscription> Engine::Impl::signal_receivers(const SignalRequest& request, bool with_shared) {
  const Where of_signal = where::all({where::eq(c::event_type, "signal"), where::eq(c::event_name, Cell{request.name}),
                                      of_tenant(request, with_shared)});
  std::vector<EventSubscription> receivers = store.all<EventSubscription>(
      {TableId::event_subscription,
       where::all({of_signal, where::exists(TableId::execution, col::execution::id, c::execution_id,
                                            where::eq(col::execution::suspended, false))})});
  std::vector<EventSubscription> starts = store.all<EventSubscription>(
      {TableId::event_subscription,
       where::all({of_signal, where::is_null(c::execution_id),
                   where::exists(TableId::process_definition, col::process_definition::id, c::definition_id,
                                 where::eq(col::process_definition::suspended, false))})});
  // An instance that began with another event of a parallel gateway waits for this one; no other begins with it.
  std::erase_if(starts, [&](const EventSubscription& start) {
    return std::any_of(receivers.begin(), receivers.end(), [&](const EventSubscription& waiting) {
      return waiting.definition_id == start.definition_id && waiting.activity_id == start.activity_id;
    });
  });
  receivers.insert(receivers.end(), std::make_move_iterator(starts.begin()), std::make_move_iterator(starts.end()));
  return receivers;
}

void Engine::Impl::signal_one(const EventSubscription& receiver, const Variables& variables, const Caller& caller,
                              const std::string& outbox_id) {
  if (receiver.execution_id.empty()) {
    start_by(receiver, variables, std::nullopt, caller, outbox_id);
  } else {
    trigger(receiver, {variables, {}, {}}, caller, outbox_id, nullptr);
  }
}

void Engine::signal(SignalRequest request, const Caller& caller) {
  if (!request.execution_id.empty()) {
    const auto root_id = impl_->root_of_execution(request.execution_id);
    if (!root_id) {
      refuse(ErrorCode::null_value, "Execution '{}' doesn't exist: execution is null", request.execution_id);
    }
    return impl_->command(*root_id, {caller}, [&](Session& session) {
      ExecutionState* execution = session.instance().find_execution(request.execution_id);
      if (!execution) {
        refuse(ErrorCode::null_value, "Cannot find execution with id '{}': execution is null", request.execution_id);
      }
      for (SubscriptionRecord* subscription : execution->subscriptions) {
        if (subscription->row.event_type != "signal" || subscription->row.event_name != request.name) continue;
        if (execution->row.suspended) {
          refuse(ErrorCode::suspended, "Execution with id '{}' is suspended.", request.execution_id);
        }
        return session.trigger_subscription(*subscription, request.variables, {}, {});
      }
      refuse(ErrorCode::process_engine, "Execution '{}' has not subscribed to a signal event with name '{}'.",
             request.execution_id, request.name);
    });
  }
  std::optional<EngineError> first;
  for (const EventSubscription& receiver : impl_->signal_receivers(request, false)) {
    try {
      impl_->signal_one(receiver, request.variables, caller, {});
    } catch (const EngineError& error) {  // the others hear it nevertheless
      if (!first) first = error;
    }
  }
  if (first) throw *first;
}

}  // namespace baton
