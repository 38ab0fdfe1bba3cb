#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;
using Tasks = std::vector<std::string>;

namespace {

std::string loop(const std::string& attributes, const std::string& inside) {
  return "<multiInstanceLoopCharacteristics " + attributes + ">" + inside + "</multiInstanceLoopCharacteristics>";
}
std::string cardinality(const std::string& text) { return "<loopCardinality>" + text + "</loopCardinality>"; }

}  // namespace

TEST(MultiInstance, ParallelInstancesEndWithTheLastOrTheCondition) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("r", loop("", cardinality("4") + "<completionCondition>${nrOfCompletedInstances &gt;= 2}"
                                                              "</completionCondition>")) + user("after") + chain("s r after"));
    EXPECT_EQ(h.tasks(), (Tasks{"r", "r", "r", "r"}));
    h.complete("r");
    EXPECT_EQ(h.tasks().size(), 3u);
    h.complete("r");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
  });
}

TEST(MultiInstance, SequentialInstancesFollowEachOtherOverACollection) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("r", loop("isSequential='true' camunda:collection='people' camunda:elementVariable='person'", "")) +
                   end() + chain("s r e"),
          vars({{"people", Value::object("[\"ada\",\"bob\"]", "java.util.ArrayList", "application/json")}}));
    EXPECT_EQ(h.tasks(), Tasks{"r"});
    EXPECT_EQ(h.variable("person").as_string(), "ada");
    h.complete("r");
    EXPECT_EQ(h.variable("person").as_string(), "bob");
    h.complete("r");
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(MultiInstance, ABoundaryEventCancelsAllInstances) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("r", loop("", cardinality("3"))) + boundary("t", "r", timer("PT1H")) + user("late") + end() +
                   chain("s r e") + chain("t late"));
    h.complete("r");
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), Tasks{"late"});
  });
}

TEST(MultiInstance, NoInstancesMeanNoWork) {
  Harness h;
  h.run("p", start() + user("r", loop("", cardinality("0"))) + user("after") + chain("s r after"));
  EXPECT_EQ(h.tasks(), Tasks{"after"});
}

TEST(CallActivity, MapsInAndOutAndGoesOnWhenTheCalledInstanceEnds) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("called", start() + user("inside") + set("sum", "${n + 1}", " camunda:resultVariable='m'") + end() +
                                       chain("s inside sum e")));
    h.run("p", start() + "<callActivity id='call' calledElement='called'><extensionElements><camunda:in source='x' target='n'/>"
                         "<camunda:out source='m' target='y'/></extensionElements></callActivity>" + user("after") +
                   chain("s call after"),
          vars({{"x", Value::integer(4)}}));
    EXPECT_EQ(h.tasks(), Tasks{"inside"});
    h.complete("inside");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
    EXPECT_EQ(h.variable("y").as_long(), 5);
  });
}

TEST(InputOutput, InputsAreLocalAndOutputsAreOutside) {
  run_both_ways([](Harness& h) {
    h.run("p", start() +
                   user("a", "<extensionElements><camunda:inputOutput><camunda:inputParameter name='in'>${x * 2}"
                             "</camunda:inputParameter><camunda:outputParameter name='out'>${in + 1}</camunda:outputParameter>"
                             "</camunda:inputOutput></extensionElements>") +
                   user("b") + chain("s a b"),
          vars({{"x", Value::integer(4)}}));
    EXPECT_TRUE(h.variable("out").is_null());
    h.complete("a");
    EXPECT_EQ(h.variable("out").as_long(), 9);
    const auto visible = h.engine().variables({VariableScope::Kind::process_instance, h.instance(), false});
    EXPECT_EQ(visible.count("in"), 0u);
    EXPECT_EQ(visible.count("out"), 1u);
  });
}

TEST(AsynchronousContinuation, WaitsForItsJobAndRaisesAnIncidentWhenItFailsForGood) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("a") + set("x", "${missing}", " camunda:asyncBefore='true'") + chain("s a x"));
    h.complete("a");
    h.run_jobs();
    ASSERT_EQ(h.incidents().size(), 1u);
    EXPECT_EQ(h.incidents().front().type, "failedJob");
    EXPECT_EQ(h.incidents().front().activity_id, "x");
    h.engine().change_variables({VariableScope::Kind::process_instance, h.instance(), false}, vars({{"missing", Value::integer(1)}}), {});
    const auto jobs = h.store().all<Job>({TableId::job, nullptr, {}, 0, -1});
    ASSERT_EQ(jobs.size(), 1u);
    EXPECT_EQ(jobs.front().retries, 0);
    h.engine().set_job_retries({jobs.front().id}, 1);
    EXPECT_TRUE(h.incidents().empty());
    h.run_jobs();
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(ExternalTasks, FailUntilNoRetryIsLeftThenGoOn) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<serviceTask id='w' camunda:type='external' camunda:topic='work'/>" + end() + chain("s w e"));
    const std::string id = h.external("work");
    ASSERT_FALSE(id.empty());
    EXPECT_EQ(h.external("work"), "");
    ExternalFailure failure;
    failure.task_id = id;
    failure.worker_id = "w";
    failure.error_message = "no";
    failure.retries = 0;
    h.engine().fail_external_task(failure);
    ASSERT_EQ(h.incidents().size(), 1u);
    EXPECT_EQ(h.incidents().front().type, "failedExternalTask");
    h.engine().set_external_task_retries({id}, 1);
    EXPECT_TRUE(h.incidents().empty());
    h.finish_external("work", vars({{"r", Value::boolean(true)}}));
    EXPECT_EQ(h.state(), "COMPLETED");
    EXPECT_TRUE(h.variable("r").as_boolean());
  });
}

