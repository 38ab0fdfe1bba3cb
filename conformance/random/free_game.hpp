// The token game with every choice left open: one small move at a time, in every order, whatever conditions say.
//
// As token_game.hpp it is slow and plain on purpose. Multi-instance activities have one instance, non-interrupting events
// occur at most once for each activation, and a user task may throw any error that is caught around it.
#pragma once

#include <string>
#include <vector>

#include "conformance/random/token_game.hpp"

namespace baton::conformance {

struct FreeMove {
  TokenScope state;                   // after it
  std::vector<std::string> executed;  // flow nodes
  std::string mover;                  // the scope in which something moved
  std::string interrupted;            // the scope that was interrupted from outside, by a boundary event or event sub-process
  bool is_trigger = false;            // an event sub-process was triggered
  std::string ended;                  // the node at which a token ended
};

TokenScope free_start(const bpmn::Element& process);
std::vector<FreeMove> free_moves(const TokenScope& state);

// The same text for the same state, if no two tokens meet in it.
std::string written(const TokenScope& state);

// Two tokens on one sequence flow, or twice in one activity.
bool has_second_token(const TokenScope& state);

}  // namespace baton::conformance
