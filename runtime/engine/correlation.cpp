// Messages: waiting executions first, then the message start events of the newest definitions. Each receiver is a
// command of its own. What waits is found by the store's rows and then looked up in the aggregate, where it may
// have gone meanwhile; then the search begins anew.
#include "runtime/engine/definition_scope.hpp"
#include "runtime/engine/engine_impl.hpp"
#include "runtime/engine/variable_filter.hpp"
#include "runtime/interpreter/conversation.hpp"

namespace baton {

namespace {

namespace c = col::event_subscription;
constexpr int kAttempts = 10;

Where of_tenant(const std::optional<std::string>& tenant_id, bool without_tenant) {
  if (without_tenant) return where::is_null(c::tenant_id);
  if (tenant_id && !tenant_id->empty()) return where::eq(c::tenant_id, Cell{*tenant_id});
  return nullptr;
}

Where not_suspended() {
  return where::exists(TableId::execution, col::execution::id, c::execution_id,
                       where::eq(col::execution::suspended, false));
}

Where definition_not_suspended() {
  return where::exists(TableId::process_definition, col::process_definition::id, c::definition_id,
                       where::eq(col::process_definition::suspended, false));
}

Where waiting(const MessageRequest& request) {
  std::vector<Where> parts = {where::eq(c::event_type, "message"), where::not_null(c::execution_id),
                              of_tenant(request.tenant_id, request.without_tenant), not_suspended()};
  if (!request.name.empty()) parts.push_back(where::eq(c::event_name, Cell{request.name}));
  if (!request.process_instance_id.empty()) {
    parts.push_back(where::eq(c::process_instance_id, Cell{request.process_instance_id}));
  }
  if (request.business_key) {
    parts.push_back(where::exists(TableId::execution, col::execution::id, c::process_instance_id,
                                  where::eq(col::execution::business_key, Cell{*request.business_key})));
  }
  for (const auto& [name, value] : request.correlation_keys) {
    parts.push_back(where::exists(TableId::variable, col::variable::process_instance_id, c::process_instance_id,
                                  where_variable(name, value.value)));
  }
  for (const auto& [name, value] : request.local_correlation_keys) {
    parts.push_back(where::exists(TableId::variable, col::variable::scope_id, c::execution_id,
                                  where_variable(name, value.value)));
  }
  return where::all(std::move(parts));
}

// One per execution: an execution may wait for a message twice (event sub-processes of one name).
std::vector<EventSubscription> waiting_executions(Store& store, const MessageRequest& request) {
  std::vector<EventSubscription> found;
  for (EventSubscription& subscription : store.all<EventSubscription>({TableId::event_subscription, waiting(request)})) {
    bool is_known = false;
    for (const EventSubscription& other : found) is_known = is_known || other.execution_id == subscription.execution_id;
    if (!is_known) found.push_back(std::move(subscription));
  }
  return found;
}

std::vector<EventSubscription> start_events(Store& store, const char* type, const std::string& name, Where tenant) {
  return store.all<EventSubscription>(
      {TableId::event_subscription,
       where::all({where::eq(c::event_type, type), where::is_null(c::execution_id), std::move(tenant),
                   name.empty() ? nullptr : where::eq(c::event_name, Cell{name}), definition_not_suspended()})});
}

[[noreturn]] void mismatch(const MessageRequest& request, const std::string& why) {
  refuse(ErrorCode::correlation, "Cannot correlate message '{}': {}", request.name, why);
}

}  // namespace

bool Engine::Impl::trigger(const EventSubscription& subscription, const Payload& payload, const Caller& caller,
                           const std::string& outbox_id, MessageResult* result) {
  bool is_there = false;
  command(subscription.root_id, {caller}, [&](Session& session) {
    SubscriptionRecord* record = session.instance().find_subscription(subscription.id);
    take_from_outbox(session.batch(), outbox_id);
    is_there = false;
    if (!record || record->execution->row.suspended) return;
    is_there = true;
    ExecutionState& process = process_of(*record->execution);
    const std::string process_instance_id = process.row.id;
    const RootSnapshot before(process);
    if (result) result->execution = record->execution->row;
    session.trigger_subscription(*record, payload.variables, payload.local_variables,
                                 payload.variables_to_triggered_scope);
    if (result) result->variables = before.after(session, process_instance_id);
  });
  return is_there;
}

std::optional<InstanceAnswer> Engine::Impl::start_by(const EventSubscription& subscription, const Variables& variables,
                                                     const std::optional<std::string>& business_key,
                                                     const Caller& caller, const std::string& outbox_id) {
  const DefinitionPtr definition = definitions.get(subscription.definition_id);
  if (!definition || definition->row.suspended) return std::nullopt;
  const bpmn::NodeId node = definition->graph->find_node(subscription.activity_id);
  if (node == bpmn::kNoNode) return std::nullopt;
  StartRequest request;
  request.business_key = business_key;
  request.variables = variables;
  const bpmn::EventKind kind = subscription.event_type == "message"  ? bpmn::EventKind::message
                               : subscription.event_type == "signal" ? bpmn::EventKind::signal
                                                                     : bpmn::EventKind::conditional;
  const ReceivedMessage received{{}, variables};
  const bool has_keys = kind == bpmn::EventKind::message && !definition->graph->process().correlation.empty();
  const auto taken = [&](Batch& batch) {
    take_from_outbox(batch, outbox_id);
  };
  return start_at(definition, node, kind, subscription.event_name.value_or(""), request, caller, taken,
                  has_keys ? &received : nullptr);
}

// Where the process says by which values its conversations are known (BPMN 2.0.2 clause 8.4.2), a message from outside is
// for those that have its values.
std::vector<EventSubscription> Engine::Impl::of_conversation(std::vector<EventSubscription> found,
                                                             const Variables& content) {
  const ReceivedMessage message{{}, content};
  std::vector<EventSubscription> known, others;
  for (EventSubscription& subscription : found) {
    const DefinitionPtr definition = definitions.get(subscription.definition_id);
    const bool has_keys = definition && !definition->graph->process().correlation.empty();
    const int fit = has_keys ? rank(subscription, message) : conversation::kStranger;
    if (fit == conversation::kMismatch) continue;
    (fit == conversation::kSameKey ? known : others).push_back(std::move(subscription));
  }
  return known.empty() ? others : known;
}

std::vector<MessageResult> Engine::Impl::correlate(const MessageRequest& request, const Caller& caller,
                                                   const std::string& outbox_id) {
  const Payload payload{request.variables, request.local_variables, request.variables_to_triggered_scope};
  std::vector<MessageResult> results;
  for (int attempt = 0; !request.start_only && attempt < kAttempts && results.empty(); ++attempt) {
    const auto found = of_conversation(waiting_executions(store, request), request.variables);
    if (found.empty()) break;
    if (found.size() > 1 && !request.all) {
      mismatch(request, fmt::format("{} executions match the correlation keys", found.size()));
    }
    for (const EventSubscription& subscription : found) {
      MessageResult result;
      if (trigger(subscription, payload, caller, outbox_id, &result)) results.push_back(std::move(result));
    }
  }
  if (!results.empty() && !request.all) return results;

  const auto starts = start_events(store, "message", request.name, of_tenant(request.tenant_id, request.without_tenant));
  if (starts.size() > 1 && !request.all) {
    mismatch(request, fmt::format("{} process definitions start with this message", starts.size()));
  }
  for (const EventSubscription& subscription : starts) {
    auto started = start_by(subscription, request.variables, request.business_key, caller, outbox_id);
    if (!started) continue;
    MessageResult result;
    result.variables = started->variables;
    result.started = std::move(started);
    results.push_back(std::move(result));
  }
  if (results.empty() && starts.empty() && !request.all) mismatch(request, "No process definition or execution matches the parameters");
  return results;
}

std::vector<MessageResult> Engine::correlate(MessageRequest request, const Caller& caller) {
  if (request.process_instance_id.empty() || !request.start_only) return impl_->correlate(request, caller, {});
  refuse(ErrorCode::bad_request, "A process instance cannot be started and named at once");
}

void Engine::trigger_message(const std::string& execution_id, const std::string& message, Variables variables) {
  const auto root_id = impl_->root_of_execution(execution_id);
  const auto missing = [&]() {
    refuse(ErrorCode::null_value,
           "Execution with id '{}' does not have a subscription to a message event with name '{}': "
           "eventSubscriptions is empty",
           execution_id, message);
  };
  if (!root_id) missing();
  impl_->command(*root_id, {}, [&](Session& session) {
    ExecutionState* execution = session.instance().find_execution(execution_id);
    if (!execution) missing();
    for (SubscriptionRecord* subscription : execution->subscriptions) {
      if (subscription->row.event_type != "message" || subscription->row.event_name.value_or("") != message) continue;
      if (execution->row.suspended) refuse(ErrorCode::suspended, "Execution with id '{}' is suspended.", execution_id);
      return session.trigger_subscription(*subscription, variables, {}, {});
    }
    missing();
  });
}

void Engine::signal_execution(const std::string& id, Variables variables) {
  const auto root_id = impl_->root_of_execution(id);
  if (!root_id) refuse(ErrorCode::bad_request, "execution {} doesn't exist: execution is null", id);
  impl_->command(*root_id, {}, [&](Session& session) {
    ExecutionState* execution = session.instance().find_execution(id);
    if (!execution) refuse(ErrorCode::bad_request, "execution {} doesn't exist: execution is null", id);
    if (execution->row.suspended) refuse(ErrorCode::suspended, "Execution with id '{}' is suspended.", id);
    session.signal_execution(*execution, variables);
  });
}

std::vector<InstanceAnswer> Engine::evaluate_conditions(ConditionRequest request, const Caller& caller) {
  auto starts = start_events(impl_->store, "conditional", "", of_tenant(request.tenant_id, request.without_tenant));
  if (starts.empty() && request.definition_id.empty()) {
    refuse(ErrorCode::process_engine, "No subscriptions were found during evaluation of the conditional start events.");
  }
  if (!request.definition_id.empty()) {
    std::erase_if(starts, [&](const EventSubscription& s) { return s.definition_id != request.definition_id; });
    if (starts.empty()) {
      refuse(ErrorCode::process_engine, "Process definition with id '{}' does not declare conditional start event",
             request.definition_id);
    }
  }
  std::vector<InstanceAnswer> started;
  for (const EventSubscription& subscription : starts) {
    const DefinitionPtr definition = impl_->definitions.get(subscription.definition_id);
    if (!definition) continue;
    const bpmn::NodeId node = definition->graph->find_node(subscription.activity_id);
    if (node == bpmn::kNoNode) continue;
    bool holds = false;
    for (const bpmn::EventDefinition& event : definition->graph->node(node).events) {
      if (event.kind != bpmn::EventKind::conditional) continue;
      DefinitionScope scope(impl_->scripts, now(), request.variables, caller);
      try {
        const Value value = event.condition.language() == Expression::Language::javascript
                                ? scope.run_script(event.condition)
                                : event.condition.evaluate(scope);
        holds = holds || (value.type() == ValueType::boolean && value.as_boolean());
      } catch (const EvaluationError&) {  // it looks at a variable that was not given
      }
    }
    if (!holds) continue;
    auto answer = impl_->start_by(subscription, request.variables, request.business_key, caller, {});
    if (answer) started.push_back(std::move(*answer));
  }
  return started;
}

}  // namespace baton
