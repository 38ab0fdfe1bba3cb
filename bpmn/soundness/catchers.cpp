#include "bpmn/soundness/catchers.hpp"

#include <set>

namespace baton::bpmn::soundness {

namespace {

bool catches(const Node& event, const EventDefinition& thrown) {
  for (const EventDefinition& definition : event.events) {
    if (definition.kind != thrown.kind) continue;
    if (definition.code.empty() || definition.code == thrown.code) return true;
  }
  return false;
}

std::vector<NodeId> handlers_in(const ProcessGraph& graph, NodeId scope) {
  std::vector<NodeId> starts;
  for (const NodeId handler : graph.node(scope).event_sub_processes) {
    for (const NodeId child : graph.node(handler).children) {
      if (graph.node(child).kind == NodeKind::start_event) starts.push_back(child);
    }
  }
  return starts;
}

// Visits what may catch in `scope` and around it, innermost first, until `visit` says true.
template <typename Visit>
void around(const ProcessGraph& graph, NodeId scope, Visit visit) {
  bool from_handler = false;
  while (scope != kNoNode) {
    // Event sub-processes do not catch what one of their own kind throws.
    if (!from_handler) {
      for (const NodeId start : handlers_in(graph, scope)) {
        if (visit(start)) return;
      }
    }
    from_handler = graph.node(scope).kind == NodeKind::event_sub_process;
    for (const NodeId boundary : graph.node(outer_of(graph, scope)).boundary_events) {
      if (visit(boundary)) return;
    }
    scope = scope_of(graph, outer_of(graph, scope));
  }
}

// What a called process throws is not known here.
bool calls_something(const ProcessGraph& graph, const Node& event) {
  const NodeId scope = event.attached_to == kNoNode ? graph.node(event.parent).parent : inner_of(graph, event.attached_to);
  for (NodeId id = 0; id < graph.node_count(); ++id) {
    if (graph.node(id).kind == NodeKind::call_activity && graph.is_inside(id, scope)) return true;
  }
  return false;
}

}  // namespace

NodeId outer_of(const ProcessGraph& graph, NodeId activity) {
  const NodeId parent = graph.node(activity).parent;
  return parent != kNoNode && graph.node(parent).kind == NodeKind::multi_instance_body ? parent : activity;
}

NodeId inner_of(const ProcessGraph& graph, NodeId outer) {
  const Node& node = graph.node(outer);
  return node.kind == NodeKind::multi_instance_body && !node.children.empty() ? node.children.front() : outer;
}

NodeId scope_of(const ProcessGraph& graph, NodeId node) { return graph.node(outer_of(graph, node)).parent; }

NodeId catcher_of(const ProcessGraph& graph, NodeId scope, const EventDefinition& thrown) {
  NodeId found = kNoNode;
  around(graph, scope, [&](NodeId event) {
    if (catches(graph.node(event), thrown)) found = event;
    return found != kNoNode;
  });
  return found;
}

std::vector<NodeId> error_catchers(const ProcessGraph& graph, NodeId task) {
  std::vector<NodeId> found;
  std::set<std::string> caught;
  bool all_caught = false;
  const auto see = [&](NodeId event, bool keep) {
    bool is_new = false;
    for (const EventDefinition& definition : graph.node(event).events) {
      if (definition.kind != EventKind::error) continue;
      is_new = caught.insert(definition.code).second || is_new;
      all_caught = all_caught || definition.code.empty();
    }
    if (is_new && keep) found.push_back(event);
    return all_caught;
  };
  for (const NodeId boundary : graph.node(outer_of(graph, task)).boundary_events) see(boundary, false);
  if (!all_caught) around(graph, scope_of(graph, task), [&](NodeId event) { return see(event, true); });
  return found;
}

bool is_from_outside(const ProcessGraph& graph, const Node& event) {
  if (event.events.empty()) return true;
  for (const EventDefinition& definition : event.events) {
    const bool is_raised = definition.kind == EventKind::error || definition.kind == EventKind::escalation;
    if (!is_raised && definition.kind != EventKind::cancel) return true;
    // A drawing does not say what its tasks throw.
    if (is_raised && !graph.process().executable) return true;
    if (definition.kind == EventKind::escalation && calls_something(graph, event)) return true;
  }
  if (event.attached_to == kNoNode) return false;
  const Node& host = graph.node(inner_of(graph, event.attached_to));
  return !is_flow_scope(host) || host.children.empty();
}

bool is_flow_scope(const Node& node) {
  return node.kind == NodeKind::process || node.kind == NodeKind::sub_process || node.kind == NodeKind::transaction ||
         node.kind == NodeKind::event_sub_process;
}

bool may_throw_errors(const Node& node) {
  switch (node.kind) {
    case NodeKind::user_task:
    case NodeKind::service_task:
    case NodeKind::send_task:
    case NodeKind::script_task:
    case NodeKind::business_rule_task:
    case NodeKind::call_activity:
    case NodeKind::ad_hoc_sub_process: return true;
    default: return false;
  }
}

}  // namespace baton::bpmn::soundness
