// A diagram without words says nothing. Parallel, event-based and merging gateways say enough by their shape.
#include "bpmn/lint/style/tables.hpp"
#include "bpmn/rules/rule.hpp"

namespace baton::bpmn::lint {

namespace {

bool needs_label(const Diagram& diagram, Element element) {
  const Tag tag = element.tag();
  if (tag == Tag::participant || tag == Tag::lane) return true;
  if (tag == Tag::sequence_flow) return has_condition(element);
  if (tag == Tag::parallel_gateway || tag == Tag::event_based_gateway || is_sub_process(tag)) return false;
  if (is_gateway(tag)) return diagram.outgoing(element).size() > 1;
  return is_node(tag) || is_choreography_activity(tag);
}

void check(const Look& look) {
  look.each([](Tag) { return true; }, [&](Element element) {
    if (needs_label(look.diagram(), element) && is_blank(element.attribute("name"))) {
      look.report(element, "Element is missing label/name");
    }
  });
}

}  // namespace

const LintRule& label_required() {
  static constexpr LintRule kRule{"label-required", Family::style, Severity::error,
                                  "Flow nodes, lanes, pools and conditional flows have a name.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
