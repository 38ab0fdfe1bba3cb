// An activity without outgoing flow ends its path, which is easily mistaken for a flow that was forgotten.
#include <algorithm>

#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

bool is_handler_drawn(const Diagram& diagram, Element event) {
  const Elements& associations = diagram.all(Tag::association);
  return std::any_of(associations.begin(), associations.end(), [&](const Element& association) {
    return diagram.referenced(association, "sourceRef") == event;
  });
}

bool may_end(const Diagram& diagram, Element node) {
  const Tag tag = node.tag();
  if (tag == Tag::end_event || is_event_sub_process(node) || is_ad_hoc(node)) return true;
  if (tag == Tag::intermediate_throw_event) return diagram.has_only(node, Tag::link_event_definition);
  if (is_activity(tag)) return node.flag("isForCompensation");
  return tag == Tag::boundary_event && diagram.has_only(node, Tag::compensate_event_definition) && is_handler_drawn(diagram, node);
}

void check(const Look& look) {
  look.each(is_node, [&](Element node) {
    const Diagram& diagram = look.diagram();
    if (diagram.outgoing(node).empty() && !may_end(diagram, node)) look.report(node, "Element is an implicit end");
  });
}

}  // namespace

const LintRule& no_implicit_end() {
  static constexpr LintRule kRule{"no-implicit-end", Family::style, Severity::error,
                                  "Paths end at end events.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
