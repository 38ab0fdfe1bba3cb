// What events do when a token reaches them (BPMN 2.0.2 clause 13.5).
#include <fmt/format.h>

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

void throw_escalation(Interpreter& interpreter, ExecutionState& execution, const EventDefinition& definition) {
  bool interrupted = false;
  // Whoever handles it beside us starts after we have gone on, as in Camunda: queue our leaving last.
  interpreter.push(Kind::leave, execution);
  interpreter.propagate_escalation(execution, definition.code, interrupted);
}

void throw_compensation(Interpreter& interpreter, ExecutionState& execution, const EventDefinition& definition) {
  if (!interpreter.compensate(execution, interpreter.compensations(execution, definition.activity))) {
    leave(interpreter, execution);
  }
}

void cancel_transaction(Interpreter& interpreter, ExecutionState& execution) {
  if (!interpreter.compensate(execution, interpreter.compensations(execution, bpmn::kNoNode))) {
    interpreter.finish_cancel(execution);
  }
}

// One definition of a throw or end event. False: the event does not leave by itself.
bool perform(Interpreter& interpreter, ExecutionState& execution, const EventDefinition& definition) {
  switch (definition.kind) {
    case EventKind::signal:
      interpreter.throw_signal(execution, definition);
      return true;
    case EventKind::message:
      return perform_work(interpreter, execution, execution.current_node().work);
    case EventKind::error:
      throw_error(interpreter, execution, definition);
      return false;
    case EventKind::escalation:
      throw_escalation(interpreter, execution, definition);
      return false;
    case EventKind::compensation:
      throw_compensation(interpreter, execution, definition);
      return false;
    case EventKind::cancel:
      cancel_transaction(interpreter, execution);
      return false;
    case EventKind::none:
    case EventKind::terminate:  // the scope was taken over on entry
    case EventKind::link:       // goes on by the flow to its catch event
      return true;
    case EventKind::timer:
    case EventKind::conditional:
      break;
  }
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("Event '{}' cannot throw its event definition", execution.current_node().element_id));
}

void throw_event(Interpreter& interpreter, ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  if (node.events.empty()) return leave(interpreter, execution);
  if (perform(interpreter, execution, node.events.front())) leave(interpreter, execution);
}

}  // namespace

void start_event(Interpreter& interpreter, ExecutionState& execution) { leave(interpreter, execution); }
void boundary_event(Interpreter& interpreter, ExecutionState& execution) { leave(interpreter, execution); }
void end_event(Interpreter& interpreter, ExecutionState& execution) { throw_event(interpreter, execution); }
void intermediate_throw_event(Interpreter& interpreter, ExecutionState& execution) {
  throw_event(interpreter, execution);
}

namespace {

// Behind an event-based gateway the event has already happened. True once: the path may come this way again.
bool has_happened(ExecutionState& execution) {
  if (execution.row.state != "triggered") return false;
  execution.row.state.clear();
  return true;
}

}  // namespace

void intermediate_catch_event(Interpreter& interpreter, ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  if (has_happened(execution) || node.events.empty() || node.event_kind() == EventKind::link) {
    return leave(interpreter, execution);
  }
  if (node.event_kind() != EventKind::conditional) return;
  if (interpreter.condition_true(execution, node.events.front())) leave(interpreter, execution);
}

void receive_task(Interpreter& interpreter, ExecutionState& execution) {
  if (has_happened(execution)) leave(interpreter, execution);
}

void event_based_gateway(Interpreter&, ExecutionState&) {}  // its subscriptions are made with its scope

}  // namespace baton::behavior
