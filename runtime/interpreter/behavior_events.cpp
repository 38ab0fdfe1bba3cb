// What events do when a token reaches them (BPMN 2.0.2 clause 13.5).
#include <fmt/format.h>

#include <array>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton::behavior {

using bpmn::EventDefinition;
using bpmn::EventKind;
using Kind = Operation::Kind;

namespace {

void leave(Interpreter& interpreter, ExecutionState& execution) { interpreter.push(Kind::leave, execution); }

void throw_error(Interpreter& interpreter, ExecutionState& execution, const EventDefinition& definition) {
  std::optional<std::string> message;
  if (!definition.error_message.empty()) message = interpreter.evaluate_text(execution, definition.error_message);
  if (!interpreter.propagate_error(execution, definition.code, message)) leave(interpreter, execution);
}

// Whoever handles it beside us starts after we have gone on, as in Camunda: our leaving is queued first, and is
// forgotten when a handler interrupts us.
void throw_escalation(Interpreter& interpreter, ExecutionState& execution, const EventDefinition& definition) {
  bool interrupted = false;
  leave(interpreter, execution);
  interpreter.propagate_escalation(execution, definition.code, interrupted);
}

void throw_signal(Interpreter& interpreter, ExecutionState& execution, const EventDefinition& definition) {
  leave(interpreter, execution);
  interpreter.throw_signal(execution, definition);
}

void throw_message(Interpreter& interpreter, ExecutionState& execution, const EventDefinition& definition) {
  const bpmn::Node& node = execution.current_node();
  if (node.message && std::holds_alternative<std::monostate>(node.work)) {
    bpmn::OutgoingMessage message = *node.message;  // each definition has a message of its own
    message.name = definition.name;
    message.message_id = definition.message_id;
    interpreter.send_message(execution, message);
    return leave(interpreter, execution);
  }
  if (perform_work(interpreter, execution, execution.current_node().work)) leave(interpreter, execution);
}

void throw_compensation(Interpreter& interpreter, ExecutionState& execution, const EventDefinition& definition) {
  const std::vector<SubscriptionRecord*> subscriptions = interpreter.compensations(execution, definition.activity);
  if (!definition.wait_for_completion) {
    leave(interpreter, execution);
    return interpreter.compensate_aside(execution, subscriptions);
  }
  if (!interpreter.compensate(execution, subscriptions)) leave(interpreter, execution);
}

// Alone on its end event, either has taken the scope over on entry.
ExecutionState& owner_of_scope(Interpreter& interpreter, ExecutionState& execution) {
  return execution.current_node().events.size() > 1 ? interpreter.take_scope_over(execution) : execution;
}

void cancel_transaction(Interpreter& interpreter, ExecutionState& execution, const EventDefinition&) {
  ExecutionState& owner = owner_of_scope(interpreter, execution);
  if (!interpreter.compensate(owner, interpreter.compensations(owner, bpmn::kNoNode))) {
    interpreter.finish_cancel(owner);
  }
}

void terminate(Interpreter& interpreter, ExecutionState& execution, const EventDefinition&) {
  leave(interpreter, owner_of_scope(interpreter, execution));
}

// A link's throw event goes on by the flow to its catch event.
void go_on(Interpreter& interpreter, ExecutionState& execution, const EventDefinition&) { leave(interpreter, execution); }

struct Row {
  EventKind kind;
  void (*throw_it)(Interpreter&, ExecutionState&, const EventDefinition&);
};

constexpr std::array<Row, 9> kThrown = {{
    {EventKind::none, go_on},
    {EventKind::link, go_on},
    {EventKind::message, throw_message},
    {EventKind::signal, throw_signal},
    {EventKind::escalation, throw_escalation},
    {EventKind::compensation, throw_compensation},
    {EventKind::error, throw_error},
    {EventKind::cancel, cancel_transaction},
    {EventKind::terminate, terminate},
}};

// Several definitions are thrown one after the other; Interpreter::leave comes back here until all are.
std::size_t next_to_throw(const ExecutionState& execution) {
  const std::string& state = execution.row.state;
  const std::string_view mark = execution_state::kThrown;
  return state.starts_with(mark) ? std::stoul(state.substr(mark.size())) : 0;
}

void throw_event(Interpreter& interpreter, ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  if (node.events.empty()) return leave(interpreter, execution);
  const std::size_t position = next_to_throw(execution);
  const EventDefinition& definition = node.events[position];
  if (definition.kind == EventKind::signal && interpreter.signal_is_early(execution, definition)) return;
  execution.row.state =
      position + 1 < node.events.size() ? execution_state::kThrown + std::to_string(position + 1) : std::string();
  interpreter.session().touch(execution);
  for (const Row& row : kThrown) {
    if (row.kind == definition.kind) return row.throw_it(interpreter, execution, definition);
  }
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("Event '{}' cannot throw its event definition", node.element_id));
}

// A condition that holds already when the event begins to wait is an event that has come.
bool holds_on_arrival(Interpreter& interpreter, ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  const std::vector<SubscriptionRecord*> subscriptions = execution.subscriptions;
  for (SubscriptionRecord* subscription : subscriptions) {
    if (subscription->row.event_type != "conditional" || subscription->row.activity_id != node.element_id) continue;
    const EventDefinition* definition = bpmn::definition_of(node, subscription->row.configuration);
    if (!definition || !interpreter.condition_true(execution, *definition)) continue;
    if (!node.needs_all_events()) return true;
    interpreter.session().remove_subscription(*subscription);
    if (interpreter.part_came(execution, node)) return true;
  }
  return false;
}

// The event happened before: its token has been to an event-based gateway, or an instance began with it.
bool take_triggered(Interpreter& interpreter, ExecutionState& execution) {
  if (execution.row.state != execution_state::kTriggered) return false;
  execution.row.state.clear();
  interpreter.session().touch(execution);
  return true;
}

}  // namespace

void start_event(Interpreter& interpreter, ExecutionState& execution) { leave(interpreter, execution); }
void boundary_event(Interpreter& interpreter, ExecutionState& execution) { leave(interpreter, execution); }
void end_event(Interpreter& interpreter, ExecutionState& execution) { throw_event(interpreter, execution); }
void intermediate_throw_event(Interpreter& interpreter, ExecutionState& execution) {
  throw_event(interpreter, execution);
}

void intermediate_catch_event(Interpreter& interpreter, ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  const bool is_passed = node.events.empty() || node.event_kind() == EventKind::link;
  if (take_triggered(interpreter, execution) || is_passed || holds_on_arrival(interpreter, execution)) {
    leave(interpreter, execution);
  }
}

void receive_task(Interpreter& interpreter, ExecutionState& execution) {
  if (take_triggered(interpreter, execution)) leave(interpreter, execution);
}

void event_based_gateway(Interpreter&, ExecutionState&) {}  // its subscriptions are made with its scope

}  // namespace baton::behavior
