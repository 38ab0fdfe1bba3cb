#include "conformance/random/random_suite.hpp"

#include <gtest/gtest.h>

#include "conformance/random/generator.hpp"

namespace baton::conformance {

TEST(RandomModels, EngineAndTokenGameAgree) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Verdict verdict = run_random(seed);
    EXPECT_EQ(verdict.outcome, Outcome::passed) << "seed " << seed << ": " << verdict.message;
  }
}

TEST(RandomModels, ASeedIsAlwaysTheSameDiagram) {
  EXPECT_EQ(random_model(7), random_model(7));
  EXPECT_NE(random_model(7), random_model(8));
}

// The canary: with a token game whose parallel gateways do not wait, differences have to be seen.
TEST(RandomModels, ADifferenceIsSeen) {
  int seen = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const bool wrong_join = true;
    seen += run_random(seed, wrong_join).outcome == Outcome::failed;
  }
  EXPECT_GE(seen, 3);
}

}  // namespace baton::conformance
