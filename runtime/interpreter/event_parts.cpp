// Events of several definitions (BPMN 2.0.2 clauses 10.5.1, 10.5.4). Of a multiple event any definition will do. Of a
// parallel multiple event all must come: what has come is not waited for any more, so what an instance still lacks
// is what its rows still wait for.
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::EventDefinition;
using bpmn::EventKind;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;

void Interpreter::event_happened(SubscriptionRecord& subscription) {
  ExecutionState& scope = *subscription.execution;
  const NodeId id = scope.graph->find_node(subscription.row.activity_id);
  if (scope.graph->node(id).needs_all_events()) {
    session_.remove_subscription(subscription);
    if (!part_came(scope, scope.graph->node(id))) return triggered_variables.clear();
  }
  trigger_event(scope, id);
}

void Interpreter::event_happened(JobRecord& timer) {
  ExecutionState& scope = *timer.execution;
  const NodeId id = scope.graph->find_node(timer.row.activity_id);
  if (scope.graph->node(id).needs_all_events()) {
    session_.remove_job(timer, "successful");
    if (!part_came(scope, scope.graph->node(id))) return;
    return trigger_event(scope, id);
  }
  const bool comes_again = reschedule(timer);
  if (comes_again && scope.graph->node(id).kind == NodeKind::intermediate_catch_event) return pass_and_stay(scope);
  trigger_event(scope, id);
}

bool Interpreter::part_came(ExecutionState& scope, const Node& event) {
  for (const SubscriptionRecord* subscription : scope.subscriptions) {
    if (subscription->row.activity_id == event.element_id) return false;
  }
  for (const JobRecord* job : scope.jobs) {
    if (job->row.activity_id == event.element_id && job->row.is_timer) return false;
  }
  if (event.interrupting) return true;
  // It can happen again, from the beginning.
  for (const EventDefinition& definition : event.events) subscribe(scope, event, definition);
  create_timers_of(scope, event);
  return true;
}

// A cycle of a given number lets a token go each time; the last one is the event's own.
void Interpreter::pass_and_stay(ExecutionState& waiting) {
  const NodeId event = waiting.scope_node;
  ExecutionState& scope = scope_execution(*waiting.parent, waiting.graph->node(event).parent);
  ExecutionState& path = create_concurrent(scope);
  stand_on(path, event);
  push(Operation::Kind::leave, path);
}

bool Interpreter::has_more_to_throw(const ExecutionState& execution) const {
  const std::string_view state = execution.row.state;
  if (!state.starts_with(execution_state::kThrown)) return false;
  const Node& node = execution.current_node();
  return (node.kind == NodeKind::end_event || node.kind == NodeKind::intermediate_throw_event) &&
         static_cast<std::size_t>(std::stoul(std::string(state.substr(7)))) < node.events.size();
}

ExecutionState& Interpreter::take_scope_over(ExecutionState& execution) {
  const Node& node = execution.current_node();
  ExecutionState& scope = scope_execution(execution, node.parent);
  const std::string reason = "Interrupting activity " + node.element_id + " executed.";
  ExecutionState* own = &execution;
  while (own != &scope && own->parent != &scope) own = own->parent;
  for (ExecutionState* child : plain_children(scope)) {
    if (child != own) delete_cascade(*child, reason);
  }
  remove_waits(scope, true);
  const bool is_scope_of_its_own = execution.scope_node == node.id;
  return try_prune(scope) && !is_scope_of_its_own ? scope : execution;
}

}  // namespace baton
