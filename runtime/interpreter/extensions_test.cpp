// Vendor extensions (camunda7-rest E) that the engine honours: one test for each.
#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;
using Tasks = std::vector<std::string>;

namespace {

std::string extended(const std::string& inside) { return "<extensionElements>" + inside + "</extensionElements>"; }

template <class Entity>
std::vector<Entity> rows(Harness& h, Where where = nullptr) {
  return h.store().all<Entity>({Entity::kTable, where, {}, 0, -1});
}

}  // namespace

TEST(Extensions, InitiatorIsWhoStarts) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("p", "<startEvent id='s' camunda:initiator='who'/>" +
                                  std::string("<userTask id='u' camunda:assignee='${who}'/>") + chain("s u")));
    StartRequest request;
    request.definition.key = "p";
    Caller caller;
    caller.user_id = "ada";
    h.engine().start(std::move(request), caller);
    ASSERT_EQ(rows<Task>(h).size(), 1u);
    EXPECT_EQ(rows<Task>(h).front().assignee.value_or(""), "ada");
  });
}

TEST(Extensions, CandidateStartersAreLinksOfTheDefinition) {
  Harness h;
  h.deploy("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' "
           "targetNamespace='t'><process id='p' isExecutable='true' camunda:candidateStarterUsers='ada, bob' "
           "camunda:candidateStarterGroups='sales'>" + start() + end() + chain("s e") + "</process></definitions>");
  EXPECT_EQ(rows<IdentityLink>(h).size(), 3u);
}

TEST(Extensions, ConditionalEventsHearTheChangesThatTheyName) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + user("u") +
                   boundary("b", "u", "<conditionalEventDefinition camunda:variableName='x' camunda:variableEvents='update'>"
                                      "<condition>${x != null}</condition></conditionalEventDefinition>") +
                   user("late") + chain("s u") + chain("b late"));
    const VariableScope scope{VariableScope::Kind::process_instance, h.instance(), false};
    h.engine().change_variables(scope, vars({{"x", Value::integer(1)}}), {});  // create
    EXPECT_EQ(h.tasks(), Tasks{"u"});
    h.engine().change_variables(scope, vars({{"y", Value::integer(1)}}), {});
    EXPECT_EQ(h.tasks(), Tasks{"u"});
    h.engine().change_variables(scope, vars({{"x", Value::integer(2)}}), {});  // update
    EXPECT_EQ(h.tasks(), Tasks{"late"});
  });
}

TEST(Extensions, ATimeoutListenerRunsWhileTheTaskStaysOpen) {
  run_both_ways([](Harness& h) {
    h.run("p", start() +
                   user("u", extended("<camunda:taskListener id='l' event='timeout' expression=\"${task.setAssignee('eve')}\">"
                                      "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
                                      "</camunda:taskListener>")) + chain("s u"));
    h.advance(3'600'000);
    EXPECT_EQ(h.tasks(), Tasks{"u"});
    EXPECT_EQ(rows<Task>(h).front().assignee.value_or(""), "eve");
  });
}

TEST(Extensions, AnExternalTasksErrorDefinitionThrowsItsError) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<serviceTask id='w' camunda:type='external' camunda:topic='work'>" +
                   extended("<camunda:errorEventDefinition errorRef='err' expression=\"${status == 'bad'}\"/>") + "</serviceTask>" +
                   boundary("b", "w", error_event("err")) + user("good") + user("caught") + chain("s w good") + chain("b caught"),
          {}, "<error id='err' errorCode='E1'/>");
    h.finish_external("work", vars({{"status", Value::string("bad")}}));
    EXPECT_EQ(h.tasks(), Tasks{"caught"});
  });
}

TEST(Extensions, PrioritiesOfJobsAndExternalTasksAreTheNodesElseTheProcesss) {
  Harness h;
  h.deploy("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' "
           "targetNamespace='t'><process id='p' isExecutable='true' camunda:jobPriority='7' camunda:taskPriority='8'>" + start() +
           "<parallelGateway id='f'/>" + "<task id='a' camunda:asyncBefore='true'/>" +
           "<task id='b' camunda:asyncBefore='true' camunda:jobPriority='${1 + 2}' camunda:exclusive='false'/>" +
           "<serviceTask id='c' camunda:type='external' camunda:topic='t'/>" +
           "<serviceTask id='d' camunda:type='external' camunda:topic='t' camunda:taskPriority='9'/>" + chain("s f a") + chain("f b") +
           chain("f c") + chain("f d") + "</process></definitions>");
  h.start("p");
  for (const Job& job : rows<Job>(h)) {
    EXPECT_EQ(job.priority, job.activity_id == "a" ? 7 : 3);
    EXPECT_EQ(job.exclusive, job.activity_id == "a");
  }
  for (const ExternalTask& task : rows<ExternalTask>(h)) EXPECT_EQ(task.priority, task.activity_id == "c" ? 8 : 9);
}

TEST(Extensions, ACallActivityBindsAVersionTag) {
  run_both_ways([](Harness& h) {
    for (const char* tag : {"one", "two"}) {
      h.deploy("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' "
               "targetNamespace='t'><process id='called' isExecutable='true' camunda:versionTag='" + std::string(tag) + "'>" + start() +
               user(tag) + chain(std::string("s ") + tag) + "</process></definitions>");
    }
    h.run("p", start() + "<callActivity id='c' calledElement='called' camunda:calledElementBinding='versionTag' "
                         "camunda:calledElementVersionTag='one'/>" + chain("s c"));
    EXPECT_EQ(h.tasks(), Tasks{"one"});
  });
}

TEST(Extensions, PerformersOfTheSpecificationAreAssigneesAndCandidates) {
  Harness h;
  h.run("p", start() +
                 user("u", "<humanPerformer><resourceAssignmentExpression><formalExpression>ada</formalExpression>"
                           "</resourceAssignmentExpression></humanPerformer><potentialOwner><resourceAssignmentExpression>"
                           "<formalExpression>user(bob), group(sales), support</formalExpression></resourceAssignmentExpression>"
                           "</potentialOwner>") + chain("s u"));
  EXPECT_EQ(rows<Task>(h).front().assignee.value_or(""), "ada");
  EXPECT_EQ(rows<IdentityLink>(h).size(), 3u);
}

}  // namespace baton
