// Texts of attributes: compiled, evaluated over a few variables, and translated between the dialects' languages.
#include <string>

#include "bpmn/convert/term.hpp"
#include "expression/expression.hpp"
#include "expression/test_scope.hpp"

using namespace baton;

namespace {

void evaluate(const std::string& text) {
  TestScope scope;
  scope.outer.emplace("a", Value::integer(7));
  scope.outer.emplace("b", Value::string("text"));
  scope.outer.emplace("c", Value::object("{\"k\":[1,2.5,null,{\"x\":\"y\"}]}", "java.util.LinkedHashMap", "application/json"));
  scope.outer.emplace("d", Value::object("[3,1,2]", "java.util.ArrayList", "application/json"));
  try {
    const Expression expression = Expression::compile(text);
    expression.free_names();
    to_text(expression.evaluate(scope));
  } catch (const SyntaxError&) {
  } catch (const EvaluationError&) {
  }
}

void translate(const std::string& text, bpmn::convert::Tongue tongue) {
  try {
    const auto term = bpmn::convert::parse(text, tongue);
    if (tongue == bpmn::convert::Tongue::juel) {
      // What was written can be read again.
      bpmn::convert::parse(bpmn::convert::to_feel(term), bpmn::convert::Tongue::feel);
    } else {
      const std::string juel = bpmn::convert::to_juel_template(term);
      if (juel.starts_with("${")) Expression::compile(juel);
    }
  } catch (const bpmn::convert::Problem&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  evaluate(text);
  evaluate("${" + text + "}");
  for (const auto tongue : {bpmn::convert::Tongue::feel, bpmn::convert::Tongue::juel, bpmn::convert::Tongue::java}) translate(text, tongue);
  return 0;
}
