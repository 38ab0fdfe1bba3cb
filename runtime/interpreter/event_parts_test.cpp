#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using testing::boundary;
using testing::chain;
using testing::end;
using testing::Harness;
using testing::note;
using testing::run_both_ways;
using testing::start;
using testing::sub;
using testing::timer;
using testing::user;
using testing::vars;

using Tasks = std::vector<std::string>;

namespace {

const char* const kRest =
    "<message id='m1' name='one'/><message id='m2' name='two'/><signal id='s1' name='alarm'/><signal id='s2' name='calm'/>"
    "<escalation id='esc' escalationCode='up'/><error id='err' errorCode='bad'/>";

std::string message(const std::string& ref) { return testing::message_event(ref); }
std::string signal(const std::string& ref) { return "<signalEventDefinition signalRef='" + ref + "'/>"; }
std::string condition(const std::string& text) {
  return "<conditionalEventDefinition><condition>" + text + "</condition></conditionalEventDefinition>";
}
std::string caught(const std::string& id, const std::string& definitions, bool all = false) {
  return "<intermediateCatchEvent id='" + id + "'" + (all ? " parallelMultiple='true'" : "") + ">" + definitions +
         "</intermediateCatchEvent>";
}
std::string thrown(const std::string& id, const std::string& definitions) {
  return "<intermediateThrowEvent id='" + id + "'>" + definitions + "</intermediateThrowEvent>";
}
std::string event_sub(const std::string& id, const std::string& attributes, const std::string& definitions,
                      const std::string& task) {
  return sub(id, "<startEvent id='" + id + "_s' " + attributes + ">" + definitions + "</startEvent>" + user(task) +
                     chain(id + "_s " + task),
             "triggeredByEvent='true'");
}

}  // namespace

TEST(MultipleEvents, AnyDefinitionLetsACatchEventGoOn) {
  run_both_ways([](Harness& h) {
    const std::string body = start() + caught("c", message("m1") + timer("PT1H") + condition("${n &gt; 5}")) +
                             user("after") + chain("s c after");
    h.run("p", body, vars({{"n", Value::integer(1)}}), kRest);
    EXPECT_EQ(h.tasks(), Tasks{});
    h.message("one");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
    h.start("p", vars({{"n", Value::integer(1)}}));
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), Tasks{"after"});
    h.start("p", vars({{"n", Value::integer(9)}}));
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(MultipleEvents, ParallelMultipleNeedsAllOfThemInAnyOrder) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + caught("c", message("m1") + timer("PT1H") + message("m2"), true) + user("after") +
                   chain("s c after"), {}, kRest);
    h.message("two");
    EXPECT_EQ(h.tasks(), Tasks{});
    EXPECT_THROW(h.message("two"), EngineError) << "it has come and is not waited for any more";
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), Tasks{});
    h.message("one");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(MultipleEvents, ParallelMultipleConditionsCountOnceTheyHaveBeenTrue) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<parallelGateway id='f'/>" + user("t") + user("u") +
                   caught("c", condition("${n &gt; 5}") + condition("${n &lt; 0}"), true) + user("after") +
                   chain("s f t") + chain("f u") + chain("f c after"), vars({{"n", Value::integer(9)}}));
    EXPECT_EQ(h.tasks(), (Tasks{"t", "u"}));
    h.complete("t", vars({{"n", Value::integer(-1)}}));
    EXPECT_EQ(h.tasks(), (Tasks{"after", "u"}));
  });
}

TEST(MultipleEvents, BoundaryEventOfSeveralDefinitions) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("work") + user("b") + boundary("e", "work", message("m1") + signal("s1")) + chain("s work") +
                   chain("e b"), {}, kRest);
    h.message("one");
    EXPECT_EQ(h.tasks(), Tasks{"b"});
    EXPECT_EQ(h.trail(), "s, work cancelled, e, b open");
  });
}

