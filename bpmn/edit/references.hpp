// Which attributes and elements of BPMN name other elements.
#pragma once

#include <string_view>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

// The attribute's value is an id or a QName, e.g. sourceRef, default, bpmnElement.
bool is_reference_attribute(std::string_view name);
// The element's text is one, e.g. incoming, flowNodeRef, eventDefinitionRef.
bool is_reference_element(Element element);

}  // namespace baton::bpmn
