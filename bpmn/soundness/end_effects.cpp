#include "bpmn/soundness/end_effects.hpp"

#include "bpmn/soundness/catchers.hpp"
#include "bpmn/soundness/choices.hpp"

namespace baton::bpmn::soundness {

namespace {

bool throws(const Node& node) {
  return node.kind == NodeKind::end_event || node.kind == NodeKind::intermediate_throw_event;
}

Mode left_by(Mode mode, Leaving leaving, NodeId catcher) {
  mode.out.clear();
  for (Step& step : mode.steps) step.flows.clear();
  mode.leaving = leaving;
  mode.catcher = catcher;
  return mode;
}

Mode with_events(const Parts& parts, const Node& node, Mode mode) {
  if (!throws(node)) return mode;
  for (const EventDefinition& event : node.events) {
    if (mode.leaving == Leaving::all || mode.leaving == Leaving::thrown) break;
    mode = throwing(parts, event, std::move(mode));
  }
  return mode;
}

}  // namespace

Mode throwing(const Parts& parts, const EventDefinition& thrown, Mode mode) {
  const NodeId scope = parts.net.scope;
  switch (thrown.kind) {
    case EventKind::terminate: return left_by(std::move(mode), Leaving::all, kNoNode);
    case EventKind::error:
      return left_by(std::move(mode), Leaving::thrown, catcher_of(parts.graph, scope, thrown));
    case EventKind::cancel: {
      const NodeId catcher = catcher_of(parts.graph, scope, thrown);
      return left_by(std::move(mode), catcher == kNoNode ? Leaving::all : Leaving::thrown, catcher);
    }
    case EventKind::escalation: {
      const NodeId catcher = catcher_of(parts.graph, scope, thrown);
      if (catcher == kNoNode) return mode;
      if (parts.graph.node(catcher).interrupting) return left_by(std::move(mode), Leaving::thrown, catcher);
      mode.thrown = catcher;
      return mode;
    }
    default: return mode;
  }
}

std::vector<Mode> modes_of(const Parts& parts, NodeId id) {
  const Node& node = parts.graph.node(id);
  std::vector<Mode> modes;
  for (const FlowSet& flows : choices(parts.graph, id)) {
    Mode mode;
    for (const FlowId flow : flows) mode.out.push_back(parts.place_of_flow[flow]);
    if (flows.empty()) mode.leaving = Leaving::end;
    mode.steps = {{id, flows}};
    mode.covers = {id};
    modes.push_back(with_events(parts, node, std::move(mode)));
  }
  return modes;
}

bool add_modes(const Parts& parts, NodeId node, Vertex& vertex) {
  vertex.modes = modes_of(parts, node);
  return !vertex.modes.empty();
}

}  // namespace baton::bpmn::soundness
