// In an ad-hoc sub-process people choose what comes next; nothing starts or ends there (BPMN 2.0.2, clause 13.3.5).
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each([](Tag tag) { return tag == Tag::start_event || tag == Tag::end_event; }, [&](Element event) {
    if (!is_ad_hoc(event)) return;
    look.report(event, event.tag() == Tag::start_event ? "A start event is not allowed in an ad-hoc sub-process"
                                                       : "An end event is not allowed in an ad-hoc sub-process");
  });
}

}  // namespace

const LintRule& ad_hoc_sub_process() {
  static constexpr LintRule kRule{"ad-hoc-sub-process", Family::style, Severity::error,
                                  "An ad-hoc sub-process has neither start nor end events.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