// A boundary event that does not interrupt can happen again, from the beginning.
TEST(MultipleEvents, ParallelMultipleBoundaryEventBeginsAnew) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("work") + user("b") +
                   "<boundaryEvent id='e' attachedToRef='work' cancelActivity='false' parallelMultiple='true'>" +
                   message("m1") + message("m2") + "</boundaryEvent>" + chain("s work") + chain("e b"), {}, kRest);
    h.message("one");
    EXPECT_EQ(h.tasks(), Tasks{"work"});
    h.message("two");
    EXPECT_EQ(h.tasks(), (Tasks{"b", "work"}));
    h.message("two");
    h.message("one");
    EXPECT_EQ(h.tasks(), (Tasks{"b", "b", "work"}));
  });
}

TEST(MultipleEvents, EventSubProcessesOfSeveralDefinitions) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("work") + chain("s work") +
                   event_sub("any", "isInterrupting='false'", message("m1") + timer("PT1H"), "x") +
                   event_sub("all", "parallelMultiple='true'", message("m2") + timer("PT2H"), "y"), {}, kRest);
    h.message("one");
    EXPECT_EQ(h.tasks(), (Tasks{"work", "x"}));
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), (Tasks{"work", "x", "x"}));
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), (Tasks{"work", "x", "x"}));
    h.message("two");
    EXPECT_EQ(h.tasks(), Tasks{"y"});
  });
}

TEST(MultipleEvents, AllThatAThrowEventHasIsThrownInOrder) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<parallelGateway id='f'/>" + thrown("t", signal("s2") + signal("s1")) + user("after") +
                   caught("c1", signal("s1")) + user("a") + caught("c2", signal("s2")) + user("b") + chain("s f t after") +
                   chain("f c1 a") + chain("f c2 b"), {}, kRest);
    EXPECT_EQ(h.tasks(), (Tasks{"a", "after", "b"}));
  });
}

// What ends the path is thrown last: the signal is heard before the error takes the sub-process away.
TEST(MultipleEvents, EndEventThrowsSignalCompensationAndError) {
  run_both_ways([](Harness& h) {
    h.run("p", start() +
                   sub("box", start("bs") + user("done") + boundary("cb", "done", "<compensateEventDefinition/>") +
                                  "<userTask id='undo' isForCompensation='true'/>"
                                  "<association sourceRef='cb' targetRef='undo' associationDirection='One'/>" +
                                  end("be", testing::error_event("err") + "<compensateEventDefinition/>" + signal("s1")) +
                                  chain("bs done be")) +
                   boundary("onError", "box", testing::error_event("err")) + user("caught") +
                   boundary("onSignal", "box", signal("s1"), false) + user("heard") + chain("s box") +
                   chain("onError caught") + chain("onSignal heard"), {}, kRest);
    h.complete("done");
    EXPECT_EQ(h.tasks(), Tasks{"undo"});
    h.complete("undo");
    EXPECT_EQ(h.tasks(), (Tasks{"caught", "heard"}));
  });
}

TEST(MultipleEvents, EndEventThatSendsAndTerminates) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<parallelGateway id='f'/>" + user("other") + user("work") +
                   end("e", "<terminateEventDefinition/>" + signal("s1")) + chain("s f other") + chain("f work e") +
                   event_sub("late", "isInterrupting='false'", signal("s1"), "x"), {}, kRest);
    h.complete("work");
    EXPECT_EQ(h.state(), "COMPLETED");
    EXPECT_NE(h.trail().find("other cancelled"), std::string::npos) << h.trail();
  });
}

// A token that has passed an event-based gateway waits at the next event as any other.
TEST(MultipleEvents, CatchEventBehindAnEventGatewayIsWaitedFor) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<eventBasedGateway id='g'/>" + caught("c", message("m1") + signal("s2")) +
                   "<receiveTask id='r' messageRef='m2'/>" + caught("next", timer("PT1H")) + user("after") +
                   chain("s g c next after") + chain("g r next"), {}, kRest);
    h.message("one");
    EXPECT_EQ(h.tasks(), Tasks{});
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), Tasks{"after"});
    h.start("p");
    h.message("two");
    EXPECT_EQ(h.tasks(), Tasks{});
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

}  // namespace baton
