#include "bpmn/rules/strict/strict.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

#include "bpmn/finding_at.hpp"
#include "bpmn/rules/rule_info.hpp"
#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn {

namespace {

using namespace strict;

constexpr std::array kTables = {
    identity_rules,    reference_rules,  schema_rules,             flow_rules,           connection_rules, gateway_rules,
    message_flow_rules, start_event_rules, end_event_rules, intermediate_event_rules, boundary_event_rules,
    event_data_rules,  activity_rules,   loop_rules,               service_rules,        data_rules,       text_rules,
    collaboration_rules,
};

void check_all(const Facts& facts, Findings& findings) {
  for (const auto& table : kTables) {
    for (const StrictRule& rule : table()) rule.check(facts, Report(findings, rule.id, rule.verdict, false, {}));
  }
}

// What an imported file breaks the importing one breaks as well: a process that calls, a pool that shows what is wrong there.
// Told at the import, each rule once. Which files are found and whether ids are unique was asked of all of them together.
void check_import(const Import& import, const Imports& imports, Findings& findings) {
  Findings there;
  check_all(Facts(*import.model, imports), there);
  std::set<std::string> told;
  for (const StrictRule& rule : identity_rules()) told.emplace(rule.id);
  for (const Finding& finding : there) {
    if (finding.severity != Severity::error || !told.insert(finding.rule).second) continue;
    findings.push_back(finding_at(import.element, finding.rule, finding.severity,
                                  fmt::format("In the imported '{}', line {}: {}", import.path, finding.line, finding.message)));
  }
}

}  // namespace

void check_strictly(const Model& model, const ReadImport& read, Findings& findings) {
  const Imports imports = read_imports(model, read);
  check_all(Facts(model, imports), findings);
  for (const Import& import : imports) {
    if (import.model) check_import(import, imports, findings);
  }
}

std::vector<RuleInfo> specification_rules() {
  std::vector<RuleInfo> infos;
  for (const auto& table : kTables) describe(table(), infos);
  return infos;
}

}  // namespace baton::bpmn
