#include "bpmn/convert/dialects.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "bpmn/bpmn.hpp"
#include "bpmn/dialect/topic.hpp"
#include "bpmn/graph/process_graph.hpp"

namespace baton::bpmn {
namespace {

using convert::Dialect;

std::string file(std::string_view uri, std::string_view body, std::string_view roots = "") {
  return fmt::format(
      "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:v='{}' targetNamespace='t'>\n{}"
      "<process id='p' isExecutable='true'><startEvent id='s'/>\n{}</process></definitions>", uri, roots, body);
}

std::string zeebe(std::string_view body) { return file("http://camunda.org/schema/zeebe/1.0", body); }
std::string task(std::string_view name, std::string_view extensions) {
  return fmt::format("<{0} id='t'><extensionElements>{1}</extensionElements></{0}>", name, extensions);
}

convert::Conversion converted(const std::string& text, Dialect from, Dialect to) {
  return convert::convert(read(text).model, from, to).value();
}

bool has(const Findings& findings, std::string_view rule) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.rule == rule; });
}

const Node* node(const Loaded& loaded, std::string_view id) {
  for (const auto& graph : loaded.processes) {
    if (const NodeId found = graph->find_node(id); found != kNoNode) return &graph->node(found);
  }
  return nullptr;
}

TEST(Dialects, CamundaEightBecomesSevenAndNothingElseChanges) {
  struct Row {
    std::string before, after;
  };
  const std::string end = "</process></definitions>";
  for (const Row& row : {
           Row{task("serviceTask", "<v:taskDefinition type='pay'/>"), "<serviceTask id='t' camunda:topic=\"pay\" camunda:type=\"external\">"},
           Row{task("scriptTask", "<v:taskDefinition type='pay'/>"), "<serviceTask id='t'"},
           Row{task("scriptTask", "<v:script expression='=1 + a' resultVariable='r'/>"), "<script>${1 + a}</script>"},
           Row{task("userTask", "<v:assignmentDefinition candidateUsers='=[\"a\", b]'/>"), "camunda:candidateUsers=\"a,${b}\""},
           Row{task("userTask", "<v:taskSchedule dueDate='=now() + duration(\"P1D\")'/>"), "camunda:dueDate=\"P1D\""},
           Row{task("businessRuleTask", "<v:calledDecision decisionId='d' resultVariable='r'/>"), "camunda:decisionRef=\"d\""},
           Row{task("callActivity", "<v:calledElement processId='q' bindingType='deployment'/>"), "calledElement=\"q\""},
           Row{task("serviceTask", "<v:ioMapping><v:input source='={a: [1]}' target='x'/></v:ioMapping>"), "<camunda:entry key=\"a\">"},
           Row{task("serviceTask", "<v:ioMapping><v:input source='=m' target='to.mail'/><v:input source='n' target='to.name'/></v:ioMapping>"),
               "<camunda:entry key=\"name\">n</camunda:entry>"},
           Row{task("endEvent", "<v:ioMapping><v:output source='=a' target='x'/></v:ioMapping>"),
               "expression=\"${execution.setVariable('x', a)}\""},
           Row{"<subProcess id='u'><multiInstanceLoopCharacteristics><extensionElements><v:loopCharacteristics inputCollection='=list' "
               "inputElement='one'/></extensionElements></multiInstanceLoopCharacteristics></subProcess>",
               "<multiInstanceLoopCharacteristics camunda:collection=\"${list}\" camunda:elementVariable=\"one\">"},
       }) {
    const auto result = converted(zeebe("<!-- kept --><task id='k' name = 'x'/>" + row.before), Dialect::camunda8, Dialect::camunda7);
    EXPECT_NE(result.bytes.find(row.after), std::string::npos) << row.after << "\n" << result.bytes;
    EXPECT_NE(result.bytes.find("<!-- kept --><task id='k' name = 'x'/>"), std::string::npos);
    EXPECT_EQ(result.bytes.find("zeebe"), std::string::npos) << result.bytes;
    EXPECT_FALSE(has_errors(result.findings));
  }
}

