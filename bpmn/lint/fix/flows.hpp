// Sequence flows, mended.
#pragma once

#include "bpmn/edit/editor.hpp"
#include "bpmn/lint/diagram.hpp"

namespace baton::bpmn::lint {

// The flow, what draws it, and where nodes name it.
void remove_flow(const Diagram& diagram, Element flow, Editor& editor);

// Its condition, where it has one; false where it has none.
bool remove_condition(Element flow, Editor& editor);

// Something beside its flows, its shape and its lane hangs on the node: a name, documentation, extensions, associations.
bool has_more_than_flows(const Diagram& diagram, Element node);

// Takes out a node with one incoming and one outgoing flow: the incoming one leads where the outgoing one led, and is drawn
// so. False, and nothing done, where the outgoing flow says more than where it leads.
bool bypass(const Diagram& diagram, Element node, Editor& editor);

}  // namespace baton::bpmn::lint
