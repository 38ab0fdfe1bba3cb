#include "bpmn/graph/compiler.hpp"

#include <fmt/format.h>

#include "bpmn/finding_at.hpp"

namespace baton::bpmn {

namespace {

constexpr std::string_view kSyntax = "expression-syntax";
constexpr std::string_view kNotRunnable = "not-runnable";

}  // namespace

void Compiler::report(Severity severity, Element at, std::string rule, std::string message) {
  findings_.push_back(finding_at(at, std::move(rule), severity, std::move(message)));
}

Expression Compiler::text(Element at, std::optional<std::string_view> text) {
  if (!text || text->empty()) return {};
  try {
    return Expression::compile(*text);
  } catch (const SyntaxError& error) {
    report(Severity::error, at, std::string(kSyntax),
           fmt::format("Error parsing '{}' at position {}: {}", *text, error.position, error.message));
    return {};
  }
}

std::optional<Expression> Compiler::script(Element at, std::string_view language, std::string_view text) {
  bool known = true;
  try {
    Expression compiled = Expression::compile_script(language, text, known);
    if (known) return compiled;
    warn(at, std::string(kNotRunnable), fmt::format("Scripts in '{}' cannot run here", language));
  } catch (const SyntaxError& error) {
    report(Severity::error, at, std::string(kSyntax),
           fmt::format("Error in the {} script at position {}: {}", language, error.position, error.message));
  }
  return std::nullopt;
}

std::optional<Expression> Compiler::script(Element element) {
  if (element.has("resource")) {
    warn(element, std::string(kNotRunnable),
         fmt::format("The script of resource '{}' cannot be loaded here", element.attribute("resource")));
    return std::nullopt;
  }
  return script(element, element.attribute("scriptFormat"), element.text());
}

Expression Compiler::condition(Element element) {
  const auto language = element.find_attribute("language");
  if (!language) return content(element);
  if (const auto resource = element.vendor("resource")) {
    warn(element, std::string(kNotRunnable), fmt::format("The script of resource '{}' cannot be loaded here", *resource));
    return failing();
  }
  return script(element, *language, element.trimmed_text()).value_or(failing());
}

Expression Compiler::failing() { return Expression::compile("${this_script_cannot_run_here}"); }

}  // namespace baton::bpmn
