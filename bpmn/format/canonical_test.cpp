#include "bpmn/format/canonical.hpp"

#include <gtest/gtest.h>

#include "bpmn/bpmn.hpp"
#include "bpmn/facts/facts.hpp"

namespace baton::bpmn {
namespace {

constexpr const char* kHead =
    "<definitions targetNamespace='t' xmlns:di='http://www.omg.org/spec/BPMN/20100524/DI' "
    "xmlns:dc='http://www.omg.org/spec/DD/20100524/DC' xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>";

std::string formatted(const std::string& body) {
  const auto loaded = read(kHead + body + "</definitions>");
  EXPECT_TRUE(loaded.model);
  const std::string once = canonical(*loaded.model);
  const auto again = read(once);
  EXPECT_TRUE(again.model) << once;
  EXPECT_EQ(canonical(*again.model), once);
  return once;
}

TEST(Canonical, DoesNotDependOnWhoWroteTheFile) {
  const std::string one = formatted(
      "<process name='n' id='P'><task id='A'><outgoing>F</outgoing></task><task name='b' id='B'/>"
      "<sequenceFlow targetRef='B' sourceRef='A' id='F'/></process>"
      "<di:BPMNDiagram id='D'><di:BPMNPlane bpmnElement='P'><di:BPMNEdge bpmnElement='F' id='x1'/>"
      "<di:BPMNShape bpmnElement='B'><dc:Bounds x='10.0' y='1.50' width='100' height='80'/></di:BPMNShape>"
      "<di:BPMNShape id='x2' bpmnElement='A'/></di:BPMNPlane></di:BPMNDiagram>");
  const std::string other = formatted(
      "<di:BPMNDiagram id='D'>\n\n<di:BPMNPlane bpmnElement='P' id='pl'><di:BPMNShape bpmnElement='A'/>"
      "<di:BPMNShape bpmnElement='B'><dc:Bounds width='100.0' height='80' x='10' y='1.5'/></di:BPMNShape>"
      "<di:BPMNEdge bpmnElement='F'/></di:BPMNPlane></di:BPMNDiagram>"
      "<process id='P' name='n'><task id='A'></task><task id='B' name='b'><incoming>F</incoming></task>"
      "<sequenceFlow id='F' sourceRef='A' targetRef='B'></sequenceFlow></process>");
  EXPECT_EQ(one, other);
  EXPECT_NE(one.find("\n    <task id=\"B\" name=\"b\">\n      <incoming>F</incoming>\n"), std::string::npos) << one;
}

TEST(Canonical, KeepsWhatMeansSomething) {
  const std::string text = formatted(
      "<!-- about P --><process id='P'><sequenceFlow id='Z' sourceRef='A' targetRef='B'/>"
      "<sequenceFlow id='M' sourceRef='A' targetRef='B'/><task id='B'/><task id='A'>"
      "<documentation>  two\n lines </documentation><extensionElements><x:p xmlns:x='u' b='1' a='2'>t</x:p>"
      "</extensionElements></task></process>");
  EXPECT_LT(text.find("about P"), text.find("<process"));
  EXPECT_LT(text.find("sequenceFlow id=\"Z\""), text.find("sequenceFlow id=\"M\""));  // the order of decisions
  EXPECT_NE(text.find("<documentation>  two\n lines </documentation>"), std::string::npos) << text;
  EXPECT_NE(text.find("<x:p xmlns:x=\"u\" b=\"1\" a=\"2\">t</x:p>"), std::string::npos) << text;
}

// Found by fuzzing: flows with the id of something else, flows that stand where they will not stay or do not belong.
TEST(Canonical, IsItsOwnCanonicalForm) {
  for (const char* body :
       {"<process id='p'><task id='f'/><sequenceFlow id='f' sourceRef='f' targetRef='b'/><task id='b'/></process>",
        "<process id='p'><sequenceFlow id='f1' sourceRef='a' targetRef='b'/><task id='a'/><task id='b'/></process>"
        "<sequenceFlow id='f2' sourceRef='a' targetRef='b'/>",
        "<process id='p'><task id='a'><outgoing>f1<sequenceFlow id='f2' sourceRef='x' targetRef='b'/></outgoing></task>"
        "<sequenceFlow id='f1' sourceRef='a' targetRef='b'/><task id='b'/></process>",
        "<process id='p'><task id='a'/></process><di:BPMNDiagram><di:BPMNPlane bpmnElement='p'><di:BPMNShape bpmnElement='a'>"
        "<di:BPMNShape id='x' bpmnElement='b'/></di:BPMNShape><di:BPMNShape bpmnElement='b'/></di:BPMNPlane></di:BPMNDiagram>"}) {
    const std::string once = formatted(body);
    EXPECT_EQ(canonical(*read(once).model), once);
  }
}

TEST(Canonical, GivesIdsThatStay) {
  const std::string text = formatted("<process id='P'><task/><task/></process>");
  EXPECT_NE(text.find("<task id=\"P_task\" />"), std::string::npos) << text;
  EXPECT_NE(text.find("<task id=\"P_task_2\" />"), std::string::npos) << text;
}

}  // namespace
}  // namespace baton::bpmn
