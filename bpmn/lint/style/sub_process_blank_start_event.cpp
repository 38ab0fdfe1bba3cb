// The flow starts an embedded sub-process, so nothing would wait for another event.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Element& start : look.diagram().all(Tag::start_event)) {
    const Element scope = start.parent();
    if (!is_sub_process(scope.tag()) || is_event_sub_process(scope)) continue;
    if (!look.diagram().definitions(start).empty()) look.report(start, "Start event must be blank");
  }
}

}  // namespace

const LintRule& sub_process_blank_start_event() {
  static constexpr LintRule kRule{"sub-process-blank-start-event", Family::style, Severity::error,
                                  "The start event of an embedded sub-process has no definition.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
