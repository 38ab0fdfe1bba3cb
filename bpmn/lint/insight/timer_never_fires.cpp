// A date that is past fires at once, each time; a cycle of no repetitions, or one that is over, does not do what it
// says.
#include <fmt/format.h>
#include <optional>

#include "bpmn/lint/insight/tables.hpp"
#include "bpmn/lint/insight/timers.hpp"

namespace baton::bpmn::lint {

namespace {

std::string complaint(const Timer& timer, TimestampMs now) {
  if (timer.kind == TimerKind::date && first_due(timer.kind, timer.text, now).due < now) {
    return fmt::format("The date '{}' is past: the timer fires at once", timer.text);
  }
  if (timer.kind != TimerKind::cycle) return "";
  if (timer.text.starts_with("R0/")) return fmt::format("The cycle '{}' has no repetitions", timer.text);
  const std::size_t end = timer.text.rfind('/');
  const auto until = end == std::string::npos || end == timer.text.find('/') ? std::nullopt : try_parse_date(timer.text.substr(end + 1));
  return until && *until < now ? fmt::format("The cycle '{}' is over", timer.text) : "";
}

void check(const Look& look) {
  for (const Timer& timer : constant_timers(look.diagram())) {
    try {
      const std::string message = complaint(timer, look.environment().now);
      if (!message.empty()) look.report(timer.event, timer.element, message);
    } catch (const TimeError&) {  // timer-syntax says so
    }
  }
}

}  // namespace

const LintRule& timer_never_fires() {
  static constexpr LintRule kRule{"timer-never-fires", Family::insight, Severity::warning,
                                  "Timers lie in the future and cycles repeat.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
