// Readers look for where a scope ends. Ad-hoc sub-processes have no such place.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each([](Tag tag) { return tag == Tag::process || tag == Tag::sub_process || tag == Tag::transaction; },
            [&](Element scope) {
              if (!scope.child(Tag::end_event)) look.report(scope, std::string(kind_of_scope(scope)) + " is missing end event");
            });
}

}  // namespace

const LintRule& end_event_required() {
  static constexpr LintRule kRule{"end-event-required", Family::style, Severity::error,
                                  "A process or sub-process has an end event.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
