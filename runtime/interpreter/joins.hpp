// What joining gateways ask (BPMN 2.0.2 clause 13.4): which tokens wait at them, and whether more can still come.
#pragma once

#include <set>
#include <vector>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

std::vector<bpmn::FlowId> all_outgoing(const bpmn::ProcessGraph& graph, bpmn::NodeId node);

// Paths that wait at the gateway `node` in the scope of `execution`, in order of arrival.
std::vector<ExecutionState*> tokens_at(ExecutionState& execution, bpmn::NodeId node);

// The flow by which a token came to `node`; kNoFlow: by none (a modification put it there).
bpmn::FlowId flow_of(const ExecutionState& token, bpmn::NodeId node);

// One token for each incoming flow, the oldest first; with `need_all` nothing when a flow has none. Tokens that came
// by no flow stand in for a missing one.
std::vector<ExecutionState*> one_per_flow(const bpmn::ProcessGraph& graph, bpmn::NodeId node,
                                          const std::vector<ExecutionState*>& waiting, bool need_all);

// Clause 13.4.3: a token elsewhere in `scope` can still come to an incoming flow that is not `full` without passing the
// gateway, and could not as well come to one that is.
bool is_token_expected(const ExecutionState& scope, bpmn::NodeId gateway, const std::set<bpmn::FlowId>& full);

[[noreturn]] void no_flow_selected(const bpmn::Node& node);

}  // namespace baton
