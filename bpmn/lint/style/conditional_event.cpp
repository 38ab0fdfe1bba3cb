// Without a condition a conditional event never happens.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each(is_event, [&](Element event) {
    if (!is_in_executable_process(event)) return;
    for (const Element& definition : look.diagram().definitions(event)) {
      if (definition.tag() != Tag::conditional_event_definition) continue;
      if (definition.child(Tag::condition).trimmed_text().empty()) look.report(event, "Conditional event is missing a condition");
      return;
    }
  });
}

}  // namespace

const LintRule& conditional_event() {
  static constexpr LintRule kRule{"conditional-event", Family::style, Severity::error,
                                  "A conditional event of an executable process has a condition.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
