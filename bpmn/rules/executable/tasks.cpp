#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/executable/implementation.hpp"
#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

constexpr std::array<std::string_view, 3> kTypes = {"external", "mail", "shell"};

bool is_given(Element element, std::string_view attribute) {
  return !is_blank(element.vendor(attribute).value_or(""));
}

bool has_connector(Element element) {
  return !element.extension("connector").child("connectorId").trimmed_text().empty();
}

bool is_implemented(Element element) {
  return element.vendor("type") || is_given(element, "class") || element.vendor("delegateExpression") ||
         is_given(element, "expression") || has_connector(element);
}

// BPMN says what a send task does without more, so only what is given there must be right.
void tasks_are_implemented(const View&, const View::Node& node, const Report& report) {
  const Element element = implementation_of(node);
  if (!element || node.tag == Tag::send_task || is_implemented(element)) return;
  if (node.tag == Tag::business_rule_task && element.vendor("decisionRef")) return;
  report(fmt::format("One of the attributes 'class', 'delegateExpression', 'type', or 'expression' is mandatory on {}: "
                     "without one, nothing says what it does", implementation_name(node)));
}

void scripts_are_given(const View&, const View::Node& node, const Report& report) {
  if (node.tag != Tag::script_task || node.element.child(Tag::script) || node.element.vendor("resource")) return;
  report("Unable to process ScriptTask: No script source or resource was given");
}

void types_are_known(const View&, const View::Node& node, const Report& report) {
  const Element element = implementation_of(node);
  const auto type = element.vendor("type");
  if (!type || std::find(kTypes.begin(), kTypes.end(), *type) != kTypes.end()) return;
  report(fmt::format("Invalid usage of type attribute on {}: '{}'", implementation_name(node), *type));
}

void java_has_no_result(const View&, const View::Node& node, const Report& report) {
  const Element element = implementation_of(node);
  if (!element.vendor("resultVariable") && !element.vendor("resultVariableName")) return;
  if (element.vendor("type")) return;
  for (const std::string_view name : {"class", "delegateExpression"}) {
    if (!is_given(element, name)) continue;
    report(fmt::format("'resultVariableName' not supported for {} elements using '{}'", implementation_name(node), name));
    return;
  }
}

void fields_have_values(const View&, const View::Node& node, const Report& report) {
  const Element element = implementation_of(node);
  for (const Element& field : element.extensions("field")) {
    const bool has_value = field.has("stringValue") || field.has("expression") || field.child("string") ||
                           field.child("expression");
    if (!has_value) report(field, fmt::format("The field '{}' needs a stringValue or an expression", field.attribute("name")));
  }
}

constexpr std::array<NodeRule, 5> kRules = {{
    {"task-without-implementation", Verdict::incomplete, "A service or business rule task says what it does.",
     tasks_are_implemented},
    {"script-task-without-script", Verdict::incomplete, "A script task has a script.", scripts_are_given},
    {"implementation-type", Verdict::error, "camunda:type is one that is known.", types_are_known},
    {"result-variable", Verdict::error, "Java code sets its results itself.", java_has_no_result},
    {"field-value", Verdict::error, "An injected field has a value.", fields_have_values},
}};

}  // namespace

NodeRules task_rules() { return kRules; }

}  // namespace baton::bpmn::executable
