// Activities that are left in several ways.
#pragma once

#include "bpmn/soundness/end_effects.hpp"

namespace baton::bpmn::soundness {

// Has boundary events, or an inside that is followed, or throws errors that somebody around catches.
bool rests_on_its_own(const ProcessGraph& graph, const Node& node);

// Adds the places in which a token is inside the activity, and the vertices that empty them; `entry` leads there.
// False: too many.
bool add_rests(Parts& parts, const Node& node, Vertex& entry);

}  // namespace baton::bpmn::soundness
