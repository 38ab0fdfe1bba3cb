// Random diagrams as a suite: each case is a seed. The engine in memory and the token game (token_game.hpp) do the same things
// in a random order, and after each the same has to be possible in both; nothing may be left when an instance has ended;
// half of the instances are loaded from their rows before each command, the others have to look the same after a restart.
#pragma once

#include <cstdint>

#include "conformance/suite.hpp"

namespace baton::conformance {

inline constexpr const char* kRandomSuite = "random";

// Seeds `first` ... `first + count - 1`, in groups by thousand.
Suite random_suite(std::uint64_t first, int count);

// One seed. `wrong_join` breaks the token game on purpose, so that a test can see that differences are seen.
Verdict run_random(std::uint64_t seed, bool wrong_join = false);

}  // namespace baton::conformance
