// Expressions and what a Camunda 7.24 answered to them, with the variables of testdata/variables.json.
// Recorded with one service task for each (camunda:expression, camunda:resultVariable).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "expression/test_scope.hpp"

namespace baton {
namespace {

Json read_testdata(const std::string& name) {
  const auto here = std::filesystem::path(__FILE__).parent_path();
  for (const auto& folder : {here / "testdata", std::filesystem::path("expression/juel/testdata")}) {
    std::ifstream file(folder / name);
    if (file) return Json::parse(file);
  }
  throw std::runtime_error("no testdata " + name);
}

TestScope recorded_scope() {
  TestScope scope;
  const Json variables = read_testdata("variables.json");
  for (const auto& [name, given] : variables.items()) {
    const bool typed = given.is_object() && given.contains("value");
    scope.local[name] = value_from_rest(typed ? given : Json{{"value", given}}).value;
  }
  scope.properties["execution."] = Value::boolean(true);
  scope.properties["execution.processBusinessKey"] = Value::string("bk");
  scope.properties["execution.currentActivityId"] = Value::string("t");
  scope.time = 1'900'000'000'000;  // later than the variable `date`, as it was when the answers were recorded
  return scope;
}

// In the form of the recorded answers.
Json answer_of(const std::string& text) {
  try {
    TestScope scope = recorded_scope();
    const Json result = value_to_rest(Expression::compile(text).evaluate(scope), false);
    if (result["type"] == "Object") return {{"object", result["valueInfo"]["objectTypeName"]}};
    return {{"type", result["type"]}, {"value", result["value"]}};
  } catch (const EvaluationError& error) {
    return {{"error", error.message}};
  } catch (const SyntaxError& error) {
    return {{"refused", error.message}};
  }
}

TEST(RecordedAnswers, AreGivenHereToo) {
  const Json recorded = read_testdata("camunda7_answers.json");
  ASSERT_GT(recorded.size(), 600U);
  for (Json expected : recorded) {
    const std::string text = expected["expression"];
    expected.erase("expression");
    EXPECT_EQ(answer_of(text), expected) << text;
  }
}

// Where we differ on purpose or by necessity: Java's classes without a counterpart, and words of Java's
// errors.
TEST(RecordedAnswers, DifferWhereJavasClassesEnd) {
  EXPECT_EQ(answer_of("${str.charAt(1)}"), (Json{{"type", "String"}, {"value", "e"}}));
  EXPECT_EQ(answer_of("${f}"), (Json{{"type", "File"}, {"value", nullptr}}));
  EXPECT_EQ(answer_of("${f.filename}"), (Json{{"type", "String"}, {"value", "a.txt"}}));
  EXPECT_EQ(answer_of("${by[0]}"), (Json{{"type", "Short"}, {"value", 0}}));
  EXPECT_EQ(answer_of("${n.floatValue()}"), (Json{{"type", "Double"}, {"value", 3.0}}));
  EXPECT_EQ(answer_of("${JSON('{\"v\":12345678901234567890}').prop('v').numberValue()}")["type"], "Double");
  EXPECT_EQ(answer_of("${dateTime().withMillis(0)}"),
            (Json{{"type", "Date"}, {"value", "1970-01-01T00:00:00.000+0000"}}));
  EXPECT_EQ(answer_of("${j.prop('list').elements()}"), (Json{{"type", "Json"}, {"value", "[1,2.5,\"x\"]"}}));
}

}  // namespace
}  // namespace baton
