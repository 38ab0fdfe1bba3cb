#include "bpmn/diff/diff.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "bpmn/bpmn.hpp"
#include "bpmn/diff/report.hpp"

namespace baton::bpmn {
namespace {

std::shared_ptr<const Model> model_of(const std::string& body, const std::string& prefix = "") {
  const std::string at = prefix.empty() ? "" : ":" + prefix;
  return read("<" + (prefix.empty() ? "" : prefix + ":") + "definitions xmlns" + at + "='http://www.omg.org/spec/BPMN/20100524/MODEL' "
              "xmlns:camunda='http://camunda.org/schema/1.0/bpmn' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
              "xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI' xmlns:dc='http://www.omg.org/spec/DD/20100524/DC'>" +
              body + "</" + (prefix.empty() ? "" : prefix + ":") + "definitions>").model;
}

std::string told(const std::string& before, const std::string& after) { return to_text(difference(*model_of(before), *model_of(after))); }

const std::string kProcess =
    "<process id='P'><userTask id='A' name='a' camunda:assignee='kim'/><intermediateCatchEvent id='T'><timerEventDefinition id='x1'>"
    "<timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>"
    "<sequenceFlow id='F' sourceRef='A' targetRef='T'><conditionExpression xsi:type='tFormalExpression'>${a}</conditionExpression></sequenceFlow></process>"
    "<d:BPMNDiagram><d:BPMNPlane bpmnElement='P'><d:BPMNShape id='s1' bpmnElement='A'><dc:Bounds x='1' y='2' width='3' height='4'/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Diff, SeesNoDifferenceInWhatMeansNothing) {
  EXPECT_EQ(told(kProcess, kProcess), "");
  EXPECT_EQ(told(kProcess, with(with(kProcess, "id='x1'", "id='other'"), "id='s1'", "id='s2'")), "");
  EXPECT_EQ(told(kProcess, with(kProcess, "x='1'", "x='1.0'")), "");
  EXPECT_EQ(told(kProcess, with(kProcess, "name='a' camunda:assignee='kim'", "camunda:assignee='kim'   name='a'")), "");
  const auto plain = model_of("<task id='A'/>"), prefixed = model_of("<b:task id='A'/>", "b");
  EXPECT_TRUE(difference(*plain, *prefixed).is_empty());
}

TEST(Diff, TellsAttributesAndContent) {
  EXPECT_EQ(told(kProcess, with(kProcess, "name='a'", "name='b'")), "~ userTask A 'b'\n    name: 'a' -> 'b'\n");
  EXPECT_EQ(told(kProcess, with(kProcess, " camunda:assignee='kim'", "")), "~ userTask A 'a'\n    vendor:assignee: 'kim' -> (nothing)\n");
  EXPECT_EQ(told(kProcess, with(kProcess, "${a}", "${b}")), "~ sequenceFlow F\n    conditionExpression: '${a}' -> '${b}'\n");
  EXPECT_EQ(told(kProcess, with(kProcess, "x='1'", "x='7'")), "> userTask A 'a' (layout only)\n");
}

TEST(Diff, TellsWhatItMeansForInstances) {
  EXPECT_EQ(told(kProcess, with(kProcess, "PT1H", "PT2H")),
            "~ intermediateCatchEvent T\n    timerEventDefinition/timeDuration: 'PT1H' -> 'PT2H'\nRunning instances:\n"
            "  T: timers that run keep their due date unless the migration updates them\n");
  const std::string gone = told(kProcess, with(kProcess, "<userTask id='A' name='a' camunda:assignee='kim'/>", "<userTask id='B'/>"));
  EXPECT_EQ(gone, "- userTask A 'a'\n+ userTask B\nRunning instances:\n  A: instances that wait here need a migration instruction to another activity\n");
  const std::string kind = told(kProcess, with(kProcess, "userTask id='A'", "serviceTask id='A'"));
  EXPECT_NE(kind.find("type: 'userTask' -> 'serviceTask'"), std::string::npos) << kind;
  EXPECT_NE(kind.find("can be migrated only to an activity of the same kind"), std::string::npos) << kind;
}

TEST(Diff, TellsMovesBetweenScopes) {
  const std::string flat = "<process id='P'><subProcess id='S'/><task id='A'/></process>";
  const std::string inside = "<process id='P'><subProcess id='S'><task id='A'/></subProcess></process>";
  EXPECT_EQ(told(flat, inside), "~ task A\n    inside: 'P' -> 'S'\nRunning instances:\n  A: stands in another scope: instances that wait here need a migration instruction\n");
}

TEST(Diff, AsJsonAndPicture) {
  const auto before = model_of(kProcess), after = model_of(with(kProcess, "name='a'", "name='b'"));
  const Difference found = difference(*before, *after);
  const Json json = to_json(found);
  EXPECT_EQ(json["changes"][0]["values"][0]["after"], "b");
  EXPECT_FALSE(json["equal"].get<bool>());
  const std::string svg = to_svg(found, *before, *after);
  EXPECT_NE(svg.find(">changed<"), std::string::npos);
  EXPECT_TRUE(to_json(difference(*before, *before))["equal"].get<bool>());
}

}  // namespace
}  // namespace baton::bpmn
