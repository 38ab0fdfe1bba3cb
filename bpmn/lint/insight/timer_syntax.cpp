// A deployment takes any text, since expressions may stand there; a constant that is no time fails when the timer is
// set.
#include <fmt/format.h>

#include "bpmn/lint/insight/tables.hpp"
#include "bpmn/lint/insight/timers.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Timer& timer : constant_timers(look.diagram())) {
    try {
      first_due(timer.kind, timer.text, look.environment().now);
    } catch (const TimeError& error) {
      look.report(timer.event, timer.element, fmt::format("'{}' is no {}: {}", timer.text, timer.kind_name, error.message));
    }
  }
}

}  // namespace

const LintRule& timer_syntax() {
  static constexpr LintRule kRule{"timer-syntax", Family::insight, Severity::error,
                                  "Dates, durations and cycles are ISO 8601 (a cycle may be a cron "
                                  "expression).", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
