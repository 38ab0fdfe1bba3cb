// What is cancelled from outside: by modification, by deleting a called instance; and what stays of it in history.
#include <gtest/gtest.h>

#include "runtime/store/query.hpp"
#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;
using Tasks = std::vector<std::string>;

namespace {

Instruction instruction(Instruction::Type type, const std::string& activity) {
  Instruction made;
  made.type = type;
  made.activity_id = activity;
  return made;
}

Instruction cancel(const std::string& activity) { return instruction(Instruction::Type::cancel, activity); }
Instruction before(const std::string& activity) { return instruction(Instruction::Type::start_before, activity); }

std::string loop(const std::string& id, const std::string& attributes) {
  return user(id, "<multiInstanceLoopCharacteristics " + attributes + "><loopCardinality>3</loopCardinality>"
                  "</multiInstanceLoopCharacteristics>");
}

const char* kCall = "<callActivity id='call' calledElement='inner'/>";

std::string called_instance(Harness& h) {
  for (const auto& row : h.store().all<Execution>({TableId::execution, where::not_null(col::execution::super_id)})) {
    return row.id;
  }
  return {};
}

}  // namespace

TEST(Modification, CancelsAllInstancesOfAnActivity) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("a") + chain("s a"));
    h.engine().modify(h.instance(), {before("a")}, {});
    EXPECT_EQ(h.tasks(), (Tasks{"a", "a"}));
    h.engine().modify(h.instance(), {cancel("a"), cancel("unknown")}, {});
    EXPECT_EQ(h.state(), "EXTERNALLY_TERMINATED");
    EXPECT_EQ(h.trail(), "s, a cancelled, a cancelled");
    for (const auto& task : h.store().all<HistoricTask>({TableId::historic_task, nullptr})) {
      EXPECT_EQ(task.delete_reason, "Cancellation due to process instance modifcation");
    }
  });
}

TEST(Modification, ASequentialLoopHasRoomForOneInstance) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("first") + loop("each", "isSequential='true'") + chain("s first each"));
    h.engine().modify(h.instance(), {before("each"), cancel("first")}, {});
    EXPECT_EQ(h.tasks(), Tasks{"each"});
    EXPECT_EQ(h.variable("nrOfInstances"), Value::integer(1));
    EXPECT_THROW(h.engine().modify(h.instance(), {before("each")}, {}), EngineError);
    h.complete("each");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(CalledInstance, DeletedCancelsTheCallAndWhatHasNothingElseToDo) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("inner", start() + user("a") + chain("s a")));
    h.run("outer", start() + kCall + user("after") + chain("s call after"));
    h.engine().delete_instance(called_instance(h), {});
    EXPECT_EQ(h.state(), "EXTERNALLY_TERMINATED");
    EXPECT_TRUE(h.tasks().empty());
  });
}

TEST(CalledInstance, DeletedLeavesOtherPathsOfTheCaller) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("inner", start() + user("a") + chain("s a")));
    h.run("outer", start() + "<parallelGateway id='f'/>" + kCall + user("beside") + chain("s f call") + chain("f beside"));
    h.engine().delete_instance(called_instance(h), {});
    EXPECT_EQ(h.tasks(), Tasks{"beside"});
    EXPECT_EQ(h.state(), "ACTIVE");
  });
}

TEST(CalledInstance, CannotEndWhileItsCallerIsSuspended) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("inner", start() + user("a") + chain("s a")));
    h.run("outer", start() + kCall + chain("s call"));
    SuspensionTarget caller;
    caller.instance_id = h.instance();
    h.engine().set_instances_suspended(caller, true);
    EXPECT_THROW(h.complete("a"), EngineError);
    h.engine().set_instances_suspended(caller, false);
    h.complete("a");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(Compensation, OfALoopIsDoneWhenEachInstanceIs) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + loop("a", "isSequential='false'") + boundary("c", "a", "<compensateEventDefinition/>") +
                   "<userTask id='undo' isForCompensation='true'/>" +
                   "<association id='as' associationDirection='One' sourceRef='c' targetRef='undo'/>" +
                   "<intermediateThrowEvent id='t'><compensateEventDefinition/></intermediateThrowEvent>" +
                   user("after") + chain("s a t after"));
    for (int i = 0; i < 3; ++i) h.complete("a");
    EXPECT_EQ(h.tasks(), (Tasks{"undo", "undo", "undo"}));
    for (int i = 0; i < 3; ++i) h.complete("undo");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(EventGateway, WaitsAgainWhenThePathComesBack) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<exclusiveGateway id='x'/><eventBasedGateway id='g'/>" +
                   "<intermediateCatchEvent id='more'>" + message_event("m") + "</intermediateCatchEvent>" +
                   "<intermediateCatchEvent id='enough'>" + message_event("n") + "</intermediateCatchEvent>" + end() +
                   chain("s x g more x") + chain("g enough e"),
          {}, "<message id='m' name='more'/><message id='n' name='enough'/>");
    h.message("more");
    h.message("more");
    h.message("enough");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(History, OfAnEndedInstanceIsKeptForItsDays) {
  run_both_ways([](Harness& h) {
    std::string xml = process_xml("p", start() + user("a") + chain("s a"));
    xml.insert(xml.find("isExecutable"), "camunda:historyTimeToLive=\"3\" ");
    h.deploy(xml);
    h.start("p");
    h.complete("a");
    const auto row = h.store().get<HistoricProcessInstance>(h.instance());
    ASSERT_TRUE(row && row->end_time);
    EXPECT_EQ(row->removal_time, *row->end_time + 3LL * 24 * 60 * 60 * 1000);
  });
}

}  // namespace baton
