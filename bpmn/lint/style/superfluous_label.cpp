// A label on a flow that is always taken says what the diagram says already.
#include "bpmn/lint/style/tables.hpp"
#include "bpmn/rules/rule.hpp"

namespace baton::bpmn::lint {

namespace {

bool leaves_decision(const Diagram& diagram, Element flow) {
  const Element source = diagram.source(flow);
  const bool decides = source && (source.tag() == Tag::exclusive_gateway || source.tag() == Tag::inclusive_gateway);
  return decides && diagram.outgoing(source).size() > 1;
}

void check(const Look& look) {
  const Diagram& diagram = look.diagram();
  for (const Element& flow : diagram.all(Tag::sequence_flow)) {
    if (is_blank(flow.attribute("name")) || has_condition(flow) || leaves_decision(diagram, flow)) continue;
    if (!is_default_flow(diagram, diagram.source(flow), flow)) look.report(flow, "Sequence flow has superfluous label");
  }
}

}  // namespace

const LintRule& superfluous_label() {
  static constexpr LintRule kRule{"superfluous-label", Family::style, Severity::warning,
                                  "Only flows out of decisions have a label.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
