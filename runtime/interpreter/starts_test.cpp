#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using testing::chain;
using testing::flow;
using testing::Harness;
using testing::run_both_ways;
using testing::start;
using testing::sub;
using testing::user;

using Tasks = std::vector<std::string>;

namespace {

const char* const kMessages = "<message id='m1' name='one'/><message id='m2' name='two'/>";

std::string caught(const std::string& id, const std::string& message) {
  return "<intermediateCatchEvent id='" + id + "'>" + testing::message_event(message) + "</intermediateCatchEvent>";
}

std::string gateway(const std::string& type) {
  return "<eventBasedGateway id='g' instantiate='true' eventGatewayType='" + type + "'/>" + caught("c1", "m1") +
         caught("c2", "m2") + user("a") + user("b") + chain("g c1 a") + chain("g c2 b");
}

// Every instance's open tasks.
Tasks all_tasks(Harness& h) {
  Tasks keys;
  for (const Task& task : h.store().all<Task>({TableId::task, nullptr, {}, 0, -1})) keys.push_back(task.task_definition_key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::int64_t instances(Harness& h) { return h.store().count({TableId::historic_process_instance, nullptr, {}, 0, -1}); }

}  // namespace

TEST(Starts, WithoutAStartEventAllThatNoFlowLeadsToBegins) {
  run_both_ways([](Harness& h) {
    h.run("p", user("a") + user("b") + user("after") + "<userTask id='undo' isForCompensation='true'/>" + chain("a after") +
                   sub("box", user("x") + user("y")));
    EXPECT_EQ(h.tasks(), (Tasks{"a", "b", "x", "y"}));
    for (const char* task : {"x", "a", "y", "b", "after"}) h.complete(task);
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

TEST(Starts, ASubProcessWithNothingInItIsDoneAtOnce) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + sub("box", "") + user("a") + chain("s box a"));
    EXPECT_EQ(h.tasks(), Tasks{"a"});
  });
}

TEST(Starts, SeveralNoneStartEventsAllBegin) {
  run_both_ways([](Harness& h) {
    h.run("p", start("s1") + start("s2") + user("a") + "<parallelGateway id='j'/>" + user("b") + chain("s1 a j b") +
                   chain("s2 j"));
    EXPECT_EQ(h.tasks(), Tasks{"a"});
    h.complete("a");
    EXPECT_EQ(h.tasks(), Tasks{"b"});
  });
}

TEST(Starts, AnActivityMayTakeAndGiveSeveralTokens) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<parallelGateway id='f'/>" + user("a") + user("b") + user("c") +
                   "<userTask id='two' startQuantity='2' completionQuantity='2'/>" + user("after") + chain("s f") +
                   chain("f a two") + chain("f b two") + chain("f c two") + chain("two after"));
    h.complete("a");
    EXPECT_EQ(h.tasks(), (Tasks{"b", "c"}));
    h.complete("b");
    EXPECT_EQ(h.tasks(), (Tasks{"c", "two"}));
    h.complete("two");
    EXPECT_EQ(h.tasks(), (Tasks{"after", "after", "c"}));
    h.complete("c");
    h.complete("after");
    h.complete("after");
    EXPECT_EQ(h.state(), "ACTIVE") << "one token waits for a second";
  });
}

TEST(Starts, ReceiveTaskInstantiates) {
  run_both_ways([](Harness& h) {
    h.deploy(testing::process_xml("p", "<receiveTask id='r' messageRef='m1' instantiate='true'/>" + user("a") + chain("r a"),
                                  kMessages));
    h.message("one");
    EXPECT_EQ(all_tasks(h), Tasks{"a"});
    h.message("one");
    EXPECT_EQ(all_tasks(h), (Tasks{"a", "a"}));
  });
}

TEST(Starts, ExclusiveEventGatewayInstantiatesWithTheEventThatHappened) {
  run_both_ways([](Harness& h) {
    h.deploy(testing::process_xml("p", gateway("Exclusive"), kMessages));
    h.message("two");
    EXPECT_EQ(all_tasks(h), Tasks{"b"});
    h.message("one");
    EXPECT_EQ(all_tasks(h), (Tasks{"a", "b"}));
    EXPECT_EQ(instances(h), 2);
  });
}

// The first event makes the instance, the others are waited for in it.
TEST(Starts, ParallelEventGatewayNeedsAllEventsInOneInstance) {
  run_both_ways([](Harness& h) {
    h.deploy(testing::process_xml("p", gateway("Parallel"), kMessages));
    h.message("two");
    EXPECT_EQ(all_tasks(h), Tasks{"b"});
    h.message("one");
    EXPECT_EQ(all_tasks(h), (Tasks{"a", "b"}));
    EXPECT_EQ(instances(h), 1);
    h.message("one");
    EXPECT_EQ(instances(h), 2);
  });
}

TEST(Starts, ParallelMultipleStartEventNeedsAllOfItsEvents) {
  run_both_ways([](Harness& h) {
    h.deploy(testing::process_xml(
        "p", "<startEvent id='s' parallelMultiple='true'>" + testing::message_event("m1") + testing::message_event("m2") +
                 testing::timer("PT1H") + "</startEvent>" + user("a") + chain("s a"), kMessages));
    h.message("two", testing::vars({{"x", Value::integer(2)}}));
    h.message("one", testing::vars({{"y", Value::integer(1)}}));
    EXPECT_EQ(instances(h), 0);
    h.restart();
    h.advance(3'600'000);
    EXPECT_EQ(all_tasks(h), Tasks{"a"});
    EXPECT_EQ(h.store().count({TableId::variable, nullptr, {}, 0, -1}), 2);
  });
}

TEST(Starts, MultipleStartEventNeedsAnyOfItsEvents) {
  run_both_ways([](Harness& h) {
    h.deploy(testing::process_xml("p", "<startEvent id='s'>" + testing::message_event("m1") + testing::message_event("m2") +
                                           "</startEvent>" + user("a") + chain("s a"), kMessages));
    h.message("two");
    h.message("one");
    EXPECT_EQ(all_tasks(h), (Tasks{"a", "a"}));
  });
}

}  // namespace baton
