#include "runtime/interpreter/joins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace baton {

using bpmn::FlowId;
using bpmn::kNoFlow;
using bpmn::kNoNode;
using bpmn::NodeId;

std::vector<FlowId> all_outgoing(const bpmn::ProcessGraph& graph, NodeId node) {
  const auto [first, last] = graph.outgoing(node);
  std::vector<FlowId> flows;
  for (FlowId flow = first; flow < last; ++flow) flows.push_back(flow);
  return flows;
}

std::vector<ExecutionState*> tokens_at(ExecutionState& execution, NodeId node) {
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

FlowId flow_of(const ExecutionState& token, NodeId node) {
  const FlowId flow = token.graph->find_flow(token.row.arrived_flow);
  return flow != kNoFlow && token.graph->flow(flow).target == node ? flow : kNoFlow;
}

std::vector<ExecutionState*> one_per_flow(const bpmn::ProcessGraph& graph, NodeId node,
                                          const std::vector<ExecutionState*>& waiting, bool need_all) {
  const std::vector<FlowId>& incoming = graph.incoming(node);
  if (need_all && waiting.size() < incoming.size()) return {};  // most arrivals end here, whatever the width
  std::unordered_map<FlowId, ExecutionState*> oldest;
  std::vector<ExecutionState*> without_flow;
  for (ExecutionState* token : waiting) {
    const FlowId flow = flow_of(*token, node);
    if (flow == kNoFlow) {
      without_flow.push_back(token);
    } else {
      oldest.emplace(flow, token);
    }
  }
  std::vector<ExecutionState*> chosen;
  std::size_t missing = 0;
  for (FlowId flow : incoming) {
    const auto found = oldest.find(flow);
    if (found == oldest.end()) {
      ++missing;
    } else {
      chosen.push_back(found->second);
    }
  }
  const std::size_t stand_ins = std::min(missing, without_flow.size());
  chosen.insert(chosen.end(), without_flow.begin(), without_flow.begin() + static_cast<std::ptrdiff_t>(stand_ins));
  if (need_all && missing > stand_ins) return {};
  return chosen;
}

namespace {

bool counts(const ExecutionState& path) {
  return !path.row.is_event_scope && path.row.state != execution_state::kDetached;
}

// Where the tokens of a scope are: the nodes that its paths stand on, nested scopes as their activity.
std::vector<NodeId> positions(const ExecutionState& scope) {
  std::vector<NodeId> found;
  for (const ExecutionState* child : scope.children) {
    if (!counts(*child)) continue;
    if (child->row.is_scope) {
      found.push_back(child->scope_node);
    } else if (child->node != kNoNode) {
      found.push_back(child->node);
    } else {
      for (const ExecutionState* inner : child->children) {
        if (counts(*inner) && inner->row.is_scope) found.push_back(inner->scope_node);
      }
    }
  }
  // A single path is the scope's own.
  if (found.empty() && scope.node != kNoNode && scope.node != scope.scope_node) found.push_back(scope.node);
  return found;
}

}  // namespace

bool is_token_expected(const ExecutionState& scope, NodeId gateway, const std::set<FlowId>& full) {
  const bpmn::ProcessGraph& graph = *scope.graph;
  const std::vector<FlowId>& incoming = graph.incoming(gateway);
  for (const NodeId token : positions(scope)) {
    if (token == gateway) continue;
    bool reaches_empty = false, reaches_full = false;
    for (FlowId flow : incoming) {
      if (!graph.reaches_flow(token, flow)) continue;
      (full.contains(flow) ? reaches_full : reaches_empty) = true;
    }
    if (reaches_empty && !reaches_full) return true;
  }
  return false;
}

void no_flow_selected(const bpmn::Node& node) {
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("ENGINE-02004 No outgoing sequence flow for the element with id '{}' could be selected "
                                "for continuing the process.", node.element_id));
}

}  // namespace baton
