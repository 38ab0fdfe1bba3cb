// Readers look for where a scope starts. Ad-hoc sub-processes have no such place.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each([](Tag tag) { return tag == Tag::process || tag == Tag::sub_process || tag == Tag::transaction; },
            [&](Element scope) {
              if (!scope.child(Tag::start_event)) look.report(scope, std::string(kind_of_scope(scope)) + " is missing start event");
            });
}

}  // namespace

const LintRule& start_event_required() {
  static constexpr LintRule kRule{"start-event-required", Family::style, Severity::error,
                                  "A process or sub-process has a start event.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
