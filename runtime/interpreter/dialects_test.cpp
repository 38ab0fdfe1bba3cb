// Diagrams of other engines, executed.
#include <gtest/gtest.h>

#include "expression/expression.hpp"
#include "runtime/testing/harness.hpp"

namespace baton {

using namespace testing;

namespace {

const char* const kZeebe = R"(<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'
    xmlns:zeebe='http://camunda.org/schema/zeebe/1.0'><process id='order' isExecutable='true'>
  <startEvent id='s'/><sequenceFlow id='f1' sourceRef='s' targetRef='each'/>
  <serviceTask id='each'><extensionElements><zeebe:taskDefinition type='pack'/><zeebe:ioMapping>
      <zeebe:input source='=item * 2' target='size'/></zeebe:ioMapping></extensionElements>
    <multiInstanceLoopCharacteristics isSequential='true'><extensionElements><zeebe:loopCharacteristics
      inputCollection='=items' inputElement='item' outputCollection='parcels' outputElement='=parcel'/></extensionElements>
    </multiInstanceLoopCharacteristics></serviceTask>
  <sequenceFlow id='f2' sourceRef='each' targetRef='g'/><exclusiveGateway id='g' default='small'/>
  <sequenceFlow id='big' sourceRef='g' targetRef='approve'><conditionExpression>=count(items) &gt; 1</conditionExpression></sequenceFlow>
  <sequenceFlow id='small' sourceRef='g' targetRef='e'/>
  <userTask id='approve'><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition assignee='=boss'/></extensionElements></userTask>
  <sequenceFlow id='f3' sourceRef='approve' targetRef='e'/>
  <endEvent id='e'><extensionElements><zeebe:ioMapping><zeebe:output source='=boss' target='by'/></zeebe:ioMapping></extensionElements></endEvent>
  </process></definitions>)";

}  // namespace

TEST(Dialects, ACamundaEightDiagramRuns) {
  run_both_ways([](Harness& h) {
    h.deploy(kZeebe);
    h.start("order", vars({{"items", Value::object("[1,2]", "java.util.ArrayList", "application/json")},
                           {"boss", Value::string("ada")}}));
    h.finish_external("pack", vars({{"parcel", Value::string("a")}}));
    EXPECT_EQ(h.variable("size").as_double(), 4);
    h.finish_external("pack", vars({{"parcel", Value::string("b")}}));
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"approve"});
    h.complete("approve");
    EXPECT_EQ(h.state(), "COMPLETED");
    EXPECT_EQ(h.variable("by").as_string(), "ada");
    EXPECT_EQ(to_text(h.variable("parcels")), "[a, b]");
  });
}

}  // namespace baton
