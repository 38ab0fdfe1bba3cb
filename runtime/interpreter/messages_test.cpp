// Processes that talk to each other by messages (BPMN 2.0.2 clause 8.3.2, 9.4).
#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;
using Tasks = std::vector<std::string>;

namespace {

std::string process(const std::string& id, const std::string& content) {
  return "<process id='" + id + "' isExecutable='true'>" + content + "</process>";
}
std::string thrown(const std::string& id, const std::string& ref, const std::string& inside = {}) {
  return "<intermediateThrowEvent id='" + id + "'>" + inside + "<messageEventDefinition messageRef='" + ref +
         "'/></intermediateThrowEvent>";
}
std::string caught(const std::string& id, const std::string& ref) {
  return "<intermediateCatchEvent id='" + id + "'>" + message_event(ref) + "</intermediateCatchEvent>";
}
std::string started(const std::string& id, const std::string& ref, const std::string& inside = {}) {
  return "<startEvent id='" + id + "'>" + inside + message_event(ref) + "</startEvent>";
}
const char* kMessages = "<message id='m1' name='ask'/><message id='m2' name='answer'/>";

std::vector<std::string> all_tasks(Harness& h) {
  std::vector<std::string> keys;
  for (const Task& task : h.store().all<Task>({TableId::task, nullptr, {}, 0, -1})) keys.push_back(task.task_definition_key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::string instance_of(Harness& h, const std::string& key) {
  const Query query{TableId::historic_process_instance,
                    where::eq(col::historic_process_instance::definition_key, key.c_str()), {}, 0, -1};
  const auto rows = h.store().all<HistoricProcessInstance>(query);
  return rows.empty() ? "" : rows.back().id;
}

}  // namespace

TEST(Messages, ASendTaskStartsTheOtherPoolAndIsAnsweredBeforeTheRequestReturns) {
  run_both_ways([](Harness& h) {
    const std::string other = process("b", started("bs", "m1") + "<sendTask id='reply' messageRef='m2'/>" + user("later") +
                                               chain("bs reply later"));
    h.run("a", start() + "<sendTask id='ask' messageRef='m1'/><receiveTask id='wait' messageRef='m2'/>" + user("got") +
                   chain("s ask wait got"), {}, kMessages + other);
    EXPECT_EQ(all_tasks(h), (Tasks{"got", "later"}));
    EXPECT_TRUE(h.store().all<OutboxEntry>({TableId::outbox, nullptr, {}, 0, -1}).empty());
  });
}

TEST(Messages, AThrowAndAnEndEventReachWhoWaits) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("b", start() + caught("c", "m1") + caught("d", "m2") + user("u") + chain("s c d u"), kMessages));
    h.start("b");
    h.run("a", start() + thrown("t", "m1") + "<endEvent id='e'>" + message_event("m2") + "</endEvent>" + chain("s t e"), {},
          kMessages);
    EXPECT_EQ(h.state(), "COMPLETED");
    EXPECT_EQ(all_tasks(h), Tasks{"u"});
  });
}

TEST(Messages, AMessageFlowSaysWhoIsMeant) {
  run_both_ways([](Harness& h) {
    const std::string flow =
        "<collaboration id='coll'><participant id='pa' processRef='a'/>"
        "<participant id='pc' processRef='d'/><participant id='box'/>"
        "<messageFlow id='f1' sourceRef='t' targetRef='sb'/><messageFlow id='f2' sourceRef='u' targetRef='rb'/>"
        "<messageFlow id='f3' sourceRef='t' targetRef='box'/></collaboration>";
    const std::string receivers = process("b", started("sb", "m1") + "<receiveTask id='rb'/>" + user("ub") + chain("sb rb ub")) +
                                  process("d", start("s2") + caught("cd", "m1") + user("ud") + chain("s2 cd ud"));
    h.deploy(process_xml("a", start() + thrown("t", "m1") + user("mid") + "<sendTask id='u'/>" + end() + chain("s t mid u e"),
                         kMessages + flow + receivers));
    h.start("d");
    h.start("a");
    EXPECT_EQ(all_tasks(h), Tasks{"mid"});  // d waits for the same name, but the flow leads to b
    h.complete("mid");
    EXPECT_EQ(all_tasks(h), Tasks{"ub"});   // a flow without a message
  });
}

TEST(Messages, AnAnswerGoesToTheInstanceThatAsked) {
  run_both_ways([](Harness& h) {
    const std::string other =
        process("b", started("bs", "m1") + user("think") + "<endEvent id='be'>" + message_event("m2") + "</endEvent>" + chain("bs think be"));
    h.deploy(process_xml("a", start() + thrown("t", "m1") + caught("c", "m2") + user("got") + chain("s t c got"), kMessages + other));
    const std::string first = h.start("a").id;
    const std::string first_other = instance_of(h, "b");
    const std::string second = h.start("a").id;
    for (const Task& task : h.store().all<Task>({TableId::task, nullptr, {}, 0, -1})) {
      if (task.process_instance_id != first_other) h.engine().complete_task({task.id, {}, false});
    }
    const auto tasks = h.store().all<Task>({TableId::task, where::eq(col::task::task_definition_key, "got"), {}, 0, -1});
    ASSERT_EQ(tasks.size(), 1u);
    EXPECT_EQ(tasks.front().process_instance_id, second);
  });
}

