// Where things begin: instances at the event that has happened or wherever nothing leads to (BPMN 2.0.2 clauses 10.5.2,
// 13.2), sub-processes inside, and activities that take several tokens (startQuantity, clause 10.3.1).
#include <fmt/format.h>

#include <algorithm>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::FlowId;
using bpmn::kNoNode;
using bpmn::kProcessNode;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;

// The start event of an instance that is started without naming one.
NodeId initial_node(const bpmn::ProcessGraph& graph) {
  const Node& process = graph.node(kProcessNode);
  if (!process.initial_nodes.empty()) return process.initial_nodes.front();
  // A timer start event counts like a none start event, another one only when it is alone.
  NodeId only = kNoNode;
  int count = 0;
  for (NodeId child : process.children) {
    const Node& node = graph.node(child);
    if (node.kind != NodeKind::start_event) continue;
    if (node.event_kind() == bpmn::EventKind::timer) return child;
    ++count;
    only = child;
  }
  if (count != 1) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("Process '{}' has no start event to begin at", graph.process().id));
  }
  return only;
}

namespace {

// All events of a parallel event gateway that instantiates: one has happened, the instance waits for the others.
std::vector<NodeId> events_of_group(const bpmn::ProcessGraph& graph, NodeId event) {
  for (const FlowId incoming : graph.incoming(event)) {
    const Node& gateway = graph.node(graph.flow(incoming).source);
    if (gateway.kind != NodeKind::event_based_gateway || !gateway.instantiate || !gateway.event_gateway_parallel) continue;
    std::vector<NodeId> events;
    const auto [first, last] = graph.outgoing(gateway.id);
    for (FlowId flow = first; flow < last; ++flow) events.push_back(graph.flow(flow).target);
    return events;
  }
  return {event};
}

}  // namespace

void Interpreter::process_start(ExecutionState& root, NodeId start) {
  const bpmn::ProcessGraph& graph = *root.graph;
  run_listeners(root, graph.node(kProcessNode).listeners, "start");
  if (start == kNoNode) {
    const std::vector<NodeId>& initial = graph.node(kProcessNode).initial_nodes;
    return begin_paths(root, initial.empty() ? std::vector<NodeId>{initial_node(graph)} : initial);
  }
  if (graph.node(start).kind == NodeKind::start_event) return begin_paths(root, {start});
  const std::vector<NodeId> events = events_of_group(graph, start);
  begin_paths(root, events);
  for (Operation& operation : stack_) {
    if (operation.kind == Operation::Kind::arrive && operation.node == start) {
      operation.execution->row.state = execution_state::kTriggered;
    }
  }
}

void Interpreter::begin_paths(ExecutionState& scope, const std::vector<NodeId>& nodes) {
  if (nodes.size() == 1) return push({Operation::Kind::arrive, &scope, nodes.front()});
  stand_on(scope, kNoNode);
  scope.row.activity_instance_id.clear();
  set_active(scope, false);
  std::vector<ExecutionState*> paths;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    paths.push_back(&create_child(scope));
    paths.back()->row.is_concurrent = true;
  }
  for (std::size_t i = nodes.size(); i-- > 0;) push({Operation::Kind::arrive, paths[i], nodes[i]});
}

ExecutionState* Interpreter::collect_tokens(ExecutionState& arrived) {
  const Node& node = arrived.current_node();
  arrived.row.state = execution_state::kCollecting;
  set_active(arrived, false);
  if (!arrived.row.is_concurrent) return nullptr;
  std::vector<ExecutionState*> waiting;
  for (ExecutionState* path : arrived.parent->children) {
    if (path->node == node.id && path->row.state == execution_state::kCollecting) waiting.push_back(path);
  }
  if (static_cast<std::int64_t>(waiting.size()) < node.start_quantity) return nullptr;
  ExecutionState* whole = &arrived;
  for (ExecutionState* other : waiting) {
    if (other == &arrived) continue;
    ExecutionState& scope = *other->parent;
    forget(*other);
    remove(*other);
    if (try_prune(scope)) whole = &scope;
  }
  whole->row.state.clear();
  set_active(*whole, true);
  return whole;
}

}  // namespace baton
