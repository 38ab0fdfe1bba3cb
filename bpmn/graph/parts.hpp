// The builder's parts, by subject; see builder.cpp for the whole.
#pragma once

#include "bpmn/graph/compiler.hpp"
#include "bpmn/graph/process_graph.hpp"
#include "bpmn/model/process_view.hpp"

namespace baton::bpmn {

NodeKind kind_of(const ProcessView::Node& node);

// Camunda's activityType.
std::string activity_type_of(const ProcessView::Node& node, bool has_work);

// Definitions, interruption, initiator, start form, and the work of message events.
void read_event(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler& compiler);
// One event definition; `owner` is the event.
EventDefinition read_event_definition(const ProcessView& view, Element definition, Compiler& compiler);
// The message of a receive task.
void read_message_reference(const ProcessView& view, Element element, Node& node, Compiler& compiler);

// What an activity does.
void read_activity(const ProcessView& view, const ProcessView::Node& from, Node& node, Compiler& compiler);

// The loop of a multi-instance body or of a standard loop.
Loop read_multi_instance(Element characteristics, Compiler& compiler);
Loop read_standard_loop(Element characteristics, Compiler& compiler);

// Whether the node has an execution and variables of its own. `in_body`: it is a multi-instance body's child;
// `is_behind_gateway`: an event-based gateway leads to it.
bool opens_scope(const ProcessView& view, const ProcessView::Node& from, const Node& node, bool in_body,
                 bool is_behind_gateway);

}  // namespace baton::bpmn
