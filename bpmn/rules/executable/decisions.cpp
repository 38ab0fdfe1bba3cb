#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

constexpr std::array<std::string_view, 4> kMappers = {"singleEntry", "singleResult", "collectEntries", "resultList"};

bool is_decision(const View::Node& node) {
  return node.tag == Tag::business_rule_task && node.element.vendor("decisionRef").has_value();
}

void bound_versions_are_given(const View&, const View::Node& node, const Report& report) {
  if (!is_decision(node)) return;
  const auto binding = node.element.vendor("decisionRefBinding");
  for (const auto& [value, attribute] : {std::pair("version", "decisionRefVersion"),
                                         std::pair("versionTag", "decisionRefVersionTag")}) {
    if (binding != value || node.element.vendor(attribute)) continue;
    report(fmt::format("Missing attribute '{}' when 'decisionRefBinding' has value '{}'", attribute, value));
  }
}

void mappers_are_known(const View&, const View::Node& node, const Report& report) {
  if (!is_decision(node)) return;
  const auto mapper = node.element.vendor("mapDecisionResult");
  if (!mapper || std::find(kMappers.begin(), kMappers.end(), *mapper) != kMappers.end()) return;
  report(fmt::format("No decision result mapper found for name '{}'. Supported mappers are 'singleEntry', 'singleResult', "
                     "'collectEntries' and 'resultList'", *mapper));
}

constexpr std::array<NodeRule, 2> kRules = {{
    {"decision-version", Verdict::error, "A decision bound by version says which.", bound_versions_are_given},
    {"decision-mapper", Verdict::error, "camunda:mapDecisionResult is one that is known.", mappers_are_known},
}};

}  // namespace

NodeRules decision_rules() { return kRules; }

}  // namespace baton::bpmn::executable
