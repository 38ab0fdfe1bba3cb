// What has no incoming flow starts with its scope, which is easily mistaken for a flow that was forgotten.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

bool may_begin(const Diagram& diagram, Element node) {
  const Tag tag = node.tag();
  if (tag == Tag::start_event || tag == Tag::boundary_event || is_event_sub_process(node) || is_ad_hoc(node)) return true;
  if (tag == Tag::intermediate_catch_event) return diagram.has_only(node, Tag::link_event_definition);
  return is_activity(tag) && node.flag("isForCompensation");
}

void check(const Look& look) {
  look.each(is_node, [&](Element node) {
    const Diagram& diagram = look.diagram();
    if (diagram.incoming(node).empty() && !may_begin(diagram, node)) look.report(node, "Element is an implicit start");
  });
}

}  // namespace

const LintRule& no_implicit_start() {
  static constexpr LintRule kRule{"no-implicit-start", Family::style, Severity::error,
                                  "Paths begin at start events.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
