// Whoever starts the process by its key could not say where it begins.
#include <algorithm>
#include <string>

#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each(is_container, [&](Element scope) {
    const Elements starts = scope.children(Tag::start_event);
    const auto blank = std::count_if(starts.begin(), starts.end(), [&](const Element& start) { return look.diagram().definitions(start).empty(); });
    if (blank > 1) look.report(scope, std::string(kind_of_scope(scope)) + " has multiple blank start events");
  });
}

}  // namespace

const LintRule& single_blank_start_event() {
  static constexpr LintRule kRule{"single-blank-start-event", Family::style, Severity::error,
                                  "A scope has at most one start event without definition.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
