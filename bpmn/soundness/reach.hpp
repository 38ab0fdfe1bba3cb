// What is read off a net's shape before anything moves.
#pragma once

#include "bpmn/soundness/net.hpp"

namespace baton::bpmn::soundness {

// An activity with several rests fills its flows from each of them. Such a flow gets a place for each, and a merge before
// its own, so that every place has one vertex that fills it.
void separate_fillers(Net& net);

// Sets which vertex fills and empties each place.
void connect(Net& net);

// Marks the places to which only tokens of non-interrupting events come.
void mark_spawned(Net& net);

// By clause 13.4.3: from which places a token may come to each incoming place of an inclusive join, without passing the
// join. `ways`: beside what the modes say.
Reach reach_of(const Net& net, const std::map<PlaceId, std::vector<PlaceId>>& ways);

}  // namespace baton::bpmn::soundness
