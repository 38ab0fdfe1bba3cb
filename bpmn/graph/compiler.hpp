// Compiles the expressions and scripts of a diagram; what is wrong with them becomes a finding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bpmn/findings.hpp"
#include "bpmn/model/model.hpp"
#include "expression/expression.hpp"

namespace baton::bpmn {

class Compiler {
 public:
  Compiler(Findings& findings, bool lenient) : findings_(findings), lenient_(lenient) {}

  bool lenient() const { return lenient_; }

  // An attribute or text of `at`. Empty for no text; on bad syntax a finding, and empty.
  Expression text(Element at, std::optional<std::string_view> text);
  // The element's text without white space around it.
  Expression content(Element at) { return text(at, at.trimmed_text()); }

  // A script in `at`. For a language that cannot run here: a warning and nothing.
  std::optional<Expression> script(Element at, std::string_view language, std::string_view text);
  // An element such as <camunda:script scriptFormat="..">..</camunda:script>.
  std::optional<Expression> script(Element script);
  // conditionExpression, condition, completionCondition: an expression, or with `language` a script.
  Expression condition(Element element);
  // Stands for what cannot run here: evaluating it fails, as executing it in Camunda without its language does.
  static Expression failing();

  void warn(Element at, std::string rule, std::string message) { report(Severity::warning, at, rule, message); }
  void report(Severity severity, Element at, std::string rule, std::string message);

 private:
  Findings& findings_;
  bool lenient_;
};

}  // namespace baton::bpmn
