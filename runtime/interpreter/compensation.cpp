// Compensation (BPMN 2.0.2 clause 10.7, 13.5.5), kept as Camunda 7 keeps it: a completed activity with a
// handler leaves a "compensate" subscription on its scope; a completed scope leaves an event scope, an
// execution that holds the snapshot of its variables and the subscriptions made inside. Throwing turns them
// into running handlers below the throwing execution, the last completed first; the thrower waits for all.
#include <algorithm>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::kNoNode;
using bpmn::kProcessNode;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;

namespace {

// A multi-instance activity's handler is declared on its body and runs for each instance.
NodeId handler_of(const bpmn::ProcessGraph& graph, const Node& node) {
  if (node.kind == NodeKind::multi_instance_body) return kNoNode;
  if (node.compensation_handler != kNoNode) return node.compensation_handler;
  if (node.parent == kNoNode) return kNoNode;
  const Node& parent = graph.node(node.parent);
  return parent.kind == NodeKind::multi_instance_body ? parent.compensation_handler : kNoNode;
}

bool has_compensation_sub_process(const bpmn::ProcessGraph& graph, const Node& node) {
  for (NodeId sub_process : node.event_sub_processes) {
    if (graph.node(sub_process).is_for_compensation) return true;
  }
  return false;
}

std::vector<SubscriptionRecord*> compensate_subscriptions(const ExecutionState& execution) {
  std::vector<SubscriptionRecord*> found;
  for (SubscriptionRecord* subscription : execution.subscriptions) {
    if (subscription->row.event_type == "compensate") found.push_back(subscription);
  }
  return found;
}

}  // namespace

void Interpreter::record_compensation(ExecutionState& execution) {
  const Node& node = execution.current_node();
  const NodeId handler = handler_of(*execution.graph, node);
  if (handler == kNoNode) return;
  ExecutionState& scope = scope_execution(execution, node.parent);
  EventSubscription subscription;
  subscription.event_type = "compensate";
  subscription.activity_id = execution.graph->node(handler).element_id;
  session_.create_subscription(scope, std::move(subscription));
}

void Interpreter::create_event_scope(ExecutionState& execution) {
  const Node& node = execution.current_node();
  const std::vector<SubscriptionRecord*> inner = compensate_subscriptions(execution);
  if (inner.empty() && !has_compensation_sub_process(*execution.graph, node)) return;
  ExecutionState& scope = scope_execution(*execution.parent, node.parent);
  ExecutionState& snapshot = create_child(scope);
  snapshot.row.is_event_scope = true;
  snapshot.row.is_active = false;
  snapshot.row.is_scope = true;
  snapshot.scope_node = node.id;
  snapshot.row.scope_activity_id = node.element_id;
  snapshot.row.scope_instance_id = new_instance_id(node);
  stand_on(snapshot, node.id);
  for (const auto& variable : execution.variables) {
    session_.set_local_variable(snapshot, variable->name, {variable->value, variable->is_transient});
  }
  for (SubscriptionRecord* subscription : inner) {
    EventSubscription moved;
    moved.event_type = "compensate";
    moved.activity_id = subscription->row.activity_id;
    moved.configuration = subscription->row.configuration;
    moved.created = subscription->row.created;
    session_.create_subscription(snapshot, std::move(moved));
  }
  const std::vector<ExecutionState*> children = execution.children;
  for (ExecutionState* child : children) {
    if (child->row.is_event_scope) set_parent(*child, snapshot);
  }
  EventSubscription subscription;
  subscription.event_type = "compensate";
  subscription.configuration = snapshot.row.id;
  subscription.activity_id = node.element_id;
  session_.create_subscription(scope, std::move(subscription));
}

std::vector<SubscriptionRecord*> Interpreter::compensations(ExecutionState& execution, NodeId activity) {
  const bpmn::ProcessGraph& graph = *execution.graph;
  // The scope whose activities are compensated: the throw event's own; in an event sub-process the one
  // that surrounds it.
  NodeId scope_node = graph.node(execution.node).parent;
  while (graph.node(scope_node).kind == NodeKind::event_sub_process) scope_node = graph.node(scope_node).parent;
  ExecutionState& scope = scope_execution(execution, scope_node);
  std::vector<SubscriptionRecord*> all = compensate_subscriptions(scope);
  const Node& thrower = graph.node(execution.node);
  std::erase_if(all, [&](SubscriptionRecord* subscription) {
    const NodeId handler = graph.find_node(subscription->row.activity_id);
    if (handler == kNoNode) return true;
    // The compensation event sub-process that is throwing does not throw itself.
    if (graph.is_inside(thrower.id, handler)) return true;
    // A scope's own compensation event sub-process answers to throws from outside the scope only.
    if (graph.node(handler).kind == NodeKind::event_sub_process && subscription->row.configuration.empty() &&
        graph.node(handler).parent == scope_node) {
      return true;
    }
    if (activity == kNoNode) return false;
    const Node& target = graph.node(activity);
    if (subscription->row.configuration.empty()) return handler_of(graph, target) != handler;
    return handler != activity && handler != target.parent;
  });
  return all;
}