TEST(Messages, CarryTheirContentFromInputsToOutputs) {
  run_both_ways([](Harness& h) {
    const std::string other = process(
        "b", "<dataObject id='order' name='order'/>" +
                 started("bs", "m1", "<dataOutput id='out' name='received'/><dataOutputAssociation><sourceRef>out</sourceRef>"
                                    "<targetRef>order</targetRef></dataOutputAssociation>") +
                 user("u") + chain("bs u"));
    h.run("a", "<property id='p' name='text'/>" + start() +
                   thrown("t", "m1", "<dataInput id='in' name='content'/><dataInputAssociation><sourceRef>p</sourceRef>"
                                     "<targetRef>in</targetRef></dataInputAssociation>") + end() + chain("s t e"),
          vars({{"text", Value::string("tea")}}), kMessages + other);
    const auto visible = h.engine().variables({VariableScope::Kind::process_instance, instance_of(h, "b"), false});
    ASSERT_EQ(visible.count("order"), 1u);
    EXPECT_EQ(visible.at("order").value.as_string(), "tea");
  });
}

namespace {

// Both conversations of a and b wait; the second one's answer comes first.
const char* kKeys =
    "<collaboration id='coll'><participant id='pa' processRef='a'/>"
    "<correlationKey id='key'><correlationPropertyRef>number</correlationPropertyRef></correlationKey></collaboration>"
    "<correlationProperty id='number'>"
    "<correlationPropertyRetrievalExpression messageRef='m1'><messagePath>n</messagePath></correlationPropertyRetrievalExpression>"
    "<correlationPropertyRetrievalExpression messageRef='m2'><messagePath>${order.number}</messagePath>"
    "</correlationPropertyRetrievalExpression></correlationProperty>";

std::string asking() {
  return start() +
         thrown("t", "m1", "<extensionElements/><dataInput id='in' name='n'/><dataInputAssociation><sourceRef>p</sourceRef>"
                           "<targetRef>in</targetRef></dataInputAssociation>") +
         caught("c", "m2") + user("got") + chain("s t c got") + "<property id='p' name='mine'/>";
}

}  // namespace

TEST(Correlation, KeysOfAConversationAreFixedByItsFirstMessage) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("a", asking(), std::string(kMessages) + kKeys + process("b", started("bs", "m1") + user("u") + chain("bs u"))));
    h.start("a", vars({{"mine", Value::integer(1)}}));
    const std::string second = h.start("a", vars({{"mine", Value::integer(2)}})).id;
    h.deploy(process_xml("other", start() + "<sendTask id='x' messageRef='m2'><extensionElements><camunda:in source='order' "
                                            "target='order'/></extensionElements></sendTask>" + end() + chain("s x e"), kMessages));
    const auto order = [](const char* text) { return vars({{"order", Value::object(text, "java.util.LinkedHashMap", "application/json")}}); };
    h.start("other", order("{\"number\":7}"));
    EXPECT_EQ(all_tasks(h), (Tasks{"u", "u"}));  // nobody's
    h.start("other", order("{\"number\":2}"));
    const auto tasks = h.store().all<Task>({TableId::task, where::eq(col::task::task_definition_key, "got"), {}, 0, -1});
    ASSERT_EQ(tasks.size(), 1u);
    EXPECT_EQ(tasks.front().process_instance_id, second);
  });
}

TEST(Correlation, SubscriptionsCompareTheMessageWithTheProcess) {
  run_both_ways([](Harness& h) {
    const std::string subscription =
        "<correlationSubscription id='cs' correlationKeyRef='key'><correlationPropertyBinding correlationPropertyRef='number'>"
        "<dataPath>${customer.id}</dataPath></correlationPropertyBinding></correlationSubscription>";
    h.deploy(process_xml("a", start() + caught("c", "m1") + user("got") + chain("s c got") + subscription, std::string(kMessages) + kKeys));
    const auto customer = [](const char* text) { return vars({{"customer", Value::object(text, "java.util.LinkedHashMap", "application/json")}}); };
    h.start("a", customer("{\"id\":1}"));
    const std::string second = h.start("a", customer("{\"id\":2}")).id;
    h.deploy(process_xml("other", start() + "<sendTask id='x' messageRef='m1'><extensionElements><camunda:in source='n' "
                                            "target='n'/></extensionElements></sendTask>" + end() + chain("s x e"), kMessages));
    h.start("other", vars({{"n", Value::integer(2)}}));
    const auto tasks = h.store().all<Task>({TableId::task, nullptr, {}, 0, -1});
    ASSERT_EQ(tasks.size(), 1u);
    EXPECT_EQ(tasks.front().process_instance_id, second);
  });
}

}  // namespace baton
