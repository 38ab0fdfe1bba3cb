#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

void calls_say_whom(const View&, const View::Node& node, const Report& report) {
  if (node.tag != Tag::call_activity) return;
  const bool process = node.element.has("calledElement"), is_case = node.element.vendor("caseRef").has_value();
  if (!process && !is_case) report("Missing attribute 'calledElement' or 'caseRef'");
  if (process && is_case) report("The attributes 'calledElement' or 'caseRef' cannot be used together: Use either one");
}

void called_keys_are_given(const View&, const View::Node& node, const Report& report) {
  const auto called = node.element.find_attribute("calledElement");
  if (node.tag == Tag::call_activity && called && is_blank(*called)) report("The attribute 'calledElement' is empty");
}

void bound_versions_are_given(const View&, const View::Node& node, const Report& report) {
  if (node.tag != Tag::call_activity) return;
  const auto binding = node.element.vendor("calledElementBinding");
  for (const auto& [value, attribute] : {std::pair("version", "calledElementVersion"),
                                         std::pair("versionTag", "calledElementVersionTag")}) {
    if (binding != value || node.element.vendor(attribute)) continue;
    report(fmt::format("Missing attribute '{}' when 'calledElementBinding' has value '{}'", attribute, value));
  }
}

// What is wrong with the source of a camunda:in or camunda:out; empty when nothing is.
std::string source_problem(Element mapping) {
  const bool is_in = mapping.name() == "in";
  if (is_in && !mapping.attribute("businessKey").empty()) return "";
  if (mapping.attribute("variables") == "all") return "";
  for (const std::string_view name : {"source", "sourceExpression"}) {
    if (!mapping.has(name)) continue;
    return mapping.attribute(name).empty() ? fmt::format("Empty attribute '{}' when passing variables", name) : "";
  }
  return "Missing parameter 'source' or 'sourceExpression' when passing variables";
}

std::string target_problem(Element mapping) {
  if (!mapping.has("source") && !mapping.has("sourceExpression")) return "";
  if (!mapping.has("target")) return "Missing attribute 'target' when attribute 'source' or 'sourceExpression' is set";
  return mapping.attribute("target").empty()
             ? "Empty attribute 'target' when attribute 'source' or 'sourceExpression' is set" : "";
}

void check_mappings(Element holder, std::string_view name, const Report& report) {
  for (const Element& mapping : holder.extensions(name)) {
    if (mapping.space() != Space::vendor) continue;
    for (std::string problem : {source_problem(mapping), target_problem(mapping)}) {
      if (!problem.empty()) report(mapping, std::move(problem));
    }
  }
}

void passed_variables_are_complete(const View&, const View::Node& node, const Report& report) {
  if (node.tag == Tag::call_activity) {
    check_mappings(node.element, "in", report);
    check_mappings(node.element, "out", report);
  }
  if (node.tag != Tag::end_event && node.tag != Tag::intermediate_throw_event) return;
  for (const Element& definition : node.definitions) {
    if (definition.tag() == Tag::signal_event_definition) check_mappings(definition, "in", report);
  }
}

constexpr std::array<NodeRule, 4> kRules = {{
    {"called-element", Verdict::incomplete, "A call activity says what it calls.", calls_say_whom},
    {"called-element-empty", Verdict::warning, "A call activity names what it calls.", called_keys_are_given},
    {"called-version", Verdict::error, "A call bound by version says which.", bound_versions_are_given},
    {"variable-mapping", Verdict::error, "camunda:in and camunda:out have a source and a target.",
     passed_variables_are_complete},
}};

}  // namespace

NodeRules call_rules() { return kRules; }

}  // namespace baton::bpmn::executable
