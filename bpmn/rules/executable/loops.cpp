#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

bool has_collection(Element loop) {
  return loop.vendor("collection") || !loop.child(Tag::loop_data_input_ref).trimmed_text().empty();
}

void instances_are_counted(const View&, const View::Node& node, const Report& report) {
  if (!node.loop) return;
  const Element cardinality = node.loop.child(Tag::loop_cardinality);
  if (cardinality && cardinality.trimmed_text().empty()) {
    report(node.loop, "loopCardinality must be defined for a multiInstanceLoopCharacteristics definition");
  } else if (!cardinality && !has_collection(node.loop)) {
    report(node.loop, "Either loopCardinality or loopDataInputRef/camunda:collection must be set");
  }
}

void elements_come_from_collections(const View&, const View::Node& node, const Report& report) {
  if (!node.loop || has_collection(node.loop)) return;
  if (node.loop.vendor("elementVariable") || node.loop.child(Tag::input_data_item)) {
    report(node.loop, "loopDataInputRef/camunda:collection must be set when using inputDataItem or camunda:elementVariable");
  }
}

constexpr std::array<NodeRule, 2> kRules = {{
    {"loop-cardinality", Verdict::incomplete, "A multi-instance activity has a cardinality or a collection.",
     instances_are_counted},
    {"loop-collection", Verdict::incomplete, "A loop's element variable comes from a collection.",
     elements_come_from_collections},
}};

}  // namespace

NodeRules loop_rules() { return kRules; }

}  // namespace baton::bpmn::executable
