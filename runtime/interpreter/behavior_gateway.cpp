// Gateways (BPMN 2.0.2 clause 13.4). Joins look at tokens per incoming flow, never at a count of arrivals.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::FlowId;
using bpmn::kNoFlow;
using bpmn::kNoNode;
using bpmn::Node;
using bpmn::NodeId;

namespace {

std::vector<FlowId> all_outgoing(const bpmn::ProcessGraph& graph, NodeId node) {
  const auto [first, last] = graph.outgoing(node);
  std::vector<FlowId> flows;
  for (FlowId flow = first; flow < last; ++flow) flows.push_back(flow);
  return flows;
}

[[noreturn]] void no_flow(const Node& node) {
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("ENGINE-02004 No outgoing sequence flow for the element with id '{}' could be selected "
                                "for continuing the process.", node.element_id));
}

// Paths that wait at the gateway `node` in the scope of `execution`, in order of arrival.
std::vector<ExecutionState*> waiting_at(ExecutionState& execution, NodeId node) {
  if (!execution.row.is_concurrent) return {&execution};
  std::vector<ExecutionState*> found;
  for (ExecutionState* sibling : execution.parent->children) {
    if (!sibling->row.is_event_scope && !sibling->row.is_active && sibling->node == node &&
        !sibling->row.activity_instance_id.empty()) {
      found.push_back(sibling);
    }
  }
  return found;
}

// One token for each incoming flow, the oldest first; empty when a flow has none. Tokens that came by no
// flow (a modification put them there) stand in for a missing one.
std::vector<ExecutionState*> one_per_flow(const bpmn::ProcessGraph& graph, NodeId node,
                                          const std::vector<ExecutionState*>& waiting, bool need_all) {
  std::vector<ExecutionState*> chosen;
  std::vector<FlowId> missing;
  for (FlowId flow : graph.incoming(node)) {
    const auto found = std::find_if(waiting.begin(), waiting.end(), [&](ExecutionState* e) {
      return e->row.arrived_flow == graph.flow(flow).element_id &&
             std::find(chosen.begin(), chosen.end(), e) == chosen.end();
    });
    if (found == waiting.end()) {
      missing.push_back(flow);
    } else {
      chosen.push_back(*found);
    }
  }
  for (ExecutionState* token : waiting) {
    if (missing.empty()) break;
    const FlowId came = graph.find_flow(token->row.arrived_flow);
    if (came != kNoFlow && graph.flow(came).target == node) continue;
    if (std::find(chosen.begin(), chosen.end(), token) != chosen.end()) continue;
    chosen.push_back(token);
    missing.pop_back();
  }
  if (need_all && !missing.empty()) return {};
  return chosen;
}

std::vector<FlowId> inclusive_flows(Interpreter& interpreter, ExecutionState& execution) {
  const Node& node = execution.current_node();
  std::vector<FlowId> chosen;
  for (FlowId flow : all_outgoing(*execution.graph, node.id)) {
    if (flow == node.default_flow) continue;
    if (interpreter.condition_holds(execution, execution.graph->flow(flow))) chosen.push_back(flow);
  }
  if (chosen.empty() && node.default_flow != kNoFlow) chosen.push_back(node.default_flow);
  const auto [first, last] = execution.graph->outgoing(node.id);
  if (chosen.empty() && first != last) no_flow(node);
  return chosen;
}

// Where the tokens of a scope are: the nodes that its paths stand on, nested scopes as their activity.
void positions(const ExecutionState& execution, std::vector<NodeId>& found) {
  for (const ExecutionState* child : execution.children) {
    if (child->row.is_event_scope) continue;
    if (child->row.is_scope) {
      found.push_back(child->scope_node);
    } else if (child->node != kNoNode) {
      found.push_back(child->node);
    } else {
      for (const ExecutionState* inner : child->children) {
        if (!inner->row.is_event_scope && inner->row.is_scope) found.push_back(inner->scope_node);
      }
    }
  }
}

