// What the rules of a deployment and of the specification say of themselves, for lists and pages.
#pragma once

#include <string_view>
#include <vector>

#include "bpmn/rules/rule.hpp"

namespace baton::bpmn {

struct RuleInfo {
  std::string_view id;
  Severity severity;
  std::string_view demand;
};

// Everything that loading for a deployment can find, bad XML and bad expressions included.
std::vector<RuleInfo> deployment_rules();
// bpmn/rules/strict
std::vector<RuleInfo> specification_rules();

constexpr Severity severity_of(Verdict verdict) {
  if (verdict == Verdict::info) return Severity::info;
  return verdict == Verdict::warning ? Severity::warning : Severity::error;
}

// Adds what is found by reading and compiling rather than by a row of a table: reading.cpp.
void describe_reading(std::vector<RuleInfo>& infos);

template <class Rules>
void describe(const Rules& rules, std::vector<RuleInfo>& infos) {
  for (const auto& rule : rules) infos.push_back({rule.id, severity_of(rule.verdict), rule.demand});
}

}  // namespace baton::bpmn
