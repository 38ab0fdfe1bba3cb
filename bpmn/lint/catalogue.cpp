#include "bpmn/lint/catalogue.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "bpmn/lint/fix/mends.hpp"
#include "bpmn/lint/insight/tables.hpp"
#include "bpmn/lint/style/tables.hpp"
#include "bpmn/rules/rule_info.hpp"
#include "bpmn/soundness/soundness.hpp"

namespace baton::bpmn::lint {

namespace {

using RuleOf = const LintRule& (*)();

constexpr RuleOf kRules[] = {
    ad_hoc_sub_process, conditional_event, conditional_flows, end_event_required, event_based_gateway,
    event_sub_process_typed_start_event, fake_join, global, label_required, link_event, no_bpmndi, no_complex_gateway,
    no_disconnected, no_duplicate_sequence_flows, no_gateway_join_fork, no_implicit_end, no_implicit_split,
    no_implicit_start, no_inclusive_gateway, no_overlapping_elements, single_blank_start_event,
    single_event_definition, standard_size, start_event_required, sub_process_blank_start_event, superfluous_gateway,
    superfluous_label, superfluous_termination, bean_call, constant_condition, default_with_condition, duplicate_name,
    flow_behind_end, flow_references, ignored_condition, no_default_flow, nothing_executable, script_syntax,
    timer_never_fires, timer_syntax, uncaught_error, unreachable_node, unresolved_variable, unused_definition,
};

std::vector<CatalogueEntry> make() {
  std::vector<CatalogueEntry> entries;
  for (const RuleInfo& info : deployment_rules()) entries.push_back({info.id, Family::deployment, info.severity, info.demand});
  for (const RuleInfo& info : specification_rules()) entries.push_back({info.id, Family::specification, info.severity, info.demand});
  for (const SoundnessRule& rule : soundness_rules()) entries.push_back({rule.id, Family::soundness, rule.severity, rule.demand});
  for (CatalogueEntry& entry : entries) entry.mend = mend_of(entry.id);
  for (const RuleOf rule_of : kRules) {
    const LintRule& rule = rule_of();
    entries.push_back({rule.id, rule.family, rule.severity, rule.summary, &rule, rule.mend});
  }
  const auto order = [](const CatalogueEntry& a, const CatalogueEntry& b) {
    return std::tie(a.family, a.id) < std::tie(b.family, b.id);
  };
  std::stable_sort(entries.begin(), entries.end(), order);
  const auto same = [](const CatalogueEntry& a, const CatalogueEntry& b) { return a.id == b.id && a.family == b.family; };
  entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
  return entries;
}

}  // namespace

const std::vector<CatalogueEntry>& catalogue() {
  static const std::vector<CatalogueEntry> kEntries = make();
  return kEntries;
}

const CatalogueEntry* find_rule(std::string_view id) {
  const auto& all = catalogue();
  const auto found = std::find_if(all.begin(), all.end(), [&](const CatalogueEntry& entry) { return entry.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::string_view family_name(Family family) {
  static constexpr std::array<std::string_view, 5> kNames = {"deployment", "specification", "style", "insight", "soundness"};
  return kNames[static_cast<std::size_t>(family)];
}

}  // namespace baton::bpmn::lint
