#include "bpmn/soundness/choices.hpp"

namespace baton::bpmn::soundness {

namespace {

bool chooses_one(const Node& node) {
  return node.kind == NodeKind::exclusive_gateway || node.kind == NodeKind::event_based_gateway;
}

struct Sorted {
  FlowSet always, conditional;
  FlowId fallback = kNoFlow;
};

Sorted sorted(const ProcessGraph& graph, const Node& node, const FlowSet& flows) {
  Sorted result;
  bool has_conditions = false;
  for (const FlowId id : flows) has_conditions = has_conditions || !graph.flow(id).condition.empty();
  // A drawing that is not meant to run yet says by the gateway that there is a choice.
  const bool is_drawn = !graph.process().executable && !has_conditions &&
                        (node.kind == NodeKind::inclusive_gateway || node.kind == NodeKind::complex_gateway);
  for (const FlowId id : flows) {
    const bool is_default = graph.flow(id).is_default && node.kind != NodeKind::parallel_gateway;
    if (is_default) {
      result.fallback = id;
    } else if (node.kind != NodeKind::parallel_gateway && (is_drawn || !graph.flow(id).condition.empty())) {
      result.conditional.push_back(id);
    } else {
      result.always.push_back(id);
    }
  }
  return result;
}

}  // namespace

std::vector<FlowSet> choices(const ProcessGraph& graph, NodeId id) {
  const Node& node = graph.node(id);
  const auto [first, last] = graph.outgoing(id);
  FlowSet flows;
  for (FlowId flow = first; flow < last; ++flow) flows.push_back(flow);
  std::vector<FlowSet> result;
  if (flows.empty()) return {{}};
  if (chooses_one(node)) {
    for (const FlowId flow : flows) result.push_back({flow});
    return result;
  }
  const Sorted by = sorted(graph, node, flows);
  if (by.conditional.size() > kMostConditions) return {};
  for (std::size_t taken = 0; taken < (std::size_t{1} << by.conditional.size()); ++taken) {
    FlowSet chosen = by.always;
    for (std::size_t i = 0; i < by.conditional.size(); ++i) {
      if (taken >> i & 1) chosen.push_back(by.conditional[i]);
    }
    const bool falls_back = taken == 0 && by.fallback != kNoFlow;
    if (falls_back && (chosen.empty() || node.default_beside_unconditional)) chosen.push_back(by.fallback);
    if (!chosen.empty()) result.push_back(std::move(chosen));
  }
  return result;
}

}  // namespace baton::bpmn::soundness
