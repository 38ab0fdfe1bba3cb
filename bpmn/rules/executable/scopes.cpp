#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

constexpr bool is_choreography(Tag tag) {
  return tag == Tag::choreography_task || tag == Tag::sub_choreography || tag == Tag::call_choreography;
}

void everything_can_be_executed(const ProcessView&, const ProcessView::Node& node, const Report& report) {
  if (node.tag != Tag::process && !is_sub_process(node.tag)) return;
  for (const Element& child : node.element.children()) {
    if (child.tag() == Tag::unknown) {
      report(child, fmt::format("BPMN has no element '{}'; it cannot be executed", child.name()));
    } else if (is_choreography(child.tag())) {
      report(child, fmt::format("A {} cannot be executed in a process", child.name()));
    }
  }
}

void nodes_have_ids(const ProcessView&, const ProcessView::Node& node, const Report& report) {
  if (node.id().empty() && node.tag != Tag::process) {
    report(fmt::format("A {} must have an id", node.element.name()));
  }
}

constexpr std::array<NodeRule, 2> kRules = {{
    {"not-executable", Verdict::error, "Everything that stands in an executable process can be executed.",
     everything_can_be_executed},
    {"node-id", Verdict::warning, "Flow nodes have ids.", nodes_have_ids},
}};

}  // namespace

NodeRules scope_rules() { return kRules; }

}  // namespace baton::bpmn::executable
