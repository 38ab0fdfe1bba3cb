// What the recorded answers cannot say: variables that change, the implicit objects, limits.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "expression/test_scope.hpp"

namespace baton {
namespace {

constexpr const char* kJson = "application/json";

Value list_value(const std::string& text) { return Value::object(text, "java.util.ArrayList", kJson); }
Value map_value(const std::string& text) { return Value::object(text, "java.util.LinkedHashMap", kJson); }

Value evaluate(TestScope& scope, const std::string& text) {
  return Expression::compile(text).evaluate(scope);
}

std::string error_of(TestScope& scope, const std::string& text) {
  try {
    return "no error: " + to_text(evaluate(scope, text));
  } catch (const EvaluationError& error) {
    return error.message;
  }
}

std::string refusal_of(const std::string& text) {
  try {
    Expression::compile(text);
    return "accepted";
  } catch (const SyntaxError& error) {
    return error.message;
  }
}

// --- variables that methods change ----------------------------------------------------------------

TEST(ChangedObjects, AreWrittenBackToTheirVariables) {
  TestScope scope;
  scope.outer["l"] = list_value("[1]");
  EXPECT_EQ(evaluate(scope, "${l.add('x')}"), Value::boolean(true));
  EXPECT_EQ(scope.outer["l"].as_document().text, "[1,\"x\"]");
}

TEST(ChangedObjects, IncludeTheOnesAroundThem) {
  TestScope scope;
  scope.outer["m"] = map_value(R"({"a":{"b":[1]}})");
  evaluate(scope, "${m.a.b.add(2)}");
  EXPECT_EQ(scope.outer["m"].as_document().text, R"({"a":{"b":[1,2]}})");
  evaluate(scope, "${m.a.put('c', m.a.b.remove(m.a.b[0]))}");
  EXPECT_EQ(scope.outer["m"].as_document().text, R"({"a":{"b":[1],"c":2}})") << "an Integer is an index";
}

TEST(ChangedObjects, SeeEarlierChangesOfTheSameExpression) {
  TestScope scope;
  scope.outer["l"] = list_value("[]");
  EXPECT_EQ(evaluate(scope, "${l.add(1) && l.add(2) ? l.size() : 0}"), Value::integer(2));
  EXPECT_EQ(scope.outer["l"].as_document().text, "[1,2]");
}

TEST(ChangedObjects, OfLocalVariablesAreWrittenThere) {
  TestScope scope;
  scope.outer["l"] = list_value("[]");
  scope.local["l"] = list_value("[]");
  scope.properties["execution."] = Value::boolean(true);
  evaluate(scope, "${execution.getVariableLocal('l').add(7)}");
  EXPECT_EQ(scope.local["l"].as_document().text, "[7]");
  EXPECT_EQ(scope.outer["l"].as_document().text, "[]");
}

TEST(ChangedObjects, ThatAreSpinNodesAreNotWrittenBack) {
  TestScope scope;
  scope.outer["j"] = Value::json("{}");
  EXPECT_EQ(evaluate(scope, "${j.prop('a', 1)}").as_document().text, "{\"a\":1}");
  EXPECT_EQ(scope.outer["j"].as_document().text, "{}");
}

TEST(ChangedObjects, UnchangedOnesKeepTheirText) {
  TestScope scope;
  scope.outer["l"] = list_value("[ 1 ]");
  EXPECT_EQ(evaluate(scope, "${l}").as_document().text, "[ 1 ]");
  EXPECT_EQ(evaluate(scope, "${l.size() == 1 ? l : null}").as_document().text, "[ 1 ]");
}

TEST(ChangedObjects, ThatContainThemselvesAreCopies) {
  TestScope scope;
  scope.outer["l"] = list_value("[1]");
  scope.outer["m"] = map_value("{\"a\":1}");
  evaluate(scope, "${l.add(l) && l.addAll(l) && m.put('m', m) == null}");
  EXPECT_EQ(scope.outer["l"].as_document().text, "[1,[1],1,[1]]");
  EXPECT_EQ(scope.outer["m"].as_document().text, R"({"a":1,"m":{"a":1}})");
}

TEST(Objects, ThatCannotBeReadAreStillPassedOn) {
  TestScope scope;
  scope.outer["x"] = Value::object("rO0AB", "com.example.Order", "application/x-java-serialized-object");
  scope.outer["broken"] = Value::json("{oops");
  EXPECT_EQ(evaluate(scope, "${x}"), scope.outer["x"]);
  EXPECT_EQ(evaluate(scope, "${broken}"), scope.outer["broken"]);
  EXPECT_EQ(error_of(scope, "${x.total}"),
            "Unknown property used in expression: ${x.total}. Cause: The class "
            "'com.example.Order' does not have the property 'total'.");
}

TEST(Objects, OfOwnClassesAreRead) {
  TestScope scope;
  scope.outer["order"] = Value::object(R"({"total":5,"lines":[{"n":1}]})", "com.example.Order", kJson);
  EXPECT_EQ(evaluate(scope, "${order.total}"), Value::integer(5));
  EXPECT_EQ(evaluate(scope, "${order.lines[0].n + 1}"), Value::long_integer(2));
}

// --- implicit objects -----------------------------------------------------------------------------

class ImplicitObjects : public testing::Test {
 protected:
  void SetUp() override {
    scope.properties["execution."] = Value::boolean(true);
    scope.properties["execution.processInstanceId"] = Value::string("p1");
    scope.properties["execution.suspended"] = Value::boolean(false);
    scope.properties["task."] = Value::boolean(true);
    scope.properties["task.assignee"] = Value::string("ada");
    scope.properties["task.execution"] = Value::null();
    scope.outer["a"] = Value::integer(1);
    scope.local["b"] = Value::integer(2);
  }
  TestScope scope;
};

TEST_F(ImplicitObjects, HavePropertiesAndGetters) {
  EXPECT_EQ(evaluate(scope, "${execution.processInstanceId}"), Value::string("p1"));
  EXPECT_EQ(evaluate(scope, "${execution.getProcessInstanceId()}"), Value::string("p1"));
  EXPECT_EQ(evaluate(scope, "${execution.isSuspended()}"), Value::boolean(false));
  EXPECT_EQ(evaluate(scope, "${task.assignee.toUpperCase()}"), Value::string("ADA"));
  EXPECT_EQ(evaluate(scope, "${task.execution.processInstanceId}"), Value::string("p1"));
}

TEST_F(ImplicitObjects, SetAndRemoveVariables) {
  evaluate(scope, "${execution.setVariable('a', a + 1)}");
  EXPECT_EQ(scope.outer["a"], Value::long_integer(2));
  evaluate(scope, "${execution.setVariableLocal('c', 'x')}");
  EXPECT_EQ(scope.local["c"], Value::string("x"));
  evaluate(scope, "${task.removeVariable('b')}");
  EXPECT_FALSE(scope.local.contains("b"));
  evaluate(scope, "${execution.removeVariables()}");
  EXPECT_TRUE(scope.outer.empty());
}

TEST_F(ImplicitObjects, TellScopesApart) {
  EXPECT_EQ(evaluate(scope, "${execution.hasVariableLocal('a')}"), Value::boolean(false));
  EXPECT_EQ(evaluate(scope, "${execution.getVariableLocal('b')}"), Value::integer(2));
  EXPECT_EQ(evaluate(scope, "${execution.variablesLocal.size()}"), Value::integer(1));
  EXPECT_EQ(evaluate(scope, "${execution.getVariables().size()}"), Value::integer(2));
  EXPECT_EQ(evaluate(scope, "${execution.variableNames.contains('b')}"), Value::boolean(true));
}

TEST_F(ImplicitObjects, PassOtherCallsOn) {
  EXPECT_TRUE(evaluate(scope, "${task.setAssignee(a)}").is_null());
  EXPECT_EQ(scope.calls, std::vector<std::string>{"task.setAssignee(1)"});
  EXPECT_EQ(error_of(scope, "${task.explode(1)}"),
            "Unknown method used in expression: ${task.explode(1)}. Cause: Method not found: class "
            "org.camunda.bpm.engine.impl.persistence.entity.TaskEntity.explode(java.lang.Long)");
  EXPECT_EQ(error_of(scope, "${execution}"),
            "Cannot serialize object: org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity");
}

TEST_F(ImplicitObjects, ThatAreAbsentAreUnknown) {
  EXPECT_EQ(error_of(scope, "${externalTask.id}"),
            "Unknown property used in expression: ${externalTask.id}. Cause: "
            "Cannot resolve identifier 'externalTask'");
  scope.outer["externalTask"] = Value::string("a variable of that name");
  EXPECT_EQ(evaluate(scope, "${externalTask}"), Value::string("a variable of that name"));
}

TEST(CurrentUser, IsNullWhenNobodyIsLoggedIn) {
  TestScope scope;
  EXPECT_TRUE(evaluate(scope, "${currentUser()}").is_null());
  EXPECT_TRUE(evaluate(scope, "${currentUserGroups()}").is_null());
  scope.user = "ada";
  scope.groups = {"sales"};
  EXPECT_EQ(evaluate(scope, "${currentUser()}"), Value::string("ada"));
  EXPECT_EQ(evaluate(scope, "${authenticatedUserId}"), Value::string("ada"));
  EXPECT_EQ(evaluate(scope, "${currentUserGroups().contains('sales')}"), Value::boolean(true));
}

TEST(Clock, IsTheScopes) {
  TestScope scope;
  EXPECT_EQ(evaluate(scope, "${now()}"), Value::date(scope.time));
  EXPECT_EQ(evaluate(scope, "${dateTime().plusDays(1).toDate()}"), Value::date(scope.time + 86'400'000));
}

// --- limits ---------------------------------------------------------------------------------------

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Limits, RefuseDeepNesting) {
  constexpr const char* kDeep = "nests deeper than 400 levels";
  EXPECT_NE(refusal_of("${" + repeated("(", 5000) + "1" + repeated(")", 5000) + "}").find(kDeep),
            std::string::npos);
  EXPECT_NE(refusal_of("${" + repeated("-", 100000) + "1}").find(kDeep), std::string::npos);
  EXPECT_NE(refusal_of("${1" + repeated("+1", 5000) + "}").find(kDeep), std::string::npos);
  EXPECT_NE(refusal_of("${m" + repeated(".a", 5000) + "}").find(kDeep), std::string::npos);
  EXPECT_EQ(refusal_of("${1" + repeated("+1", 390) + "}"), "accepted");
  EXPECT_NE(refusal_of(repeated("${1}", 20000)).find("more than 20000 tokens"), std::string::npos);
  EXPECT_EQ(refusal_of(repeated("x", 1'000'000) + "${1}"), "accepted");
}

TEST(Limits, StopGrowth) {
  TestScope scope;
  scope.outer["l"] = list_value("[1]");
  scope.outer["s"] = Value::string("0123456789");
  scope.outer["j"] = Value::json("{}");
  EXPECT_NE(error_of(scope, "${" + repeated("l.addAll(l) && ", 60) + "true}").find("grew beyond"),
            std::string::npos);
  EXPECT_NE(error_of(scope, repeated("${j.prop('x', j)}", 600)).find("nests deeper than 500"),
            std::string::npos);
  EXPECT_NE(error_of(scope, "${s.repeat(2000000000)}").find("grew beyond"), std::string::npos);
  EXPECT_NE(error_of(scope, "${s.repeat(800000).replace('1', s)}").find("grew beyond"), std::string::npos);
  EXPECT_EQ(scope.outer["l"].as_document().text, "[1]") << "nothing is written back of what failed";
}

TEST(Limits, StopRegularExpressions) {
  TestScope scope;
  EXPECT_NE(
      error_of(scope, "${'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('(a+)+')}").find("match limit"),
      std::string::npos);
}

TEST(Limits, TakeDeepJsonForText) {
  TestScope scope;
  scope.outer["j"] = Value::json(repeated("[", 100000));
  EXPECT_NE(error_of(scope, "${j.isArray()}").find("Method not found"), std::string::npos);
}

}  // namespace
}  // namespace baton
