#include "bpmn/rules/rules.hpp"

#include <array>

#include "bpmn/rules/executable/tables.hpp"
#include "bpmn/rules/rule_info.hpp"

namespace baton::bpmn {

namespace {

using namespace executable;

constexpr std::array kNodeTables = {
    process_rules,    scope_rules,        gateway_rules, start_event_rules, event_rules,    boundary_rules,
    definition_rules, compensation_rules, link_rules,    handler_rules,     task_rules,     external_task_rules,
    decision_rules,   call_rules,         user_task_rules, form_rules,      loop_rules,     listener_rules,
    mapping_rules,    job_rules,
};

constexpr std::array kFlowTables = {flow_rules, flow_listener_rules};

bool is_anything_executable(const Model& model) {
  for (const Element& process : model.all(Tag::process)) {
    if (process.flag("isExecutable")) return true;
  }
  return false;
}

}  // namespace

void check_model(const Model& model, const RuleOptions& options, Findings& findings) {
  // Pools that only draw are nobody's business; a file without processes says something that cannot run.
  if (!model.all(Tag::process).empty() && !is_anything_executable(model)) return;
  for (const ModelRule& rule : root_rules()) {
    rule.check(model, Report(findings, rule.id, rule.verdict, options.lenient, {}));
  }
}

void check_process(const ProcessView& view, const RuleOptions& options, Findings& findings) {
  for (const auto& table : kNodeTables) {
    for (const NodeRule& rule : table()) {
      for (const ProcessView::Node& node : view.nodes()) {
        rule.check(view, node, Report(findings, rule.id, rule.verdict, options.lenient, node.element));
      }
    }
  }
  for (const auto& table : kFlowTables) {
    for (const FlowRule& rule : table()) {
      for (const ProcessView::Flow& flow : view.flows()) {
        rule.check(view, flow, Report(findings, rule.id, rule.verdict, options.lenient, flow.element));
      }
    }
  }
}

std::vector<RuleInfo> deployment_rules() {
  std::vector<RuleInfo> infos;
  describe(root_rules(), infos);
  for (const auto& table : kNodeTables) describe(table(), infos);
  for (const auto& table : kFlowTables) describe(table(), infos);
  describe_reading(infos);
  return infos;
}

}  // namespace baton::bpmn
