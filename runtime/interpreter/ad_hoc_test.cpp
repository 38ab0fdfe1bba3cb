#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;
using Tasks = std::vector<std::string>;

namespace {

std::string ad_hoc(const std::string& attributes, const std::string& inside) {
  return "<adHocSubProcess id='x' " + attributes + ">" + inside + "</adHocSubProcess>";
}
std::string done_when(const std::string& condition) { return "<completionCondition>" + condition + "</completionCondition>"; }

std::string whole(const std::string& part) { return start() + part + user("after") + chain("s x after"); }

}  // namespace

TEST(AdHoc, StartsWhatHasNoIncomingFlowAndEndsWithTheLast) {
  run_both_ways([](Harness& h) {
    h.run("p", whole(ad_hoc("", user("a") + user("b") + user("c") + chain("b c"))));
    EXPECT_EQ(h.tasks(), (Tasks{"a", "b"}));
    h.complete("b");
    EXPECT_EQ(h.tasks(), (Tasks{"a", "c"}));
    h.complete("a");
    h.complete("c");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(AdHoc, SequentialRunsOneAtATime) {
  run_both_ways([](Harness& h) {
    h.run("p", whole(ad_hoc("ordering='Sequential'", user("a") + user("b") + user("c") + chain("a c"))));
    EXPECT_EQ(h.tasks(), Tasks{"a"});
    h.complete("a");
    EXPECT_EQ(h.tasks(), Tasks{"c"});
    h.complete("c");
    EXPECT_EQ(h.tasks(), Tasks{"b"});
    h.complete("b");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(AdHoc, ItsConditionCancelsTheRestOrWaitsForIt) {
  run_both_ways([](Harness& h) {
    const std::string inside = user("a") + user("b") + user("c") + chain("a c") + done_when("${enough}");
    h.run("p", whole(ad_hoc("", inside)), vars({{"enough", Value::boolean(false)}}));
    h.complete("a", vars({{"enough", Value::boolean(true)}}));
    EXPECT_EQ(h.tasks(), Tasks{"after"});
    h.run("p", whole(ad_hoc("cancelRemainingInstances='false'", inside)), vars({{"enough", Value::boolean(false)}}));
    h.complete("a", vars({{"enough", Value::boolean(true)}}));
    EXPECT_EQ(h.tasks(), Tasks{"b"});
    h.complete("b");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(AdHoc, ActivitiesAreStartedByCommandAsOftenAsWanted) {
  run_both_ways([](Harness& h) {
    h.run("p", whole(ad_hoc("camunda:activeElementsCollection='${first}'",
                            user("a") + user("b") + user("c") + chain("a c") + done_when("${enough}"))),
          vars({{"first", Value::string("b")}, {"enough", Value::boolean(false)}}));
    EXPECT_EQ(h.tasks(), Tasks{"b"});
    h.complete("b");
    EXPECT_EQ(h.tasks(), Tasks{});
    h.engine().start_ad_hoc_activities(h.instance(), "x", {"a", "b", "b"}, vars({{"why", Value::string("again")}}));
    EXPECT_EQ(h.tasks(), (Tasks{"a", "b", "b"}));
    EXPECT_THROW(h.engine().start_ad_hoc_activities(h.instance(), "x", {"c"}, {}), EngineError);
    EXPECT_EQ(h.engine().ad_hoc_activities(h.instance(), "x"), (Tasks{"a", "b"}));
    h.complete("b", vars({{"enough", Value::boolean(true)}}));
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(AdHoc, GatewaysAndBoundaryEventsInsideWork) {
  run_both_ways([](Harness& h) {
    h.run("p", whole(ad_hoc("", user("a") + "<parallelGateway id='f'/><parallelGateway id='j'/>" + user("b") + user("c") +
                                    user("d") + chain("a f b j d") + chain("f c j")) +
                     boundary("t", "x", timer("PT1H")) + user("late") + chain("t late")));
    h.complete("a");
    EXPECT_EQ(h.tasks(), (Tasks{"b", "c"}));
    h.complete("b");
    h.complete("c");
    EXPECT_EQ(h.tasks(), Tasks{"d"});
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), Tasks{"late"});
  });
}

TEST(AdHoc, AnEmptyOneIsLeft) {
  Harness h;
  h.run("p", whole(ad_hoc("", "")));
  EXPECT_EQ(h.tasks(), Tasks{"after"});
}

}  // namespace baton