TEST(Scripts, OfParallelBranchesLoseNoUpdate) {
  const std::string script = "execution.setVariable('n', execution.getVariable('n') + 1);";
  auto task = [&](const std::string& id) {
    return "<scriptTask id='" + id + "' scriptFormat='javascript'><script>" + script + "</script></scriptTask>";
  };
  Harness h;
  h.run("p", start() + "<parallelGateway id='f'/><parallelGateway id='j'/>" + task("a") + task("b") + task("c") + end() +
                 chain("s f a j e") + chain("f b j") + chain("f c j"),
        vars({{"n", Value::integer(0)}}));
  EXPECT_EQ(h.state(), "COMPLETED");
  EXPECT_EQ(h.variable("n").as_double(), 3.0);
}

TEST(Modification, MovesATokenAndEndsAnEmptiedInstance) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("a") + sub("x", start("s1") + user("b") + chain("s1 b")) + chain("s a x"));
    Instruction cancel;
    cancel.type = Instruction::Type::cancel;
    cancel.activity_id = "a";
    Instruction begin;
    begin.type = Instruction::Type::start_before;
    begin.activity_id = "b";
    h.engine().modify(h.instance(), {cancel, begin}, {});
    EXPECT_EQ(h.tasks(), Tasks{"b"});
    cancel.activity_id = "b";
    h.engine().modify(h.instance(), {cancel}, {});
    EXPECT_EQ(h.state(), "EXTERNALLY_TERMINATED");
  });
}

TEST(Priorities, WhatCannotBeEvaluatedIsZeroAndAWrongTypeIsRefused) {
  run_both_ways([](Harness& h) {
    const std::string work = " camunda:asyncBefore='true' camunda:jobPriority='${rank}'";
    h.run("p", start() + set("x", "${1}", work) + chain("s x"));
    EXPECT_EQ(h.store().all<Job>({TableId::job, nullptr, {}, 0, -1}).front().priority, 0);
    EXPECT_THROW(h.start("p", vars({{"rank", Value::string("7")}})), EngineError);
    h.start("p", vars({{"rank", Value::integer(7)}}));
    std::int64_t highest = 0;
    for (const Job& job : h.store().all<Job>({TableId::job, nullptr, {}, 0, -1})) highest = std::max(highest, job.priority);
    EXPECT_EQ(highest, 7);
  });
}

TEST(Starts, TheInitiatorsVariableExistsWithoutALogin) {
  run_both_ways([](Harness& h) {
    h.run("p", "<startEvent id='s' camunda:initiator='who'/>" + set("x", "${who}", " camunda:resultVariable='copy'") +
                   user("a") + chain("s x a"));
    EXPECT_TRUE(h.variable("copy").is_null());
    EXPECT_EQ(h.tasks(), Tasks{"a"});
  });
}

TEST(Starts, SeveralMessageStartsLeaveNoneToBeginAtByKey) {
  run_both_ways([](Harness& h) {
    const std::string starts = "<startEvent id='s1'><messageEventDefinition messageRef='m1'/></startEvent>"
                               "<startEvent id='s2'><messageEventDefinition messageRef='m2'/></startEvent>";
    EXPECT_THROW(h.run("p", starts + user("a") + chain("s1 a") + flow("s2", "a"), {},
                       "<message id='m1' name='m1'/><message id='m2' name='m2'/>"), EngineError);
  });
}

TEST(CallActivities, MappedByJavaCodeFailAsAJobWithAnIncident) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<callActivity id='c' calledElement='q' camunda:asyncBefore='true' "
                         "camunda:variableMappingDelegateExpression='${x}'/>" + chain("s c"));
    for (int i = 0; i < 3; ++i) h.run_jobs();
    ASSERT_EQ(h.incidents().size(), 1u);
    EXPECT_EQ(h.incidents().front().activity_id, "c");
  });
}

}  // namespace baton