// Clause 13.4.3: no token elsewhere can still come to an empty incoming flow without passing the gateway,
// unless it could as well come to one that has a token already.
bool may_join(const bpmn::ProcessGraph& graph, NodeId gateway, const std::vector<ExecutionState*>& waiting) {
  std::set<FlowId> full;
  for (const ExecutionState* token : waiting) {
    const FlowId flow = graph.find_flow(token->row.arrived_flow);
    if (flow != kNoFlow) full.insert(flow);
  }
  const std::vector<FlowId>& incoming = graph.incoming(gateway);
  std::vector<NodeId> tokens;
  positions(*waiting.front()->parent, tokens);
  for (NodeId token : tokens) {
    if (token == gateway) continue;
    bool reaches_empty = false, reaches_full = false;
    for (FlowId flow : incoming) {
      if (!graph.reaches_flow(token, flow)) continue;
      (full.count(flow) ? reaches_full : reaches_empty) = true;
    }
    if (reaches_empty && !reaches_full) return false;
  }
  return true;
}

}  // namespace

bool Interpreter::recheck_joins() {
  auto& joins = instance().waiting_joins;
  if (joins.empty()) return false;
  std::set<std::pair<ExecutionState*, NodeId>> seen;
  const std::vector<ExecutionState*> candidates(joins.begin(), joins.end());
  for (ExecutionState* token : candidates) {
    if (token->row.is_active || token->node == kNoNode ||
        token->current_node().kind != bpmn::NodeKind::inclusive_gateway) {
      joins.erase(token);
      continue;
    }
    const NodeId gateway = token->node;
    if (!seen.insert({token->parent, gateway}).second) continue;
    const std::vector<ExecutionState*> waiting = waiting_at(*token, gateway);
    if (waiting.empty()) continue;
    if (token->row.is_concurrent && !may_join(*token->graph, gateway, waiting)) continue;
    std::vector<ExecutionState*> joined = one_per_flow(*token->graph, gateway, waiting, false);
    if (joined.empty()) joined.push_back(token);
    ExecutionState& survivor = *joined.back();
    for (ExecutionState* one : joined) joins.erase(one);
    const std::vector<FlowId> flows = inclusive_flows(*this, survivor);
    leave_joined(survivor, joined, flows);
    return true;
  }
  return false;
}

namespace behavior {

void exclusive_gateway(Interpreter& interpreter, ExecutionState& execution) {
  const Node& node = execution.current_node();
  const std::vector<FlowId> flows = all_outgoing(*execution.graph, node.id);
  if (flows.empty()) return interpreter.leave_via(execution, {});
  for (FlowId flow : flows) {
    if (flow == node.default_flow) continue;
    if (interpreter.condition_holds(execution, execution.graph->flow(flow))) {
      return interpreter.leave_via(execution, {flow});
    }
  }
  if (node.default_flow == kNoFlow) no_flow(node);
  interpreter.leave_via(execution, {node.default_flow});
}

void parallel_gateway(Interpreter& interpreter, ExecutionState& execution) {
  const NodeId node = execution.node;
  if (execution.graph->incoming(node).size() < 2) {
    return interpreter.leave_via(execution, all_outgoing(*execution.graph, node));
  }
  interpreter.set_active(execution, false);
  const std::vector<ExecutionState*> joined =
      one_per_flow(*execution.graph, node, waiting_at(execution, node), true);
  if (joined.empty()) return;
  const bool has_self = std::find(joined.begin(), joined.end(), &execution) != joined.end();
  interpreter.leave_joined(has_self ? execution : *joined.back(), joined, all_outgoing(*execution.graph, node));
}

void inclusive_gateway(Interpreter& interpreter, ExecutionState& execution) {
  if (execution.graph->incoming(execution.node).size() < 2) {
    return interpreter.leave_via(execution, inclusive_flows(interpreter, execution));
  }
  // Whether it can go on is known when nothing else moves: see recheck_joins.
  interpreter.set_active(execution, false);
  interpreter.instance().waiting_joins.insert(&execution);
}

}  // namespace behavior

}  // namespace baton
