// The default flow is taken when no condition holds; its own is never asked. (At exclusive gateways this refuses the
// deployment: default-flow-condition.)
#include "bpmn/lint/fix/flows.hpp"
#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Element& flow : look.diagram().all(Tag::sequence_flow)) {
    const Element source = look.diagram().source(flow);
    if (!source || source.tag() == Tag::exclusive_gateway || !has_condition(flow)) continue;
    if (is_default_flow(look.diagram(), source, flow)) look.report(flow, "The default flow's condition is never asked");
  }
}

bool mend(const Diagram&, Element flow, Editor& editor) { return remove_condition(flow, editor); }

}  // namespace

const LintRule& default_with_condition() {
  static constexpr LintRule kRule{"default-with-condition", Family::insight, Severity::warning,
                                  "A default flow has no condition.", check, mend};
  return kRule;
}

}  // namespace baton::bpmn::lint