TEST(Dialects, WhatCannotBeCarriedOverStaysAndIsToldWithItsPlace) {
  const std::string text = zeebe("<sequenceFlow id='f' sourceRef='s' targetRef='t'><conditionExpression>=sum(list) &gt; 1"
                                 "</conditionExpression></sequenceFlow><task id='t'/>");
  const auto result = converted(text, Dialect::camunda8, Dialect::camunda7);
  EXPECT_NE(result.bytes.find("=sum(list) &gt; 1"), std::string::npos);
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].rule, "feel-expression");
  EXPECT_EQ(result.findings[0].element_id, "f");
  EXPECT_EQ(result.findings[0].line, 3);
  EXPECT_TRUE(has_errors(load(text).findings));
  EXPECT_FALSE(has_errors(load(text, {true, false}).findings));
}

TEST(Dialects, FindingsHaveThePlacesOfTheFileThatCameIn) {
  const std::string text = zeebe(task("serviceTask", "<v:taskDefinition type='a'/>\n<v:taskHeaders/>\n") +
                                 "\n<serviceTask id='bare'/>");
  const Loaded loaded = load(text);
  const auto found = std::find_if(loaded.findings.begin(), loaded.findings.end(),
                                  [](const Finding& f) { return f.rule == "task-without-implementation"; });
  ASSERT_NE(found, loaded.findings.end());
  EXPECT_EQ(found->element_id, "bare");
  EXPECT_EQ(found->line, 6);
  EXPECT_EQ(found->column, 25);
}

TEST(Dialects, CamundaSevenBecomesEight) {
  const std::string uri = "http://camunda.org/schema/1.0/bpmn";
  struct Row {
    std::string before, after;
    bool is_complete = true;
  };
  for (const Row& row : {
           Row{"<serviceTask id='t' v:type='external' v:topic='pay-${kind}'/>",
               "<zeebe:taskDefinition type=\"=&quot;pay-&quot; + string(kind)\" />"},
           Row{"<serviceTask id='t' v:class='org.acme.ChargeCardDelegate'/>", "type=\"charge-card\"", false},
           Row{"<userTask id='t' v:assignee='${boss}' v:dueDate='P1D'/>", "<zeebe:assignmentDefinition assignee=\"=boss\" />"},
           Row{"<callActivity id='t' calledElement='q'><extensionElements><v:in source='a' target='b'/></extensionElements></callActivity>",
               "<zeebe:input source=\"=a\" target=\"b\" />"},
           Row{"<exclusiveGateway id='g'/><sequenceFlow id='f' sourceRef='g' targetRef='s'><conditionExpression>${a == 'x'}"
               "</conditionExpression></sequenceFlow>", ">=a = \"x\"<"},
           Row{"<task id='u'><multiInstanceLoopCharacteristics v:collection='list' v:elementVariable='one'/></task>",
               "<zeebe:loopCharacteristics inputCollection=\"=list\" inputElement=\"one\" />"},
           Row{"<task id='u'><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></task>",
               "=for i in 1..3 return i"},
           Row{task("scriptTask", "") + "", "scriptTask"},
       }) {
    const auto result = converted(file(uri, row.before), Dialect::camunda7, Dialect::camunda8);
    EXPECT_NE(result.bytes.find(row.after), std::string::npos) << row.after << "\n" << result.bytes;
    EXPECT_EQ(result.bytes.find("schema/1.0/bpmn"), std::string::npos) << result.bytes;
    EXPECT_EQ(result.findings.empty(), row.is_complete);
  }
}

TEST(Dialects, OperatonIsCamundaWithAnotherName) {
  const std::string before = file("http://camunda.org/schema/1.0/bpmn", "<userTask id='t' v:assignee='a'><extensionElements>"
                                                                        "<v:properties/></extensionElements></userTask>");
  const auto there = converted(before, Dialect::camunda7, Dialect::operaton);
  EXPECT_NE(there.bytes.find("<operaton:properties/>"), std::string::npos) << there.bytes;
  EXPECT_NE(there.bytes.find("operaton:assignee='a'"), std::string::npos);
  const auto back = converted(there.bytes, Dialect::operaton, Dialect::camunda7);
  EXPECT_NE(back.bytes.find("<userTask id='t' camunda:assignee='a'>"), std::string::npos) << back.bytes;
  EXPECT_EQ(back.bytes.find("operaton"), std::string::npos);
}

