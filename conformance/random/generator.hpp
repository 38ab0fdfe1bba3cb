// Random diagrams: nested scopes, each a graph of its own with flows across and back, so mostly not well structured.
//
// What happens in one step must not depend on the order in which an engine moves tokens that nothing orders, else two
// right answers would differ. So what reaches far (terminate, errors, escalations, signals, compensation) comes right
// after a user task, each signal and message has one catcher, and every cycle passes a user task.
#pragma once

#include <cstdint>
#include <string>

namespace baton::conformance {

struct Shape {
  int most_nodes = 45, most_depth = 3;
  // Blocks whose join may not fit their split, flows back to anywhere, far effects anywhere: nothing of the above holds, and
  // many a diagram is unsound.
  bool is_free = false;
};

// The process `p`; variables v0 ... v3 (kVariables) with the values 0 and 1 are what its conditions look at.
std::string random_model(std::uint64_t seed, const Shape& shape = {});

inline constexpr int kVariables = 4;

}  // namespace baton::conformance
