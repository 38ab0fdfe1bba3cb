// A parallel gateway takes all its flows whatever their conditions say.
#include "bpmn/lint/fix/flows.hpp"
#include "bpmn/lint/insight/tables.hpp"

namespace baton::bpmn::lint {

namespace {

void check(const Look& look) {
  for (const Element& flow : look.diagram().all(Tag::sequence_flow)) {
    const Element source = look.diagram().source(flow);
    if (!source || !has_condition(flow)) continue;
    if (source.tag() == Tag::parallel_gateway) look.report(flow, "A parallel gateway takes all its flows; the condition is not asked");
  }
}

bool mend(const Diagram&, Element flow, Editor& editor) { return remove_condition(flow, editor); }

}  // namespace

const LintRule& ignored_condition() {
  static constexpr LintRule kRule{"ignored-condition", Family::insight, Severity::warning,
                                  "Conditions stand where they are asked.", check, mend};
  return kRule;
}

}  // namespace baton::bpmn::lint
