// What mends findings of rules that are checked elsewhere: those of a deployment and of the specification.
#pragma once

#include <string_view>

#include "bpmn/lint/lint_rule.hpp"

namespace baton::bpmn::lint {

// Null when there is nothing.
Mend mend_of(std::string_view rule);

// It mends everything of its kind at once, wherever that stands.
bool mends_whole_file(Mend mend);

// Gives an id to every flow node and sequence flow without one (node-id).
bool add_ids(const Diagram& diagram, Element element, Editor& editor);
// The ends of the flow name it (EXT.023).
bool name_flow(const Diagram& diagram, Element flow, Editor& editor);
// The children of a flow node in the order of the schema (XSD.order).
bool order_children(const Diagram& diagram, Element node, Editor& editor);
// Completes the diagram interchange (no-bpmndi).
bool add_shapes(const Diagram& diagram, Element element, Editor& editor);

}  // namespace baton::bpmn::lint
