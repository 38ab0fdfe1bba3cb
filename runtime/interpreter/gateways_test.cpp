#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using testing::Harness;
using testing::run_both_ways;
using testing::vars;

using testing::flow;
using testing::user;

TEST(Gateways, ExclusiveTakesTheFirstFlowThatHolds) {
  run_both_ways([](Harness& h) {
    h.run("p", "<startEvent id='s'/><exclusiveGateway id='x' default='x_c'/>" + user("a") + user("b") + user("c") +
                   flow("s", "x") + flow("x", "a", "${n &gt; 5}") + flow("x", "b", "${n &gt; 1}") + flow("x", "c"),
          vars({{"n", Value::integer(3)}}));
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"b"});
    h.start("p", vars({{"n", Value::integer(0)}}));
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"c"});
    h.complete("c");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(Gateways, ExclusiveWithoutAFlowThatHoldsRefusesTheCommand) {
  Harness h;
  EXPECT_THROW(h.run("p", "<startEvent id='s'/><exclusiveGateway id='x'/>" + user("a") + user("b") + flow("s", "x") +
                              flow("x", "a", "${n &gt; 5}") + flow("x", "b", "${n &lt; 1}"),
                     vars({{"n", Value::integer(3)}})),
               EngineError);
  EXPECT_EQ(h.store().count({TableId::execution, nullptr, {}, 0, -1}), 0);
  EXPECT_EQ(h.store().count({TableId::historic_process_instance, nullptr, {}, 0, -1}), 0);
}

// One token per incoming flow: two tokens on one flow do not open the join.
TEST(Gateways, ParallelJoinCountsFlowsNotArrivals) {
  run_both_ways([](Harness& h) {
    h.run("p", "<startEvent id='s'/><parallelGateway id='f'/><exclusiveGateway id='m'/><parallelGateway id='j'/>" +
                   user("a") + user("b") + user("c") + user("after") + flow("s", "f") + flow("f", "a") + flow("f", "b") +
                   flow("f", "c") + flow("a", "m") + flow("b", "m") + flow("m", "j") + flow("c", "j") + flow("j", "after"));
    h.complete("a");
    h.complete("b");
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"c"});
    h.complete("c");
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"after"});
    h.complete("after");
    // The second token on the flow of a and b waits for another round.
    EXPECT_EQ(h.state(), "ACTIVE");
  });
}

TEST(Gateways, InclusiveJoinWaitsForThoseThatWereStarted) {
  run_both_ways([](Harness& h) {
    const std::string body = "<startEvent id='s'/><inclusiveGateway id='f'/><inclusiveGateway id='j'/>" + user("a") +
                             user("b") + user("c") + user("after") + flow("s", "f") + flow("f", "a", "${n &gt; 0}") +
                             flow("f", "b", "${n &gt; 1}") + flow("f", "c", "${n &gt; 2}") + flow("a", "j") + flow("b", "j") +
                             flow("c", "j") + flow("j", "after");
    h.run("p", body, vars({{"n", Value::integer(2)}}));
    EXPECT_EQ(h.tasks(), (std::vector<std::string>{"a", "b"}));
    h.complete("a");
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"b"});
    h.complete("b");
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"after"});
    h.complete("after");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

// The token that the join waited for dies at a boundary event: the join is looked at again.
TEST(Gateways, InclusiveJoinGoesOnWhenTheAwaitedTokenDies) {
  run_both_ways([](Harness& h) {
    h.run("p", "<startEvent id='s'/><inclusiveGateway id='f'/><inclusiveGateway id='j'/>" + user("a") + user("b") +
                   user("after") + user("late") +
                   "<boundaryEvent id='t' attachedToRef='b'><timerEventDefinition><timeDuration>PT1H</timeDuration>"
                   "</timerEventDefinition></boundaryEvent>" +
                   flow("s", "f") + flow("f", "a") + flow("f", "b") + flow("a", "j") + flow("b", "j") + flow("j", "after") +
                   flow("t", "late"));
    h.complete("a");
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"b"});
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), (std::vector<std::string>{"after", "late"}));
  });
}

TEST(Gateways, EventGatewayTakesTheFirstEventAndForgetsTheOthers) {
  run_both_ways([](Harness& h) {
    h.run("p", "<startEvent id='s'/><eventBasedGateway id='g'/><intermediateCatchEvent id='m'><messageEventDefinition "
               "messageRef='msg'/></intermediateCatchEvent><intermediateCatchEvent id='t'><timerEventDefinition>"
               "<timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>" + user("a") + user("b") +
                   flow("s", "g") + flow("g", "m") + flow("g", "t") + flow("m", "a") + flow("t", "b"),
          {}, "<message id='msg' name='go'/>");
    h.message("go");
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"a"});
    h.advance(7'200'000);
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"a"});
    EXPECT_EQ(h.trail(), "s, g cancelled, m, a open");
  });
}

TEST(Gateways, ALoopThatNeverEndsIsStoppedByTheStepBudget) {
  Harness h;
  h.run("p", "<startEvent id='s'/><exclusiveGateway id='x'/><scriptTask id='t' scriptFormat='juel'><script>${1}</script>"
             "</scriptTask>" + flow("s", "x") + flow("x", "t") + flow("t", "x"));
  ASSERT_EQ(h.incidents().size(), 1u);
  EXPECT_EQ(h.state(), "ACTIVE");
}

}  // namespace baton
