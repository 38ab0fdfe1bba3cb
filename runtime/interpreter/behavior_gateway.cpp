// Gateways (BPMN 2.0.2 clause 13.4). Joins look at tokens per incoming flow, never at a count of arrivals.
#include <algorithm>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/joins.hpp"

namespace baton {

using bpmn::FlowId;
using bpmn::kNoFlow;
using bpmn::kNoNode;
using bpmn::Node;
using bpmn::NodeId;

namespace {

std::vector<FlowId> inclusive_flows(Interpreter& interpreter, ExecutionState& execution) {
  const Node& node = execution.current_node();
  std::vector<FlowId> chosen;
  for (FlowId flow : all_outgoing(*execution.graph, node.id)) {
    if (flow == node.default_flow) continue;
    if (interpreter.condition_holds(execution, execution.graph->flow(flow))) chosen.push_back(flow);
  }
  if (chosen.empty() && node.default_flow != kNoFlow) chosen.push_back(node.default_flow);
  const auto [first, last] = execution.graph->outgoing(node.id);
  if (chosen.empty() && first != last) no_flow_selected(node);
  return chosen;
}

bool may_join(const std::vector<ExecutionState*>& waiting, NodeId gateway) {
  std::set<FlowId> full;
  for (const ExecutionState* token : waiting) {
    const FlowId flow = flow_of(*token, gateway);
    if (flow != kNoFlow) full.insert(flow);
  }
  return !is_token_expected(*waiting.front()->parent, gateway, full);
}

}  // namespace

bool Interpreter::recheck_joins() {
  auto& joins = instance().waiting_joins;
  if (joins.empty()) return false;
  std::set<std::pair<ExecutionState*, NodeId>> seen;
  std::vector<ExecutionState*> candidates(joins.begin(), joins.end());
  std::sort(candidates.begin(), candidates.end(), [](auto* a, auto* b) { return a->row.sequence < b->row.sequence; });
  for (ExecutionState* token : candidates) {
    if (token->node != kNoNode && token->current_node().kind == bpmn::NodeKind::complex_gateway) continue;
    if (token->row.is_active || token->node == kNoNode ||
        token->current_node().kind != bpmn::NodeKind::inclusive_gateway) {
      joins.erase(token);
      continue;
    }
    const NodeId gateway = token->node;
    if (!seen.insert({token->parent, gateway}).second) continue;
    const std::vector<ExecutionState*> waiting = tokens_at(*token, gateway);
    if (waiting.empty()) continue;
    if (token->row.is_concurrent && !may_join(waiting, gateway)) continue;
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
  if (node.default_flow == kNoFlow) no_flow_selected(node);
  interpreter.leave_via(execution, {node.default_flow});
}

void parallel_gateway(Interpreter& interpreter, ExecutionState& execution) {
  const NodeId node = execution.node;
  if (execution.graph->incoming(node).size() < 2) {
    return interpreter.leave_via(execution, all_outgoing(*execution.graph, node));
  }
  interpreter.set_active(execution, false);
  const std::vector<ExecutionState*> joined =
      one_per_flow(*execution.graph, node, tokens_at(execution, node), true);
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
