// Data elements and associations (BPMN 2.0.2 clause 10.4), and global tasks, which are called with them.
#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;
using Tasks = std::vector<std::string>;

namespace {

std::string in(const std::string& source, const std::string& target, const std::string& inside = {}) {
  return "<dataInputAssociation><sourceRef>" + source + "</sourceRef><targetRef>" + target + "</targetRef>" + inside +
         "</dataInputAssociation>";
}
std::string out(const std::string& source, const std::string& target, const std::string& inside = {}) {
  return "<dataOutputAssociation><sourceRef>" + source + "</sourceRef><targetRef>" + target + "</targetRef>" + inside +
         "</dataOutputAssociation>";
}
std::string io(const std::string& input, const std::string& output) {
  return "<ioSpecification><dataInput id='" + input + "'/><dataOutput id='" + output + "'/><inputSet><dataInputRefs>" + input +
         "</dataInputRefs></inputSet><outputSet><dataOutputRefs>" + output + "</dataOutputRefs></outputSet></ioSpecification>";
}
std::string doubling(const std::string& inside) {
  return "<serviceTask id='t' camunda:expression='${i * 2}' camunda:resultVariable='o'>" + inside + "</serviceTask>";
}
const char* kObjects = "<dataObject id='d1' name='before'/><dataObjectReference id='r1' dataObjectRef='d1'/>"
                       "<dataObject id='d2' name='after'/><dataObjectReference id='r2' dataObjectRef='d2'/>";

}  // namespace

TEST(DataFlow, InputsComeFromDataObjectsAndOutputsGoToThem) {
  run_both_ways([](Harness& h) {
    h.run("p", kObjects + start() + user("a") + doubling(io("i", "o") + in("r1", "i") + out("o", "r2")) + user("b") + chain("s a t b"),
          vars({{"before", Value::integer(4)}}));
    h.complete("a");
    EXPECT_EQ(h.variable("after").as_long(), 8);
    const auto visible = h.engine().variables({VariableScope::Kind::process_instance, h.instance(), false});
    EXPECT_EQ(visible.count("i"), 0u);
  });
}

TEST(DataFlow, AssociationsTransformAndAssign) {
  Harness h;
  const std::string assign = "<assignment><from>${i + 1}</from><to>r2/total/gross</to></assignment>"
                             "<assignment><from>before</from><to>${r2.plain}</to></assignment>";
  h.run("p", kObjects + start() +
                 doubling(io("i", "o") + in("r1", "i", "<transformation>${before + 10}</transformation>") + out("o", "r2", assign)) +
                 user("b") + chain("s t b"),
        vars({{"before", Value::integer(4)}}));
  EXPECT_EQ(h.variable("after").as_document().text, "{\"total\":{\"gross\":15},\"plain\":4}");
}

TEST(DataFlow, WhatIsNotAvailableIsNotCopied) {
  Harness h;
  h.run("p", kObjects + start() + set("t0", "${before == null}", " camunda:resultVariable='missing'") +
                 "<serviceTask id='t' camunda:expression='${1}' camunda:resultVariable='after'>" + io("i", "o") + in("r1", "i") +
                 out("o", "r2") + "</serviceTask>" + end() + chain("s t0 t e"));
  EXPECT_EQ(h.state(), "COMPLETED");
  EXPECT_TRUE(h.variable("missing").as_boolean());
  EXPECT_EQ(h.variable("after").as_long(), 1);
}

TEST(DataFlow, DataOfASubProcessLivesAsLongAsIt) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + sub("x", "<dataObject id='n'/><property id='q'/>" + start("s1") + set("t", "${n == null ? 1 : 2}", " camunda:resultVariable='n'") +
                                      user("u") + chain("s1 t u")) + user("after") + chain("s x after"),
          vars({{"n", Value::integer(9)}}));
    EXPECT_EQ(h.variable("n").as_long(), 1);
    h.complete("u");
    const auto visible = h.engine().variables({VariableScope::Kind::process_instance, h.instance(), false});
    EXPECT_EQ(visible.at("n").value.as_long(), 9);
    EXPECT_EQ(visible.count("q"), 0u);
  });
}

TEST(DataFlow, ADataStoreOutlivesTheInstance) {
  run_both_ways([](Harness& h) {
    const std::string store = "<dataStore id='st' name='rates'/>";
    const std::string reference = "<dataStoreReference id='sr' dataStoreRef='st'/>";
    h.run("w", reference + start() + "<serviceTask id='t' camunda:expression='${7}' camunda:resultVariable='o'>" + io("i", "o") +
                   out("o", "sr") + "</serviceTask>" + end() + chain("s t e"), {}, store);
    h.restart();
    h.run("r", reference + start() + doubling(io("i", "o") + in("sr", "i")) + user("u") + chain("s t u"), {}, store);
    EXPECT_EQ(h.variable("o").as_long(), 14);
  });
}

TEST(DataFlow, ACallActivityPassesItsInputsAndOutputs) {
  run_both_ways([](Harness& h) {
    h.deploy(process_xml("called", io("number", "result") + start() + set("t", "${number * 3}", " camunda:resultVariable='result'") +
                                       user("inside") + chain("s t inside")));
    h.run("p", kObjects + start() + "<callActivity id='call' calledElement='called'>" + io("given", "back") + in("r1", "given") +
                   out("back", "r2") + "</callActivity>" + user("u") + chain("s call u"),
          vars({{"before", Value::integer(4)}}));
    h.complete("inside");
    EXPECT_EQ(h.tasks(), Tasks{"u"});
    EXPECT_EQ(h.variable("after").as_long(), 12);
  });
}

TEST(DataFlow, WhatModelersDrawWithoutMeaningChangesNothing) {
  Harness h;
  h.run("p", std::string(kObjects) + start() +
                 "<userTask id='u'><property id='pl' name='__targetRef_placeholder'/>" + in("r1", "pl") +
                 "<dataOutputAssociation><targetRef>r2</targetRef></dataOutputAssociation></userTask>" + end() + chain("s u e"));
  h.complete("u");
  EXPECT_EQ(h.state(), "COMPLETED");
}

TEST(GlobalTask, IsCalledLikeAProcess) {
  run_both_ways([](Harness& h) {
    h.run("p", start() + "<callActivity id='c1' calledElement='gu'/><callActivity id='c2' calledElement='gm'/>"
                         "<callActivity id='c3' calledElement='gs'><extensionElements><camunda:in source='x' target='x'/>"
                         "<camunda:out source='y' target='y'/></extensionElements></callActivity>" + user("after") + chain("s c1 c2 c3 after"),
          vars({{"x", Value::integer(2)}}),
          "<globalUserTask id='gu' name='Ask'><potentialOwner><resourceAssignmentExpression><formalExpression>group(sales)"
          "</formalExpression></resourceAssignmentExpression></potentialOwner></globalUserTask><globalManualTask id='gm'/>"
          "<globalTask id='gt'/><globalScriptTask id='gs' scriptLanguage='juel'><script>${execution.setVariable('y', x + 1)}</script>"
          "</globalScriptTask>");
    EXPECT_EQ(h.tasks(), Tasks{"gu"});
    h.complete("gu");
    EXPECT_EQ(h.tasks(), Tasks{"after"});
    EXPECT_EQ(h.variable("y").as_long(), 3);
  });
}

}  // namespace baton