TEST(Dialects, FlowableRunsWhereItCan) {
  const std::string uri = "http://flowable.org/bpmn";
  const Loaded worker = load(file(uri, "<serviceTask id='t' v:type='external-worker' v:topic='a'/>"));
  ASSERT_TRUE(node(worker, "t"));
  EXPECT_EQ(std::get<ExternalTaskWork>(node(worker, "t")->work).topic.source(), "a");
  const Loaded left = load(file(uri, "<userTask id='t' v:asyncLeave='true'/>"));
  EXPECT_TRUE(node(left, "t")->async_after);
  const Loaded decision = load(file(uri, "<serviceTask id='t' v:type='dmn'><extensionElements><v:field name='decisionTableReferenceKey'>"
                                         "<v:string>d</v:string></v:field></extensionElements></serviceTask>"));
  EXPECT_EQ(std::get<DecisionWork>(node(decision, "t")->work).decision.source(), "d");
  const Loaded http = load(file(uri, "<serviceTask id='t' v:type='http'/>"));
  EXPECT_TRUE(has(http.findings, "dialect-lost"));
  EXPECT_TRUE(has_errors(http.findings));
  EXPECT_FALSE(has_errors(load(file(uri, "<serviceTask id='t' v:type='http'/>"), {true, false}).findings));
}

TEST(Dialects, JbpmRunsWhereItCan) {
  const std::string uri = "http://www.jboss.org/drools";
  const Loaded item = load(file(uri, "<task id='t' v:taskName='Email'/>"));
  EXPECT_EQ(std::get<ExternalTaskWork>(node(item, "t")->work).topic.source(), "Email");
  const std::string people =
      "<userTask id='t'><ioSpecification><dataInput id='g' name='GroupId'/></ioSpecification><dataInputAssociation>"
      "<targetRef>g</targetRef><assignment><from>sales</from><to>g</to></assignment></dataInputAssociation><potentialOwner>"
      "<resourceAssignmentExpression><formalExpression>ada</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>";
  const Loaded user = load(file(uri, people));
  const auto& work = std::get<UserTaskWork>(node(user, "t")->work);
  EXPECT_EQ(work.assignee.source(), "ada");
  EXPECT_EQ(work.candidate_groups.at(0).source(), "sales");
  const auto condition = [&](std::string_view text) {
    return load(file(uri, fmt::format("<sequenceFlow id='f' sourceRef='s' targetRef='t'><conditionExpression language="
                                      "'http://www.java.com/java'>{}</conditionExpression></sequenceFlow><task id='t'/>", text)));
  };
  EXPECT_EQ(condition("return n == 5;").processes.at(0)->flow(0).condition.source(), "${n == 5}");
  EXPECT_TRUE(has(condition("return list.stream().count();").findings, "foreign-condition"));
  const Loaded script = load(file(uri, "<scriptTask id='t' scriptFormat='http://www.java.com/java'><script>"
                                       "kcontext.setVariable(\"a\", 1);</script></scriptTask>"));
  EXPECT_TRUE(std::holds_alternative<ScriptWork>(node(script, "t")->work));
}

TEST(Dialects, TopicsAreCalledLikeTheCodeTheyReplace) {
  EXPECT_EQ(suggested_topic("org.acme.ChargeCardDelegate"), "charge-card");
  EXPECT_EQ(suggested_topic("${chargeCardDelegate}"), "charge-card");
  EXPECT_EQ(suggested_topic("#{mailer.send(order, 'x')}"), "mailer-send");
  EXPECT_EQ(suggested_topic("org.acme.HTTPClient"), "http-client");
}

}  // namespace
}  // namespace baton::bpmn
