#include <fmt/format.h>

#include <array>
#include <charconv>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

bool is_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool is_expression(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

void priorities_are_numbers(const View&, const View::Node& node, const Report& report) {
  for (const std::string_view name : {"jobPriority", "taskPriority"}) {
    const auto text = node.element.vendor(name);
    if (!text || is_number(*text) || is_expression(*text)) continue;
    report(fmt::format("Value '{}' for attribute '{}' is not a valid number", *text, name));
  }
}

// The job after an activity remembers which flow it took by the flow's id.
void left_flows_have_ids(const View& view, const View::Node& node, const Report& report) {
  if (node.element.vendor("asyncAfter") != "true") return;
  for (const std::uint32_t index : node.outgoing) {
    const Element flow = view.flows()[index].element;
    if (!flow.id().empty()) continue;
    report(flow, fmt::format("Sequence flow with sourceRef='{}' must have an id, activity with id '{}' uses 'asyncAfter'",
                             node.id(), node.id()));
  }
}

constexpr std::array<NodeRule, 2> kRules = {{
    {"priority", Verdict::error, "Priorities are whole numbers or expressions.", priorities_are_numbers},
    {"async-after-flow-id", Verdict::error, "Flows out of an activity with asyncAfter have ids.", left_flows_have_ids},
}};

}  // namespace

NodeRules job_rules() { return kRules; }

}  // namespace baton::bpmn::executable
