// Nothing else can start an event sub-process.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Element& start : look.diagram().all(Tag::start_event)) {
    if (!is_event_sub_process(start.parent()) || !look.diagram().definitions(start).empty()) continue;
    look.report(start, "Start event is missing event definition");
  }
}

}  // namespace

const LintRule& event_sub_process_typed_start_event() {
  static constexpr LintRule kRule{"event-sub-process-typed-start-event", Family::style, Severity::error,
                                  "The start event of an event sub-process says which event starts it.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
