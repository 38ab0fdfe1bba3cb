// Which of several events happened cannot be seen in the diagram, and most engines know only one.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each(is_event, [&](Element event) {
    if (look.diagram().definitions(event).size() > 1) look.report(event, "Event has multiple event definitions");
  });
}

}  // namespace

const LintRule& single_event_definition() {
  static constexpr LintRule kRule{"single-event-definition", Family::style, Severity::error,
                                  "An event has at most one definition.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
