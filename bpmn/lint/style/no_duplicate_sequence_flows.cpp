// The second flow makes a second token, or nothing. Only behind an exclusive gateway, which takes the first that holds,
// can the second go without a change of what happens.
#include <set>
#include <string>
#include <tuple>

#include "bpmn/lint/fix/flows.hpp"
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

using Key = std::tuple<xml::ElementIndex, xml::ElementIndex, std::string>;

void check(const Look& look) {
  const Diagram& diagram = look.diagram();
  std::set<Key> known;
  std::set<xml::ElementIndex> sources, targets;
  for (const Element& flow : diagram.all(Tag::sequence_flow)) {
    const Element source = diagram.source(flow), target = diagram.target(flow);
    if (!source || !target) continue;
    if (known.emplace(source.index(), target.index(), flow.child(Tag::condition_expression).trimmed_text()).second) continue;
    look.report(flow, "Sequence flow is a duplicate");
    if (sources.insert(source.index()).second) look.report(source, "Duplicate outgoing sequence flows");
    if (targets.insert(target.index()).second) look.report(target, "Duplicate incoming sequence flows");
  }
}

bool mend(const Diagram& diagram, Element flow, Editor& editor) {
  if (flow.tag() != Tag::sequence_flow || diagram.source(flow).tag() != Tag::exclusive_gateway) return false;
  if (is_default_flow(diagram, diagram.source(flow), flow)) return false;
  remove_flow(diagram, flow, editor);
  return true;
}

}  // namespace

const LintRule& no_duplicate_sequence_flows() {
  static constexpr LintRule kRule{"no-duplicate-sequence-flows", Family::style, Severity::error,
                                  "No two flows have one source, target and condition.", check, mend};
  return kRule;
}

}  // namespace baton::bpmn::lint
