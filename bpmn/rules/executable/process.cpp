#include <fmt/format.h>

#include <array>

#include "bpmn/dialect/history_time_to_live.hpp"
#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

void time_to_live_is_days(const ProcessView&, const ProcessView::Node& node, const Report& report) {
  if (node.tag != Tag::process) return;
  const auto text = node.element.vendor("historyTimeToLive");
  std::optional<int> days;
  if (text && !parse_history_time_to_live(*text, days)) {
    report(fmt::format("Cannot parse historyTimeToLive: expected days as '5' or 'P5D', found '{}'", *text));
  }
}

constexpr std::array<NodeRule, 1> kRules = {{
    {"history-time-to-live", Verdict::error, "camunda:historyTimeToLive is a number of days.", time_to_live_is_days},
}};

}  // namespace

NodeRules process_rules() { return kRules; }

}  // namespace baton::bpmn::executable
