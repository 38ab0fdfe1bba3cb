// Who catches what is thrown: errors, escalations and cancels, up the scopes (clause 10.5.7). All of it stands in the diagram.
#pragma once

#include <vector>

#include "bpmn/graph/process_graph.hpp"

namespace baton::bpmn::soundness {

// The node whose flows and boundary events an activity has: its multi-instance body, or itself. And back.
NodeId outer_of(const ProcessGraph& graph, NodeId activity);
NodeId inner_of(const ProcessGraph& graph, NodeId outer);
// The scope (sub-process or process) in which a node's flows are.
NodeId scope_of(const ProcessGraph& graph, NodeId node);

// The boundary event, or the start event of an event sub-process, that catches what is thrown in `scope`; none: nobody.
NodeId catcher_of(const ProcessGraph& graph, NodeId scope, const EventDefinition& thrown);

// Who may catch errors of unknown codes that a task in `scope` throws and that are not caught at its own boundary.
std::vector<NodeId> error_catchers(const ProcessGraph& graph, NodeId task);

// The boundary event or event sub-process is triggered from outside: by time, a message, a signal, a condition, or by
// what an opaque activity throws.
bool is_from_outside(const ProcessGraph& graph, const Node& event);

// Its inside is a flow that is followed: a sub-process, not an ad-hoc one.
bool is_flow_scope(const Node& node);
// A user, service or other task, or a call activity: may throw errors.
bool may_throw_errors(const Node& node);

}  // namespace baton::bpmn::soundness
