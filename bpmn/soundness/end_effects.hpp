// What a node without a choice of its own gives for a token: its flows, its end, what it throws.
#pragma once

#include <optional>

#include "bpmn/soundness/net.hpp"

namespace baton::bpmn::soundness {

// What the parts of a net under construction share.
struct Parts {
  const ProcessGraph& graph;
  const Behaviors& behaviors;
  Net& net;
  const std::vector<PlaceId>& place_of_flow;
  // Where tokens of a place may go although no mode leads there now: flows of boundary events that nothing triggers.
  std::map<PlaceId, std::vector<PlaceId>> ways;
};

// The modes of leaving `node` (a gateway, event, plain activity, or boundary event). Empty: too many.
std::vector<Mode> modes_of(const Parts& parts, NodeId node);
// False: too many.
bool add_modes(const Parts& parts, NodeId node, Vertex& vertex);

// The mode in which `scope` is left, or in which a token goes on as `otherwise`, when `thrown` is thrown in it.
Mode throwing(const Parts& parts, const EventDefinition& thrown, Mode otherwise);

}  // namespace baton::bpmn::soundness
