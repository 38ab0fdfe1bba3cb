// Events that a scope waits for: subscriptions and timers are made when the scope opens, and what happens
// when one of them comes true (BPMN 2.0.2 clause 13.5; boundary events, event sub-processes, catch events,
// event-based gateways).
#include <fmt/format.h>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::EventDefinition;
using bpmn::EventKind;
using bpmn::kNoNode;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;

namespace {

// The events whose subscriptions belong to the scope of `node`.
std::vector<const Node*> events_of_scope(const bpmn::ProcessGraph& graph, const Node& node) {
  std::vector<const Node*> events;
  if (node.kind == NodeKind::intermediate_catch_event || node.kind == NodeKind::receive_task) events.push_back(&node);
  if (node.kind == NodeKind::event_based_gateway) {
    const auto [first, last] = graph.outgoing(node.id);
    for (bpmn::FlowId flow = first; flow < last; ++flow) events.push_back(&graph.node(graph.flow(flow).target));
  }
  for (NodeId boundary : node.boundary_events) events.push_back(&graph.node(boundary));
  for (NodeId sub_process : node.event_sub_processes) {
    for (NodeId child : graph.node(sub_process).children) {
      if (graph.node(child).kind == NodeKind::start_event) events.push_back(&graph.node(child));
    }
  }
  return events;
}

const char* subscription_type(EventKind kind) {
  switch (kind) {
    case EventKind::message: return "message";
    case EventKind::signal: return "signal";
    case EventKind::conditional: return "conditional";
    default: return nullptr;
  }
}

const char* timer_handler(const bpmn::ProcessGraph& graph, const Node& event) {
  if (event.kind == NodeKind::boundary_event) return "timer-transition";
  if (event.kind == NodeKind::start_event && graph.node(event.parent).kind == NodeKind::event_sub_process) {
    return "timer-start-event-subprocess";
  }
  return "timer-intermediate-transition";
}

}  // namespace

std::string Interpreter::event_name(ExecutionState& execution, const EventDefinition& definition) {
  return definition.name.empty() ? std::string() : evaluate_text(execution, definition.name);
}

void Interpreter::create_subscriptions(ExecutionState& scope, NodeId node_id) {
  const Node& node = scope.graph->node(node_id);
  bool has_conditions = false;
  for (const Node* event : events_of_scope(*scope.graph, node)) {
    for (const EventDefinition& definition : event->events) {
      subscribe(scope, *event, definition);
      has_conditions = has_conditions || (definition.kind == EventKind::conditional && event->id != node_id);
    }
  }
  // A compensation event sub-process stands ready from the beginning.
  for (NodeId sub_process : node.event_sub_processes) {
    if (!scope.graph->node(sub_process).is_for_compensation) continue;
    EventSubscription subscription;
    subscription.event_type = "compensate";
    subscription.activity_id = scope.graph->node(sub_process).element_id;
    session_.create_subscription(scope, std::move(subscription));
  }
  if (has_conditions) condition_on_entry(scope);
}

void Interpreter::subscribe(ExecutionState& scope, const Node& event, const EventDefinition& definition) {
  const char* type = subscription_type(definition.kind);
  if (!type) return;
  EventSubscription subscription;
  subscription.event_type = type;
  if (definition.kind != EventKind::conditional) {
    std::string name = event_name(scope, definition);
    if (!name.empty()) subscription.event_name = std::move(name);
  }
  subscription.activity_id = event.element_id;
  if (event.events.size() > 1) subscription.configuration = std::to_string(&definition - event.events.data());
  session_.create_subscription(scope, std::move(subscription));
}

void Interpreter::create_timers(ExecutionState& scope, NodeId node_id) {
  for (const Node* event : events_of_scope(*scope.graph, scope.graph->node(node_id))) {
    create_timers_of(scope, *event);
  }
}

void Interpreter::create_timers_of(ExecutionState& scope, const Node& event) {
  for (const EventDefinition& definition : event.events) {
    if (definition.kind == EventKind::timer) create_timer(scope, event, definition, timer_handler(*scope.graph, event));
  }
}

void Interpreter::create_timer(ExecutionState& scope, const Node& event, const EventDefinition& definition,
                               const char* handler) {
  const Value value = evaluate(scope, definition.timer);
  Job job = new_job(scope, event, handler, event.element_id);
  job.is_timer = true;
  try {
    if (value.type() == ValueType::date) {
      job.due = value.as_date();
    } else {
      const std::string text = to_text(value);
      const TimerSchedule schedule = first_due(definition.timer_kind, text, now());
      job.due = schedule.due;
      // A cycle on an intermediate catch event fires once, unless its number of times is meant: see EventDefinition.
      const bool once = event.kind == NodeKind::intermediate_catch_event &&
                        (!definition.repeats || schedule.repeats_left <= 0 || event.needs_all_events() ||
                         scope.scope_node != event.id);
      if (definition.timer_kind == TimerKind::cycle && !once) {
        job.repeat = text;
        job.repeats_left = schedule.repeats_left;
      }
    }
  } catch (const TimeError& error) {
    throw EngineError(ErrorCode::process_engine, fmt::format("Timer of '{}': {}", event.element_id, error.message));
  }
  session_.create_job(&scope, std::move(job));
}

void Interpreter::trigger_event(ExecutionState& scope, NodeId event_id) {
  const Node& event = scope.graph->node(event_id);
  if (scope.node == event_id && scope.scope_node == event_id) {  // a catch event or receive task that waits
    forget(scope);
    for (auto& [name, value] : triggered_variables) session_.set_local_variable(scope, name, value);
    triggered_variables.clear();
    return push(Operation::Kind::leave, scope);
  }
  if (scope.scope_node != kNoNode && scope.graph->node(scope.scope_node).kind == NodeKind::event_based_gateway) {
    return cancel_scope_and_start(scope, event_id);
  }
  execute_handler(scope, event.id);
}

void Interpreter::execute_handler(ExecutionState& scope, NodeId event_id) {
  const Node& event = scope.graph->node(event_id);
  if (event.kind == NodeKind::boundary_event) {
    if (event.interrupting) return cancel_scope_and_start(scope, event_id);
    ExecutionState& flow_scope = scope_execution(*scope.parent, event.parent);
    ExecutionState& path = create_concurrent(flow_scope);
    return push({Operation::Kind::arrive, &path, event_id});
  }
  const NodeId sub_process = event.parent;
  if (event.interrupting) {
    interrupt(scope, "Interrupting event sub process " + scope.graph->node(sub_process).element_id + " fired.");
    set_active(scope, true);
    return push({Operation::Kind::arrive, &scope, sub_process});
  }
  ExecutionState& path = create_concurrent(scope);
  push({Operation::Kind::arrive, &path, sub_process});
}

}  // namespace baton
