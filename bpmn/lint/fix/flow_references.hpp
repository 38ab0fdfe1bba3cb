// Nodes that name their flows.
#pragma once

#include "bpmn/edit/editor.hpp"
#include "bpmn/lint/diagram.hpp"

namespace baton::bpmn::lint {

// Adds <incoming> and <outgoing> to the node, where the schema wants them. False when there is nothing to add.
bool add_flow_references(Element node, const Elements& incoming, const Elements& outgoing, Editor& editor);

// Where the schema wants a child of a flow node: before those of a larger rank.
std::size_t schema_rank(Tag tag);

}  // namespace baton::bpmn::lint
