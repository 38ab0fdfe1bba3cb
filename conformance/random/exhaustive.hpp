// Whether a diagram's token flow is sound, by looking at every state of the free token game (free_game.hpp).
//
// States are of the whole process, with all its sub-processes at once; nothing is put together or left out. What is asked of
// them is what docs/soundness.md says.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "bpmn/model/model.hpp"

namespace baton::conformance {

using Ids = std::set<std::string>;

struct Soundness {
  bool is_too_large = false;     // more states than allowed: nothing else is said
  bool has_second_token = false; // two tokens meet; the rest is only known without
  Ids dead;                      // flow nodes
  Ids deadlocks, waiting;        // joins: with nothing else that moves in their scope, or with
  Ids left_behind;               // ends that are reached while a token waits for ever
  Ids without_way_out;           // scopes
  std::size_t states = 0;

  bool operator==(const Soundness&) const = default;
};

Soundness explore_all(const bpmn::Element& process, std::size_t most_states);

}  // namespace baton::conformance
