// Where the vendor's implementation of a node stands.
#pragma once

#include "bpmn/rules/rule.hpp"

namespace baton::bpmn::executable {

// The element with the attributes camunda:type, class, expression, ...: the node itself for a service, send or business rule
// task; the message definition of a throwing event, when something is said there. None when the node has no such thing.
Element implementation_of(const ProcessView::Node& node);

// Called "serviceTask", "intermediateMessageThrowEvent", ...
std::string_view implementation_name(const ProcessView::Node& node);

}  // namespace baton::bpmn::executable
