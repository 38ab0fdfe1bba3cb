#include "expression/expression.hpp"

#include <gtest/gtest.h>

#include "expression/test_scope.hpp"

namespace baton {
namespace {

TEST(Expression, EmptyIsNull) {
  TestScope scope;
  const Expression empty;
  EXPECT_TRUE(empty.empty());
  EXPECT_TRUE(empty.is_constant());
  EXPECT_TRUE(empty.evaluate(scope).is_null());
  EXPECT_EQ(empty.source(), "");
}

TEST(Expression, TextWithoutBracesIsAConstant) {
  TestScope scope;
  const Expression text = Expression::compile("$5 and {6}");
  EXPECT_TRUE(text.is_constant());
  EXPECT_EQ(text.language(), Expression::Language::constant);
  EXPECT_EQ(text.evaluate(scope), Value::string("$5 and {6}"));
  const Expression escaped = Expression::compile("\\${a}");
  EXPECT_TRUE(escaped.is_constant());
  EXPECT_EQ(escaped.evaluate(scope), Value::string("${a}"));
  EXPECT_EQ(escaped.source(), "\\${a}");
}

TEST(Expression, NamesWhatItReads) {
  const Expression juel = Expression::compile("${a.b + c['d'] > now().time ? e : S(f).prop('g')} ${a}");
  EXPECT_EQ(juel.free_names(), (std::vector<std::string>{"a", "c", "e", "f"}));
  bool known = false;
  const Expression script = Expression::compile_script("javascript", "var x = total * 2; $y;", known);
  EXPECT_EQ(script.free_names(), (std::vector<std::string>{"$y", "total", "var", "x"}));
}

TEST(Expression, ScriptsRunInTheScope) {
  TestScope scope;
  for (const char* name : {"javascript", "JavaScript", "ECMAScript", "js", "application/javascript"}) {
    bool known = false;
    const Expression script = Expression::compile_script(name, "1 + 1", known);
    EXPECT_TRUE(known) << name;
    EXPECT_EQ(script.language(), Expression::Language::javascript);
    EXPECT_FALSE(script.is_constant());
    EXPECT_EQ(script.evaluate(scope), Value::string("ran 1 + 1"));
  }
}

TEST(Expression, JuelIsAScriptLanguageAndGroovyIsNot) {
  TestScope scope;
  bool known = false;
  EXPECT_EQ(Expression::compile_script("juel", "${1 + 1}", known).evaluate(scope), Value::long_integer(2));
  EXPECT_TRUE(known);
  const Expression groovy = Expression::compile_script("groovy", "1 + 1", known);
  EXPECT_FALSE(known);
  EXPECT_TRUE(groovy.is_constant());
}

TEST(Expression, SyntaxErrorsHaveAPosition) {
  try {
    Expression::compile("Hello ${name");
    FAIL();
  } catch (const SyntaxError& error) {
    EXPECT_EQ(error.position, 12U);
    EXPECT_EQ(error.message,
              "Error parsing 'Hello ${name': syntax error at position 12, encountered 'null', expected '}'");
  }
}

TEST(Expression, CopiesShareTheTree) {
  TestScope scope;
  scope.outer["a"] = Value::integer(1);
  const Expression first = Expression::compile("${a + 1}");
  const Expression second = first;  // NOLINT: the copy is the subject
  EXPECT_EQ(second.evaluate(scope), Value::long_integer(2));
  EXPECT_EQ(first.evaluate(scope), Value::long_integer(2));
}

std::string condition_error(const Value& value) {
  try {
    as_condition(value, Expression::compile("${x}"));
    return "accepted";
  } catch (const EvaluationError& error) {
    return error.message;
  }
}

TEST(Condition, IsBooleanOnly) {
  EXPECT_TRUE(as_condition(Value::boolean(true), {}));
  EXPECT_FALSE(as_condition(Value::boolean(false), {}));
  EXPECT_EQ(condition_error(Value::string("true")),
            "condition expression returns non-Boolean: result has class java.lang.String and not "
            "java.lang.Boolean");
  EXPECT_EQ(condition_error(Value::null()), "condition expression returns null: result is null");
}

TEST(Text, IsJavas) {
  EXPECT_EQ(to_text(Value::null()), "");
  EXPECT_EQ(to_text(Value::number(1e10)), "1.0E10");
  EXPECT_EQ(to_text(Value::boolean(true)), "true");
  EXPECT_EQ(to_text(Value::date(1'709'209'815'123)), "Thu Feb 29 12:30:15 UTC 2024");
  EXPECT_EQ(to_text(Value::object("[1,{\"a\":null}]", "java.util.ArrayList", "application/json")),
            "[1, {a=null}]");
  EXPECT_EQ(to_text(Value::json("{\"a\": 1.0}")), "{\"a\":1.0}");
}

}  // namespace
}  // namespace baton
