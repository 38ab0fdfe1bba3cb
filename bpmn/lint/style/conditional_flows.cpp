// A flow without condition beside conditional ones is always taken, which is seldom what was meant.
#include <algorithm>

#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  const Diagram& diagram = look.diagram();
  look.each([](Tag tag) { return is_node(tag) || is_choreography_activity(tag); }, [&](Element node) {
    const Elements& flows = diagram.outgoing(node);
    const bool decides = diagram.referenced(node, "default") || std::any_of(flows.begin(), flows.end(), has_condition);
    if (!decides) return;
    for (const Element& flow : flows) {
      if (!has_condition(flow) && !is_default_flow(diagram, node, flow)) look.report(flow, "Sequence flow is missing condition");
    }
  });
}

}  // namespace

const LintRule& conditional_flows() {
  static constexpr LintRule kRule{"conditional-flows", Family::style, Severity::error,
                                  "Where one flow has a condition, or is the default, the others have "
                                  "conditions.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
