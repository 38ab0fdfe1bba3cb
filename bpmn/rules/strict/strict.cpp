#include "bpmn/rules/strict/strict.hpp"

#include <array>

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

}  // namespace

void check_strictly(const Model& model, const ReadImport& read, Findings& findings) {
  const Imports imports = read_imports(model, read);
  const Facts facts(model, imports);
  for (const auto& table : kTables) {
    for (const StrictRule& rule : table()) rule.check(facts, Report(findings, rule.id, rule.verdict, false, {}));
  }
}

std::vector<RuleInfo> specification_rules() {
  std::vector<RuleInfo> infos;
  for (const auto& table : kTables) describe(table(), infos);
  return infos;
}

}  // namespace baton::bpmn
