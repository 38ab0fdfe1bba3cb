#include "bpmn/assess/assess.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "bpmn/assess/beans.hpp"
#include "bpmn/assess/report.hpp"

namespace baton::bpmn::assess {
namespace {

std::string file(const std::string& body) {
  return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' "
         "targetNamespace='t'><process id='p' isExecutable='true'><startEvent id='s'/>\n" + body + "</process></definitions>";
}

Assessment of(const std::string& body) {
  Assessment assessment;
  assessment.add("a.bpmn", file(body));
  assessment.finish();
  return assessment;
}

TEST(Assess, SaysWhatEachFileNeeds) {
  struct Row {
    const char* body;
    Verdict verdict;
  };
  for (const Row& row : {
           Row{"<userTask id='t'/>", Verdict::unchanged},
           Row{"<serviceTask id='t' camunda:type='external' camunda:topic='a'/>", Verdict::unchanged},
           Row{"<serviceTask id='t' camunda:expression='${execution.setVariable(\"a\", 1)}'/>", Verdict::unchanged},
           Row{"<serviceTask id='t' camunda:class='org.acme.Pay'/>", Verdict::worker},
           Row{"<serviceTask id='t' camunda:expression='${bean.pay(order)}'/>", Verdict::worker},
           Row{"<serviceTask id='t'><extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>"
               "</camunda:connector></extensionElements></serviceTask>", Verdict::worker},
           Row{"<scriptTask id='t' scriptFormat='groovy'><script>x</script></scriptTask>", Verdict::decision},
           Row{"<callActivity id='t' calledElement='elsewhere'/>", Verdict::decision},
           Row{"<callActivity id='t' calledElement='p'/>", Verdict::unchanged},
           Row{"<businessRuleTask id='t' camunda:decisionRef='d'/>", Verdict::decision},
           Row{"<userTask id='t' camunda:formKey='embedded:app:f.html'/>", Verdict::decision},
           Row{"<userTask id='t'><extensionElements><camunda:taskListener event='create' class='org.acme.L'/></extensionElements></userTask>",
               Verdict::decision},
           Row{"<serviceTask id='t'/>", Verdict::decision},
           Row{"<open>", Verdict::unreadable},
       }) {
    EXPECT_EQ(of(row.body).files()[0].verdict(), row.verdict) << row.body;
  }
}

TEST(Assess, OneWorkerServesAllUsesOfItsCode) {
  const Assessment assessment = of("<serviceTask id='a' camunda:class='org.acme.PayDelegate'/><sendTask id='b' camunda:class='org.acme.PayDelegate'/>");
  const auto workers = assessment.workers();
  ASSERT_EQ(workers.size(), 1u);
  EXPECT_EQ(workers.begin()->first, "pay");
  EXPECT_EQ(workers.begin()->second.uses.size(), 2u);
  EXPECT_EQ(workers.begin()->second.uses[0]->line, 2);
}

TEST(Assess, FilesOfOneFolderKnowEachOther) {
  Assessment assessment;
  assessment.add("a.bpmn", file("<businessRuleTask id='t' camunda:decisionRef='d'/>"));
  assessment.add("d.dmn", "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'><decision id='d'/></definitions>");
  assessment.add("bad.dmn", "<definitions");
  assessment.finish();
  EXPECT_EQ(assessment.files()[0].verdict(), Verdict::unchanged);
  EXPECT_EQ(assessment.count(Verdict::unreadable), 1);
}

TEST(Assess, ReportsAreEscapedAndComplete) {
  const Assessment assessment = of("<serviceTask id='t' name='&lt;b>' camunda:class='org.acme.Pay'/>");
  EXPECT_NE(to_html(assessment, "a&b").find("What a&amp;b needs"), std::string::npos);
  EXPECT_EQ(to_html(assessment, "x").find("<b> "), std::string::npos);
  EXPECT_EQ(to_json(assessment)["workers"][0]["topic"], "pay");
  EXPECT_EQ(to_json(assessment)["totals"]["worker"], 1);
  EXPECT_NE(to_text(assessment).find("Workers to write: 1"), std::string::npos);
}

TEST(Assess, BeansAreWhatOnlyTheOldApplicationHas) {
  EXPECT_EQ(called_beans("${mailer.send(order)}"), std::vector<std::string>{"mailer"});
  EXPECT_EQ(called_beans("a ${x.do(y.go())}"), (std::vector<std::string>{"x", "y"}));
  EXPECT_TRUE(called_beans("${names.size() > 0 and execution.hasVariable('a')}").empty());
  EXPECT_TRUE(called_beans("${broken.call(}").empty());
}

}  // namespace
}  // namespace baton::bpmn::assess