bool Interpreter::compensate(ExecutionState& execution, std::vector<SubscriptionRecord*> subscriptions) {
  if (subscriptions.empty()) return false;
  set_active(execution, false);
  std::stable_sort(subscriptions.begin(), subscriptions.end(), [](const auto* a, const auto* b) {
    if (a->row.created != b->row.created) return a->row.created > b->row.created;
    return a->row.sequence > b->row.sequence;
  });
  struct Start {
    ExecutionState* execution;
    NodeId handler;
    bool nested;
  };
  std::vector<Start> starts;
  const bpmn::ProcessGraph& graph = *execution.graph;
  for (SubscriptionRecord* subscription : subscriptions) {
    ExecutionState* compensating = nullptr;
    if (!subscription->row.configuration.empty()) {
      compensating = instance().find_execution(subscription->row.configuration);
      if (compensating && compensating->parent != &execution) set_parent(*compensating, execution);
    }
    if (!compensating) compensating = &create_child(execution);
    compensating->row.is_event_scope = false;
    compensating->row.is_concurrent = true;
    session_.touch(*compensating);
    const NodeId handler = graph.find_node(subscription->row.activity_id);
    const bool nested = !subscription->row.configuration.empty();
    session_.remove_subscription(*subscription);
    starts.push_back({compensating, handler, nested});
  }
  for (std::size_t i = starts.size(); i-- > 0;) {
    Start& start = starts[i];
    if (!start.nested) {
      push({Operation::Kind::arrive, start.execution, start.handler});
      continue;
    }
    begin_snapshot(*start.execution);
    // A compensation event sub-process takes the place of the handlers inside.
    std::vector<SubscriptionRecord*> inner = compensate_subscriptions(*start.execution);
    const auto own = std::find_if(inner.begin(), inner.end(), [&](SubscriptionRecord* s) {
      const NodeId node = graph.find_node(s->row.activity_id);
      return node != kNoNode && s->row.configuration.empty() && graph.node(node).kind == NodeKind::event_sub_process;
    });
    if (own != inner.end()) {
      const NodeId sub_process = graph.find_node((*own)->row.activity_id);
      session_.remove_subscription(**own);
      ExecutionState& path = create_child(*start.execution);
      path.row.is_concurrent = true;
      set_active(*start.execution, false);
      push({Operation::Kind::arrive, &path, sub_process});
    } else if (!compensate(*start.execution, inner)) {
      push({Operation::Kind::recheck, start.execution});
      end_snapshot(*start.execution);
    }
  }
  return true;
}

void Interpreter::compensate_aside(ExecutionState& execution, std::vector<SubscriptionRecord*> subscriptions) {
  if (subscriptions.empty()) return;
  const NodeId event = execution.node;
  ExecutionState& carrier = create_concurrent(scope_execution(*execution.parent, execution.graph->node(event).parent));
  stand_on(carrier, event);
  carrier.row.state = execution_state::kDetached;
  compensate(carrier, std::move(subscriptions));
}

// A snapshot that is being compensated shows as an activity instance of its scope again (not in history).
void Interpreter::begin_snapshot(ExecutionState& snapshot) {
  snapshot.row.activity_instance_id = snapshot.row.scope_instance_id;
  session_.touch(snapshot);
}

void Interpreter::end_snapshot(ExecutionState& snapshot) {
  ExecutionState& parent = *snapshot.parent;
  forget(snapshot);
  while (!snapshot.children.empty()) delete_cascade(*snapshot.children.front(), "compensated");
  remove(snapshot);
  compensation_done(parent);
}

void Interpreter::end_compensation(ExecutionState& execution) {
  notify_end(execution, false);
  ExecutionState& path = destroy_scope(execution);
  ExecutionState& parent = *path.parent;
  forget(path);
  remove(path);
  compensation_done(parent);
}

// A handler below `parent` is done: when it was the last, the thrower leaves or the snapshot is finished.
void Interpreter::compensation_done(ExecutionState& parent) {
  if (!plain_children(parent).empty()) return;
  if (parent.row.state == execution_state::kDetached) return push(Operation::Kind::end_path, parent);
  const Node& node = parent.current_node();
  const bool is_throw = node.is_event() && (node.has_event(bpmn::EventKind::compensation) ||
                                            node.has_event(bpmn::EventKind::cancel));
  if (!is_throw) return end_snapshot(parent);
  set_active(parent, true);
  if (node.has_event(bpmn::EventKind::cancel) && !has_more_to_throw(parent)) return finish_cancel(parent);
  push(Operation::Kind::leave, parent);
}

// A transaction was cancelled and its handlers are done: it is left by its cancel boundary event.
void Interpreter::finish_cancel(ExecutionState& end_event) {
  const bpmn::ProcessGraph& graph = *end_event.graph;
  NodeId transaction = graph.node(end_event.node).parent;
  while (transaction != kProcessNode && graph.node(transaction).kind != NodeKind::transaction) {
    transaction = graph.node(transaction).parent;
  }
  NodeId boundary = kNoNode;
  NodeId host = transaction;
  if (graph.node(transaction).parent != kNoNode &&
      graph.node(graph.node(transaction).parent).kind == NodeKind::multi_instance_body) {
    host = graph.node(transaction).parent;
  }
  for (NodeId candidate : graph.node(host).boundary_events) {
    if (graph.node(candidate).has_event(bpmn::EventKind::cancel)) boundary = candidate;
  }
  if (boundary == kNoNode) {
    throw EngineError(ErrorCode::process_engine,
                      "Could not find cancel boundary event for cancel end event " + end_event.current_node().element_id);
  }
  cancel_scope_and_start(scope_execution(end_event, host), boundary);
}

}  // namespace baton
