// Standard loops and what multi-instance activities throw and put out.
#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;
using Tasks = std::vector<std::string>;

namespace {

std::string turns(const std::string& attributes, const std::string& condition) {
  const std::string inside = condition.empty() ? "" : "<loopCondition>" + condition + "</loopCondition>";
  return "<standardLoopCharacteristics " + attributes + ">" + inside + "</standardLoopCharacteristics>";
}

std::string noted(const std::string& id, const std::string& inside) {
  return "<serviceTask id='" + id + "' camunda:expression=\"${log.concat('" + id + " ')}\" camunda:resultVariable='log'>" +
         inside + "</serviceTask>";
}

Variables empty_log() { return vars({{"log", Value::string("")}, {"n", Value::integer(0)}}); }

std::string signal_boundary(const std::string& id, const std::string& host, const std::string& more = {}) {
  return "<boundaryEvent id='" + id + "' attachedToRef='" + host + "'" + more +
         "><signalEventDefinition signalRef='sig'/></boundaryEvent>";
}

const char* kSignal = "<signal id='sig' name='done'/><signalEventDefinition id='def' signalRef='sig'/>";

// A loop of three notes with a boundary event; x is the normal path, b the boundary's.
std::string behaving(const std::string& loop, const std::string& boundary) {
  return start() + noted("t", "<multiInstanceLoopCharacteristics " + loop + "</multiInstanceLoopCharacteristics>") + boundary +
         note("x") + note("y") + chain("s t x") + chain("b y");
}
const std::string kThree = "><loopCardinality>3</loopCardinality>";

}  // namespace

TEST(StandardLoop, TestsAfterEachTurnByDefault) {
  Harness h;
  h.run("p", start() + noted("t", turns("", "${false}")) + end() + chain("s t e"), empty_log());
  EXPECT_EQ(h.variable("log").as_string(), "t ");
  h.run("p", start() + noted("t", turns("", "${loopCounter &lt; 3}")) + end() + chain("s t e"), empty_log());
  EXPECT_EQ(h.variable("log").as_string(), "t t t ");
}

TEST(StandardLoop, TestsBeforeAndStopsAtTheMaximum) {
  Harness h;
  h.run("p", start() + noted("t", turns("testBefore='true'", "${false}")) + end() + chain("s t e"), empty_log());
  EXPECT_EQ(h.variable("log").as_string(), "");
  h.run("p", start() + noted("t", turns("loopMaximum='2' testBefore='true'", "${true}")) + end() + chain("s t e"), empty_log());
  EXPECT_EQ(h.variable("log").as_string(), "t t ");
  h.run("p", start() + noted("t", turns("loopMaximum='3'", "")) + end() + chain("s t e"), empty_log());
  EXPECT_EQ(h.variable("log").as_string(), "t t t ");
  h.run("p", start() + noted("t", turns("", "")) + end() + chain("s t e"), empty_log());
  EXPECT_EQ(h.variable("log").as_string(), "t ");
}

TEST(StandardLoop, RepeatsTasksThatWaitAndSubProcesses) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("u", turns("", "${n &lt; 2}")) + boundary("t", "u", timer("PT1H")) +
                   sub("x", start("s1") + user("v") + chain("s1 v") + turns("loopMaximum='2'", "${true}")) + user("late") +
                   chain("s u x") + chain("t late"),
          empty_log());
    h.complete("u", vars({{"n", Value::integer(1)}}));
    EXPECT_EQ(h.tasks(), Tasks{"u"});
    h.complete("u", vars({{"n", Value::integer(2)}}));
    EXPECT_EQ(h.tasks(), Tasks{"v"});
    h.complete("v");
    EXPECT_EQ(h.tasks(), Tasks{"v"});
    h.complete("v");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(StandardLoop, ManyTurnsAreOneAfterTheOther) {
  Harness h;
  h.run("p", start() + set("t", "${n + 1}", " camunda:resultVariable='n'") + end() + chain("s t e"), empty_log());
  h.run("q", start() + "<serviceTask id='t' camunda:expression='${n + 1}' camunda:resultVariable='n'>" +
                 turns("", "${n &lt; 2000}") + "</serviceTask>" + end() + chain("s t e"),
        empty_log());
  EXPECT_EQ(h.state(), "COMPLETED");
  EXPECT_EQ(h.variable("n").as_long(), 2000);
}

