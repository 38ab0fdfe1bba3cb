// A flow whose condition is always false is dead; one whose condition is always true makes the flows behind it dead.
#include <fmt/format.h>
#include <optional>

#include "bpmn/lint/insight/tables.hpp"
#include "bpmn/lint/insight/texts.hpp"
#include "expression/expression.hpp"

namespace baton::bpmn::lint {

namespace {

// Nobody's variables.
class Nothing : public Scope {
 public:
  std::optional<Value> variable(std::string_view) const override { return std::nullopt; }
  std::optional<Value> local_variable(std::string_view) const override { return std::nullopt; }
  std::vector<std::string> variable_names() const override { return {}; }
  std::vector<std::string> local_variable_names() const override { return {}; }
  void set_variable(const std::string&, Value) override {}
  void set_local_variable(const std::string&, Value) override {}
  void remove_variable(const std::string&) override {}
  void remove_local_variable(const std::string&) override {}
  std::optional<Value> property(std::string_view, std::string_view) const override { return std::nullopt; }
  bool call(std::string_view, std::string_view, const std::vector<Value>&, Value&) override { return false; }
  TimestampMs now() const override { return 0; }
  std::string current_user() const override { return ""; }
  std::vector<std::string> current_user_groups() const override { return {}; }
  Value run_script(const Expression&) override { throw EvaluationError{"no scripts here", std::nullopt, {}}; }
};

// Nothing where the value depends on something: variables, or functions such as now().
std::optional<bool> constant_value(Element condition) {
  const std::string text = condition.trimmed_text();
  if (condition.has("language") || without_literals(text).find('(') != std::string::npos) return std::nullopt;
  try {
    const Expression expression = Expression::compile(text);
    if (expression.is_constant() || !expression.free_names().empty()) return std::nullopt;
    Nothing nothing;
    return as_condition(expression.evaluate(nothing), expression);
  } catch (const SyntaxError&) {
  } catch (const EvaluationError&) {
  }
  return std::nullopt;
}

void check(const Look& look) {
  for (const Element& condition : look.diagram().all(Tag::condition_expression)) {
    const auto value = constant_value(condition);
    if (!value) continue;
    look.report(condition.parent(), condition,
                fmt::format("The condition '{}' is always {}: {}", condition.trimmed_text(), *value,
                            *value ? "it decides nothing" : "the flow is never taken"));
  }
}

}  // namespace

const LintRule& constant_condition() {
  static constexpr LintRule kRule{"constant-condition", Family::insight, Severity::warning,
                                  "A condition can be true and can be false.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
