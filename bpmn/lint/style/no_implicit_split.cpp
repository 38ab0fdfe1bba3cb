// Two flows without condition out of an activity make two tokens; a parallel gateway says so.
#include <algorithm>

#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  const Diagram& diagram = look.diagram();
  look.each(is_activity_or_event, [&](Element node) {
    const Elements& flows = diagram.outgoing(node);
    const auto always = std::count_if(flows.begin(), flows.end(), [&](const Element& flow) {
      return !has_condition(flow) && !is_default_flow(diagram, node, flow);
    });
    if (always > 1) look.report(node, "Flow splits implicitly");
  });
}

}  // namespace

const LintRule& no_implicit_split() {
  static constexpr LintRule kRule{"no-implicit-split", Family::style, Severity::error,
                                  "Activities and events do not fork the flow.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
