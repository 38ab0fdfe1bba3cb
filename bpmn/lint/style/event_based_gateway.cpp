// The event that comes first decides, not a condition; with one event there is nothing to decide.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Element& gateway : look.diagram().all(Tag::event_based_gateway)) {
    const Elements& flows = look.diagram().outgoing(gateway);
    if (flows.size() < 2) look.report(gateway, "An event-based gateway must have at least 2 outgoing sequence flows");
    for (const Element& flow : flows) {
      if (has_condition(flow)) look.report(flow, "A sequence flow out of an event-based gateway must not be conditional");
    }
  }
}

}  // namespace

const LintRule& event_based_gateway() {
  static constexpr LintRule kRule{"event-based-gateway", Family::style, Severity::error,
                                  "An event-based gateway has at least two outgoing flows, none with a "
                                  "condition.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
