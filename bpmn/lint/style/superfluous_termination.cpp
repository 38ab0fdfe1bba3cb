// Where all paths end at the one terminate event there is nothing else to terminate.
#include <algorithm>

#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

bool terminates(const Diagram& diagram, Element node) {
  return node.tag() == Tag::end_event && diagram.has_definition(node, Tag::terminate_event_definition);
}

bool interrupts(Element node) {
  if (!is_event_sub_process(node)) return false;
  const Elements starts = node.children(Tag::start_event);
  return std::any_of(starts.begin(), starts.end(), [](const Element& start) { return start.flag("isInterrupting", true); });
}

void check(const Look& look) {
  const Diagram& diagram = look.diagram();
  look.each([](Tag tag) { return tag == Tag::process || is_sub_process(tag); }, [&](Element scope) {
    Elements terminating;
    for (const Element& node : scope.children()) {
      const bool ends = (is_node(node.tag()) || is_choreography_activity(node.tag())) && diagram.outgoing(node).empty();
      if (!ends) continue;
      if (terminates(diagram, node)) terminating.push_back(node);
      else if (!interrupts(node)) return;
    }
    if (terminating.size() == 1) look.report(terminating.front(), "Termination is superfluous.");
  });
}

}  // namespace

const LintRule& superfluous_termination() {
  static constexpr LintRule kRule{"superfluous-termination", Family::style, Severity::warning,
                                  "A terminate end event ends something that would not end by itself.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
