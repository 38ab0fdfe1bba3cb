#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;
using Tasks = std::vector<std::string>;

namespace {

// A task with a compensation handler `undo_ID` that notes itself.
std::string compensable(const std::string& id) {
  return note(id) + boundary("c_" + id, id, "<compensateEventDefinition/>") +
         note("undo_" + id, " isForCompensation='true'") +
         "<association id='as_" + id + "' associationDirection='One' sourceRef='c_" + id + "' targetRef='undo_" + id + "'/>\n";
}

std::string throw_compensation(const std::string& id, const std::string& activity = {}) {
  return "<intermediateThrowEvent id='" + id + "'><compensateEventDefinition" +
         (activity.empty() ? "" : " activityRef='" + activity + "'") + "/></intermediateThrowEvent>\n";
}

const Variables kLog = {{"log", {Value::string("")}}};

}  // namespace

TEST(Compensation, HandlersRunInReverseOrderOfCompletion) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + compensable("a") + compensable("b") + compensable("c") + throw_compensation("t") + end() +
                   chain("s a b c t e"), kLog);
    EXPECT_EQ(h.variable("log").as_string(), "a b c undo_c undo_b undo_a ");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(Compensation, OfOneActivityLeavesTheOthers) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + compensable("a") + compensable("b") + throw_compensation("t", "a") + end() + chain("s a b t e"), kLog);
    EXPECT_EQ(h.variable("log").as_string(), "a b undo_a ");
  });
}

TEST(Compensation, GoesDownIntoCompletedSubProcessesWithTheirSnapshot) {
  run_both_ways([](Harness& h) {
    const std::string inside =
        start("s1") + "<scriptTask id='keep' scriptFormat='juel'><script>${execution.setVariableLocal('x', 1)}</script></scriptTask>" +
        compensable("a") + chain("s1 keep a");
    h.run("p", start() + sub("x", inside) + user("decide") + throw_compensation("t") + end() + chain("s x decide t e"), kLog);
    EXPECT_EQ(h.tasks(), Tasks{"decide"});
    h.complete("decide");
    EXPECT_EQ(h.variable("log").as_string(), "a undo_a ");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(Compensation, TheThrowerWaitsForHandlersThatWait) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + note("a") + boundary("c", "a", "<compensateEventDefinition/>") +
                   "<userTask id='undo' isForCompensation='true'/><association id='as' sourceRef='c' targetRef='undo'/>" +
                   throw_compensation("t") + user("after") + chain("s a t after"), kLog);
    EXPECT_EQ(h.tasks(), Tasks{"undo"});
    h.complete("undo");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(Transactions, ACancelEndCompensatesAndLeavesByTheCancelBoundary) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<transaction id='x'>" + start("s1") + compensable("a") + user("decide") +
                   end("cancel", "<cancelEventDefinition/>") + chain("s1 a decide cancel") + "</transaction>" +
                   boundary("b", "x", "<cancelEventDefinition/>") + user("cancelled") + user("done") + chain("s x done") +
                   chain("b cancelled"), kLog);
    h.complete("decide");
    EXPECT_EQ(h.tasks(), Tasks{"cancelled"});
    EXPECT_EQ(h.variable("log").as_string(), "a undo_a ");
  });
}

// The throw event does not wait; the instance stays until the handlers are done.
TEST(Compensation, ThrownWithoutWaitingRunsBeside) {
  run_both_ways([](Harness& h) {
    const std::string handlers = user("book") + testing::boundary("cb", "book", "<compensateEventDefinition/>") +
                                 "<userTask id='cancel' isForCompensation='true'/>"
                                 "<association sourceRef='cb' targetRef='cancel' associationDirection='One'/>";
    h.run("p", testing::start() + handlers +
                   "<intermediateThrowEvent id='t'><compensateEventDefinition waitForCompletion='false'/>"
                   "</intermediateThrowEvent>" + user("after") + testing::chain("s book t after"));
    h.complete("book");
    EXPECT_EQ(h.tasks(), (std::vector<std::string>{"after", "cancel"}));
    h.complete("after");
    EXPECT_EQ(h.state(), "ACTIVE");
    h.complete("cancel");
    EXPECT_EQ(h.state(), "COMPLETED");

    h.start("p");
    h.complete("book");
    h.complete("cancel");
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"after"});
    h.complete("after");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

}  // namespace baton
