#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;  // the spellings of xml.hpp and harness.hpp
using Tasks = std::vector<std::string>;

TEST(BoundaryEvents, AnInterruptingTimerCancelsItsTask) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("work") + user("late") + boundary("t", "work", timer("PT1H")) + chain("s work") + chain("t late"));
    h.advance(3'599'999);
    EXPECT_EQ(h.tasks(), Tasks{"work"});
    h.advance(1);
    EXPECT_EQ(h.tasks(), Tasks{"late"});
    EXPECT_EQ(h.trail(), "s, work cancelled, t, late open");
    h.complete("late");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(BoundaryEvents, ANonInterruptingCycleFiresBesideTheTask) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("work") + user("remind") + boundary("t", "work", cycle("R2/PT1H"), false) + chain("s work") +
                   chain("t remind"));
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), (Tasks{"remind", "work"}));
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), (Tasks{"remind", "remind", "work"}));
    h.advance(36'000'000);
    EXPECT_EQ(h.tasks(), (Tasks{"remind", "remind", "work"}));
    h.complete("work");
    h.complete("remind");
    h.complete("remind");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(Errors, TheInnermostCatcherWinsAndAnExactCodeBeforeACatchAll) {
  run_both_ways([](Harness& h) {
    h.run("p",
          start() + sub("outer", start("s1") + sub("inner", start("s2") + end("e2", error_event("err")) + chain("s2 e2")) +
                                     user("caught") + user("any") + boundary("b1", "inner", error_event("err")) +
                                     boundary("b2", "inner", error_event()) + chain("s1 inner") + chain("b1 caught") +
                                     chain("b2 any")) +
              user("outside") + boundary("b3", "outer", error_event("err")) + chain("s outer") + chain("b3 outside"),
          {}, "<error id='err' errorCode='E1'/>");
    EXPECT_EQ(h.tasks(), Tasks{"caught"});
  });
}

TEST(Errors, UncaughtOnesEndTheirPathOnly) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<parallelGateway id='f'/>" + user("a") + end("e", error_event("err")) + chain("s f a") + flow("f", "e"),
          {}, "<error id='err' errorCode='E1'/>");
    EXPECT_EQ(h.tasks(), Tasks{"a"});
    h.complete("a");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(Errors, OutOfACalledInstanceReachTheCallActivity) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("called", start() + user("inside") + end("e", error_event("err")) + chain("s inside e"),
                         "<error id='err' errorCode='E1'/>"));
    h.run("p", start() + "<callActivity id='call' calledElement='called'/>" + boundary("b", "call", error_event("err2")) +
                   user("after") + user("caught") + chain("s call after") + chain("b caught"),
          {}, "<error id='err2' errorCode='E1'/>");
    EXPECT_EQ(h.tasks(), Tasks{"inside"});
    h.complete("inside");
    EXPECT_EQ(h.tasks(), Tasks{"caught"});
  });
}

TEST(EventSubProcess, AnInterruptingOneTakesTheScopeOver) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<parallelGateway id='f'/>" + user("a") + user("b") + chain("s f a") + flow("f", "b") +
                   sub("handler", "<startEvent id='hs'>" + message_event("m") + "</startEvent>" + user("handle") + chain("hs handle"),
                       "triggeredByEvent='true'"),
          {}, "<message id='m' name='stop'/>");
    EXPECT_EQ(h.tasks(), (Tasks{"a", "b"}));
    h.message("stop");
    EXPECT_EQ(h.tasks(), Tasks{"handle"});
    h.complete("handle");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(EventSubProcess, ANonInterruptingOneRunsBesideEachTime) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("a") + chain("s a") +
                   sub("handler", "<startEvent id='hs' isInterrupting='false'>" + message_event("m") + "</startEvent>" +
                                      user("handle") + chain("hs handle"),
                       "triggeredByEvent='true'"),
          {}, "<message id='m' name='ping'/>");
    h.message("ping");
    h.message("ping");
    EXPECT_EQ(h.tasks(), (Tasks{"a", "handle", "handle"}));
    h.complete("a");
    h.complete("handle");
    EXPECT_EQ(h.state(), "ACTIVE");
    h.complete("handle");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(Escalation, AtABoundaryThatDoesNotInterruptBothGoOn) {
  run_both_ways([](Harness& h) {
    h.run("p",
          start() +
              sub("x", start("s1") + "<intermediateThrowEvent id='up'><escalationEventDefinition escalationRef='esc'/>"
                                     "</intermediateThrowEvent>" + user("on") + chain("s1 up on")) +
              boundary("b", "x", "<escalationEventDefinition escalationRef='esc'/>", false) + user("told") + chain("s x") +
              chain("b told"),
          {}, "<escalation id='esc' escalationCode='up'/>");
    EXPECT_EQ(h.tasks(), (Tasks{"on", "told"}));
  });
}

