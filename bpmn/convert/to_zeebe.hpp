// The parts of to_zeebe().
#pragma once

#include "bpmn/convert/context.hpp"

namespace baton::bpmn::convert {

// The children of the element's extensionElements.
void extensions_to_zeebe(Context& context, Element element);
// Attributes that Camunda 8 has nothing for.
void tell_lost_attributes(Context& context, Element element);

}  // namespace baton::bpmn::convert
