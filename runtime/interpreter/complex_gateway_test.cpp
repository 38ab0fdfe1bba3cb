#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using testing::chain;
using testing::flow;
using testing::Harness;
using testing::run_both_ways;
using testing::start;
using testing::user;
using testing::vars;

using Tasks = std::vector<std::string>;

namespace {

std::string complex_gateway(const std::string& id, const std::string& activation = {}, const std::string& attributes = {}) {
  std::string inside;
  if (!activation.empty()) inside = "<activationCondition>" + activation + "</activationCondition>";
  return "<complexGateway id='" + id + "' " + attributes + ">" + inside + "</complexGateway>";
}

// Three user tasks between a fork and the complex gateway g, whose outgoing flows the caller adds.
std::string three_into(const std::string& gateway) {
  return start() + "<parallelGateway id='f'/>" + user("a") + user("b") + user("c") + gateway + chain("s f") +
         chain("f a g") + chain("f b g") + chain("f c g");
}

}  // namespace

TEST(ComplexGateway, StartsWithTwoOfThreeAndTakesTheThirdAtItsReset) {
  run_both_ways([](Harness& h) {
    h.run("p", three_into(complex_gateway("g", "${activationCount &gt;= 2}")) + user("after") + chain("g after"));
    h.complete("b");
    EXPECT_EQ(h.tasks(), (Tasks{"a", "c"}));
    h.complete("c");
    EXPECT_EQ(h.tasks(), (Tasks{"a", "after"}));
    h.complete("after");
    EXPECT_EQ(h.state(), "ACTIVE");
    h.complete("a");
    EXPECT_EQ(h.tasks(), Tasks{});
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

// The token that the reset waits for dies: the gateway is ready for its next start.
TEST(ComplexGateway, ResetsWhenNoTokenCanComeAnyMore) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<exclusiveGateway id='m'/><parallelGateway id='f'/>" + user("a") + user("b") +
                   complex_gateway("g", "${activationCount &gt;= 1}") + user("after") + user("late") +
                   testing::boundary("t", "b", testing::timer("PT1H")) + chain("s m f") + chain("f a g") + chain("f b g") +
                   chain("g after m") + chain("t late"));
    h.complete("a");
    EXPECT_EQ(h.tasks(), (Tasks{"after", "b"}));
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), (Tasks{"after", "late"}));
    h.complete("after");
    h.complete("b");
    EXPECT_EQ(h.tasks(), (Tasks{"a", "after", "late"}));
  });
}

TEST(ComplexGateway, ConditionsMayAskForThePhase) {
  run_both_ways([](Harness& h) {
    h.run("p", three_into(complex_gateway("g", "${activationCount &gt;= 1}")) + user("first") + user("rest") +
                   flow("g", "first", "${waitingForStart}") + flow("g", "rest", "${!waitingForStart}"));
    h.complete("a");
    EXPECT_EQ(h.tasks(), (Tasks{"b", "c", "first"}));
    h.complete("b");
    EXPECT_EQ(h.tasks(), (Tasks{"c", "first"}));
    h.complete("c");
    EXPECT_EQ(h.tasks(), (Tasks{"first", "rest"}));
  });
}

TEST(ComplexGateway, ActivationMayNameFlowsAndVariables) {
  run_both_ways([](Harness& h) {
    h.run("p", three_into(complex_gateway("g", "${a_g &gt;= 1 &amp;&amp; (b_g &gt;= 1 || urgent)}")) + user("after") +
                   chain("g after"), vars({{"urgent", Value::boolean(false)}}));
    h.complete("c");
    h.complete("a");
    EXPECT_EQ(h.tasks(), Tasks{"b"});
    h.complete("b");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(ComplexGateway, SplitsAsAnInclusiveOneDoes) {
  run_both_ways([](Harness& h) {
    const std::string split = start() + complex_gateway("g", "", "default='g_c'") + user("a") + user("b") + user("c") +
                              chain("s g") + flow("g", "a", "${n &gt; 0}") + flow("g", "b", "${n &gt; 1}") + flow("g", "c");
    h.run("p", split, vars({{"n", Value::integer(2)}}));
    EXPECT_EQ(h.tasks(), (Tasks{"a", "b"}));
    h.start("p", vars({{"n", Value::integer(0)}}));
    EXPECT_EQ(h.tasks(), Tasks{"c"});
  });
}

TEST(ComplexGateway, WithoutActivationConditionWaitsForAllThatMayCome) {
  run_both_ways([](Harness& h) {
    h.run("p", three_into(complex_gateway("g")) + user("after") + chain("g after"));
    h.complete("a");
    h.complete("b");
    EXPECT_EQ(h.tasks(), Tasks{"c"});
    h.complete("c");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
    h.complete("after");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

}  // namespace baton
