// The events that a multi-instance activity throws about itself when an instance completes (BPMN 2.0.2 clause
// 10.3.8, 13.3.7): for each (None), the first (One), or where a condition holds (Complex). They are for the
// boundary events of the activity; what none of these catches is thrown as by an event of the process.
//
// None and One speak of instances that go on, so a boundary event that only is interrupting by default starts
// its path beside them; with Complex the default cancels the remaining instances and the activity is left.
// cancelActivity="true", said in the diagram, interrupts the whole activity as always.
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/loop_state.hpp"

namespace baton {

using bpmn::EventDefinition;
using bpmn::EventKind;
using bpmn::Node;
using bpmn::NodeId;

namespace {

bool matches(Interpreter& interpreter, ExecutionState& body, const EventDefinition& thrown, const EventDefinition& caught) {
  if (thrown.kind != caught.kind) return false;
  if (thrown.kind == EventKind::error || thrown.kind == EventKind::escalation) {
    return !caught.has_code || caught.code == thrown.code;
  }
  if (thrown.name.empty()) return true;  // the default signal
  return interpreter.event_name(body, thrown) == interpreter.event_name(body, caught);
}

NodeId catcher_of(Interpreter& interpreter, ExecutionState& body, const EventDefinition& thrown) {
  const bpmn::ProcessGraph& graph = *body.graph;
  for (NodeId boundary : graph.node(body.scope_node).boundary_events) {
    for (const EventDefinition& caught : graph.node(boundary).events) {
      if (matches(interpreter, body, thrown, caught)) return boundary;
    }
  }
  return bpmn::kNoNode;
}

bool holds(Interpreter& interpreter, ExecutionState& instance, const bpmn::Loop::Throw& rule) {
  if (rule.condition.empty()) return true;
  return as_condition(interpreter.evaluate(instance, rule.condition), rule.condition);
}

}  // namespace

// From the instance, as a throw event inside it would.
void Interpreter::throw_uncaught(ExecutionState& instance, const EventDefinition& event) {
  bool interrupted = false;
  switch (event.kind) {
    case EventKind::signal:
      if (!event.name.empty()) throw_signal(instance, event);
      break;
    case EventKind::error:
      propagate_error(instance, event.code, std::nullopt);
      break;
    case EventKind::escalation:
      propagate_escalation(instance, event.code, interrupted);
      break;
    default:
      break;
  }
}

Interpreter::LoopOutcome Interpreter::throw_loop_events(ExecutionState& body, ExecutionState& instance) {
  const Node& node = body.graph->node(body.scope_node);
  LoopOutcome outcome = LoopOutcome::goes_on;
  for (const bpmn::Loop::Throw& rule : node.loop->throws) {
    if (rule.first_only && loop_state::get(session_, body, loop_state::kCompleted) != 1) continue;
    if (!holds(*this, instance, rule)) continue;
    const NodeId catcher = catcher_of(*this, body, rule.event);
    if (catcher == bpmn::kNoNode) {
      throw_uncaught(instance, rule.event);
      if (body.is_removed) return LoopOutcome::interrupted;
      continue;
    }
    const Node& boundary = body.graph->node(catcher);
    if (boundary.interrupting && boundary.says_interrupting) {
      cancel_scope_and_start(body, catcher);
      return LoopOutcome::interrupted;
    }
    ExecutionState& path = create_concurrent(scope_execution(*body.parent, boundary.parent));
    push({Operation::Kind::arrive, &path, catcher});
    if (boundary.interrupting && rule.cancels_remaining) outcome = LoopOutcome::completes;
  }
  return outcome;
}

}  // namespace baton