TEST(ConditionalEvents, FireWhenAVariableMakesThemTrue) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("a") + user("b") +
                   boundary("c", "a", "<conditionalEventDefinition><condition xsi:type='tFormalExpression'>${n &gt; 5}"
                                      "</condition></conditionalEventDefinition>") +
                   chain("s a") + chain("c b"),
          vars({{"n", Value::integer(1)}}));
    EXPECT_EQ(h.tasks(), Tasks{"a"});
    h.engine().change_variables({VariableScope::Kind::process_instance, h.instance(), false}, vars({{"n", Value::integer(5)}}), {});
    EXPECT_EQ(h.tasks(), Tasks{"a"});
    h.engine().change_variables({VariableScope::Kind::process_instance, h.instance(), false}, vars({{"n", Value::integer(6)}}), {});
    EXPECT_EQ(h.tasks(), Tasks{"b"});
  });
}

TEST(ConditionalEvents, OneChangeFiresAllThatItFulfilsOneAfterTheOther) {
  const auto handler = [](const std::string& id, const std::string& limit, const std::string& interrupting) {
    return "<subProcess id='" + id + "' triggeredByEvent='true'><startEvent id='s_" + id + "' isInterrupting='" +
           interrupting + "'><conditionalEventDefinition><condition xsi:type='tFormalExpression'>${n &gt; " + limit +
           "}</condition></conditionalEventDefinition></startEvent>" + user("t_" + id) + chain("s_" + id + " t_" + id) +
           "</subProcess>\n";
  };
  run_both_ways([&](Harness& h) {
    h.run("p", start() + user("a") + chain("s a") + handler("low", "2", "false") + handler("high", "8", "true"),
          vars({{"n", Value::integer(0)}}));
    h.engine().change_variables({VariableScope::Kind::process_instance, h.instance(), false}, vars({{"n", Value::integer(9)}}), {});
    EXPECT_EQ(h.tasks(), Tasks{"t_high"});
    EXPECT_NE(h.trail().find("t_low cancelled"), std::string::npos) << h.trail();
  });
}

TEST(Signals, ReachEverybodyWhoWaits) {
  run_both_ways([](Harness& h) {
    const std::string rest = "<signal id='sig' name='now'/>";
    h.deploy(process_xml("listener", start() + "<intermediateCatchEvent id='w'><signalEventDefinition signalRef='sig'/>"
                                               "</intermediateCatchEvent>" + user("heard") + chain("s w heard"), rest));
    h.start("listener");
    const std::string first = h.instance();
    h.start("listener");
    h.run("thrower", start() + end("e", "<signalEventDefinition signalRef='sig'/>") + chain("s e"), {}, rest);
    EXPECT_EQ(h.state(), "COMPLETED");
    EXPECT_EQ(h.store().count({TableId::task, where::eq(col::task::task_definition_key, "heard"), {}, 0, -1}), 2);
    EXPECT_EQ(h.store().count({TableId::outbox, nullptr, {}, 0, -1}), 0);
  });
}

TEST(Terminate, EndsItsScopeAndNotTheOneAround) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + sub("x", start("s1") + "<parallelGateway id='f'/>" + user("a") + user("b") +
                                      end("stop", "<terminateEventDefinition/>") + chain("s1 f a stop") + flow("f", "b")) +
                   user("after") + chain("s x after"));
    h.complete("a");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(Links, JumpToTheirTarget) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<intermediateThrowEvent id='t'><linkEventDefinition name='L'/></intermediateThrowEvent>"
                         "<intermediateCatchEvent id='c'><linkEventDefinition name='L'/></intermediateCatchEvent>" +
                   user("a") + chain("s t") + chain("c a"));
    EXPECT_EQ(h.tasks(), Tasks{"a"});
    EXPECT_EQ(h.trail(), "s, a open");
  });
}

}  // namespace baton
