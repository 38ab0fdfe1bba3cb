// Modelers show only what has diagram interchange, so the rest gets lost from sight. `baton layout` draws it, and so
// does --fix.
#include "bpmn/lint/fix/mends.hpp"
#include "bpmn/lint/style/tables.hpp"

namespace baton::bpmn::lint {

namespace {

bool is_drawable(Tag tag) {
  return (is_flow_element(tag) && tag != Tag::data_object) || tag == Tag::participant || tag == Tag::message_flow;
}

bool is_artifact(Tag tag) { return tag == Tag::text_annotation || tag == Tag::group || tag == Tag::association; }

// Lanes beyond the first set of a process are another view of it, which nobody draws.
bool is_in_first_lane_set(Element lane) {
  for (Element set = lane.parent(); set; set = set.parent().parent()) {
    if (set.tag() == Tag::lane_set) return set.parent().child(Tag::lane_set) == set;
    if (set.tag() != Tag::child_lane_set) return false;
  }
  return false;
}

void check(const Look& look) {
  look.each([](Tag tag) { return is_drawable(tag) || is_artifact(tag) || tag == Tag::lane; }, [&](Element element) {
    if (element.tag() == Tag::lane && !is_in_first_lane_set(element)) return;
    if (!look.diagram().drawing(element)) look.report(element, "Element is missing bpmndi");
  });
}

}  // namespace

const LintRule& no_bpmndi() {
  static constexpr LintRule kRule{"no-bpmndi", Family::style, Severity::error,
                                  "Everything that has a shape is drawn.", check, add_shapes};
  return kRule;
}

}  // namespace baton::bpmn::lint
