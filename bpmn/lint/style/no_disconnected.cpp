// What no flow reaches or leaves is not part of the process. Event sub-processes, compensation handlers and the
// activities of ad-hoc sub-processes need none.
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

bool is_judged(Element element) {
  const Tag tag = element.tag();
  return is_node(tag) && tag != Tag::call_activity && !is_event_sub_process(element) && !is_ad_hoc(element);
}

bool is_linked_by_association(const Diagram& diagram, Element element) {
  if (element.flag("isForCompensation")) return true;
  return element.tag() == Tag::boundary_event && diagram.has_only(element, Tag::compensate_event_definition);
}

void check(const Look& look) {
  const Diagram& diagram = look.diagram();
  look.each(is_node, [&](Element node) {
    if (!is_judged(node) || is_linked_by_association(diagram, node)) return;
    if (diagram.incoming(node).empty() && diagram.outgoing(node).empty()) look.report(node, "Element is not connected");
  });
}

}  // namespace

const LintRule& no_disconnected() {
  static constexpr LintRule kRule{"no-disconnected", Family::style, Severity::error,
                                  "Tasks, gateways, sub-processes and events have a flow.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
