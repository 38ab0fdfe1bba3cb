// The outgoing flows that may get a token together when a node is left; conditions are free.
#pragma once

#include <vector>

#include "bpmn/graph/process_graph.hpp"

namespace baton::bpmn::soundness {

inline constexpr std::size_t kMostConditions = 8;  // of one node; more: 256 choices and above

using FlowSet = std::vector<FlowId>;

// Empty: too many to tell. A node without outgoing flows has one choice, the empty one.
std::vector<FlowSet> choices(const ProcessGraph& graph, NodeId node);

}  // namespace baton::bpmn::soundness
