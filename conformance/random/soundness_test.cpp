#include <gtest/gtest.h>

#include "conformance/random/exhaustive.hpp"
#include "conformance/random/soundness_suite.hpp"

namespace baton::conformance {

TEST(RandomSoundness, TheCheckAndTheTokenGameAgree) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Verdict verdict = compare_soundness(seed).verdict;
    EXPECT_NE(verdict.outcome, Outcome::failed) << "seed " << seed << ": " << verdict.message;
    compared += verdict.outcome == Outcome::passed;
  }
  EXPECT_GE(compared, 120);
}

// A task with a non-interrupting event fills its flows from two places of the net.
TEST(RandomSoundness, AnActivityIsLeftTheSameWayWhateverItHasSeen) {
  const Verdict verdict = compare_soundness(14942).verdict;
  EXPECT_EQ(verdict.outcome, Outcome::passed) << verdict.message;
}

// The canary.
TEST(RandomSoundness, ADifferenceIsSeen) {
  int seen = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const bool wrong_join = true;
    seen += compare_soundness(seed, wrong_join).verdict.outcome == Outcome::failed;
  }
  EXPECT_GE(seen, 5);
}

}  // namespace baton::conformance
