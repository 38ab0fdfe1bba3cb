// Several flows into an activity do not wait for each other: it is executed once for each token.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  look.each(is_activity_or_event, [&](Element node) {
    if (look.diagram().incoming(node).size() > 1) look.report(node, "Incoming flows do not join");
  });
}

}  // namespace

const LintRule& fake_join() {
  static constexpr LintRule kRule{"fake-join", Family::style, Severity::warning,
                                  "No activity or event has more than one incoming flow.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
