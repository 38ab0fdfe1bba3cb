// What is wrong with a net, seen from all its states.
#pragma once

#include <vector>

#include "bpmn/soundness/states.hpp"

namespace baton::bpmn::soundness {

enum class Fault : std::uint8_t {
  deadlock,         // tokens wait at `node`, and nothing in the scope can move any more
  waits_for_ever,   // a token waits at the join `node` for ever, while others move on
  second_token,     // a second token comes while the first is still there, through `node`
  left_behind,      // the end `node` is reached, and a token waits at a join for ever
  no_way_out,       // tokens move, and none of their ways leads to an end; `node` is one of those that they pass
};

struct Offence {
  Fault fault = Fault::deadlock;
  NodeId node = kNoNode;
  NodeId join = kNoNode;           // left_behind: where
  std::vector<PlaceId> missing;    // deadlock, waits_for_ever: what the join waits for
  std::vector<PlaceId> marking;    // where the tokens are then
  PlaceId second = kNone;          // second_token: where they meet
  std::vector<NodeId> passed;      // no_way_out: what goes round
  Steps trace;
};

// Each offence once for a node, with a shortest trace. Only what is certain: what may lie behind states that were not
// followed counts as good.
std::vector<Offence> judge(const Net& net, const States& states);

}  // namespace baton::bpmn::soundness