TEST(MultiInstanceBehavior, NoneThrowsForEachAndOneForTheFirst) {
  for (const char* sequential : {"true", "false"}) {
    Harness h;
    const std::string head = std::string("isSequential='") + sequential + "' ";
    h.run("p", behaving(head + "behavior='None' noneBehaviorEventRef='def'" + kThree, signal_boundary("b", "t")), empty_log(),
          kSignal);
    EXPECT_EQ(h.state(), "COMPLETED");
    const std::string log = h.variable("log").as_string();
    EXPECT_EQ(std::count(log.begin(), log.end(), 't'), 3) << log;
    EXPECT_EQ(std::count(log.begin(), log.end(), 'y'), 3) << log;
    EXPECT_EQ(std::count(log.begin(), log.end(), 'x'), 1) << log;
    h.run("p", behaving(head + "behavior='One' oneBehaviorEventRef='def'" + kThree, signal_boundary("b", "t")), empty_log(),
          kSignal);
    const std::string one = h.variable("log").as_string();
    EXPECT_EQ(std::count(one.begin(), one.end(), 't'), 3) << one;
    EXPECT_EQ(std::count(one.begin(), one.end(), 'y'), 1) << one;
    EXPECT_EQ(std::count(one.begin(), one.end(), 'x'), 1) << one;
  }
}

TEST(MultiInstanceBehavior, AllThrowsNothingAndSaidInterruptionInterrupts) {
  Harness h;
  h.run("p", behaving("isSequential='true' behavior='All'" + kThree, signal_boundary("b", "t")), empty_log(), kSignal);
  EXPECT_EQ(h.variable("log").as_string(), "t t t x ");
  h.run("p", behaving("isSequential='true' behavior='One' oneBehaviorEventRef='def'" + kThree,
                      signal_boundary("b", "t", " cancelActivity='true'")),
        empty_log(), kSignal);
  EXPECT_EQ(h.variable("log").as_string(), "t y ");
}

TEST(MultiInstanceBehavior, ComplexThrowsWhereItsConditionHolds) {
  const std::string complex = "isSequential='true' behavior='Complex'" + kThree +
                              "<complexBehaviorDefinition><condition>${nrOfCompletedInstances == 2}</condition><event>"
                              "<signalEventDefinition signalRef='sig'/></event></complexBehaviorDefinition>";
  Harness h;
  h.run("p", behaving(complex, signal_boundary("b", "t")), empty_log(), kSignal);
  EXPECT_EQ(h.state(), "COMPLETED");
  std::string log = h.variable("log").as_string();
  EXPECT_EQ(std::count(log.begin(), log.end(), 't'), 2) << log;
  EXPECT_EQ(std::count(log.begin(), log.end(), 'x') + std::count(log.begin(), log.end(), 'y'), 2) << log;
  h.run("p", behaving(complex, signal_boundary("b", "t", " cancelActivity='false'")), empty_log(), kSignal);
  log = h.variable("log").as_string();
  EXPECT_EQ(std::count(log.begin(), log.end(), 't'), 3) << log;
  EXPECT_EQ(std::count(log.begin(), log.end(), 'y'), 1) << log;
}

TEST(MultiInstanceData, CollectsTheOutputsOfInstancesInTheirOrder) {
  for (const char* sequential : {"true", "false"}) {
    run_both_ways([&](Harness& h) {
      h.run("p", start() +
                     user("r", std::string("<multiInstanceLoopCharacteristics isSequential='") + sequential +
                                   "'><loopDataInputRef>people</loopDataInputRef><loopDataOutputRef>answers</loopDataOutputRef>"
                                   "<inputDataItem name='person'/><outputDataItem name='answer'/>"
                                   "<completionCondition>${answer == 'stop'}</completionCondition>"
                                   "</multiInstanceLoopCharacteristics>") +
                     user("after") + chain("s r after"),
            vars({{"people", Value::object("[\"ada\",\"bob\",\"eve\"]", "java.util.ArrayList", "application/json")}}));
      h.complete("r", vars({{"answer", Value::string("yes")}}));
      h.complete("r", vars({{"answer", Value::string("stop")}}));
      EXPECT_EQ(h.tasks(), Tasks{"after"});
      const auto visible = h.engine().variables({VariableScope::Kind::process_instance, h.instance(), false});
      ASSERT_EQ(visible.count("answers"), 1u);
      EXPECT_EQ(visible.at("answers").value.as_document().text, "[\"yes\",\"stop\"]");
      EXPECT_EQ(visible.count("answer"), 0u);
    });
  }
}

}  // namespace baton
