// bpmn/soundness against the exhaustive token game, on random diagrams of which many are unsound: the same joins have to wait
// for ever, the same nodes to be dead, the same ends to be reached too early, the same scopes to have no way out.
#pragma once

#include <cstdint>

#include "conformance/suite.hpp"

namespace baton::conformance {

inline constexpr const char* kSoundnessSuite = "soundness";

// Seeds `first` ... `first + count - 1`, in groups by thousand. The one test of a case is named after what the token game says:
// "sound", "faulty", or "two tokens meet", where both only have to see that. Skipped: more states than it is given time for.
Suite soundness_suite(std::uint64_t first, int count);

// `wrong_join`: the checked diagram has an exclusive gateway where the other one has its first parallel gateway. That is what
// a test has to notice.
TestResult compare_soundness(std::uint64_t seed, bool wrong_join = false);

}  // namespace baton::conformance
