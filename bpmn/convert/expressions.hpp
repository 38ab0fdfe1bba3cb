// Where expressions stand in a diagram, and the forms that some of them take.
#pragma once

#include <string>
#include <string_view>

#include "bpmn/convert/context.hpp"

namespace baton::bpmn::convert {

using Translate = std::string (Context::*)(Element at, std::string_view text);

// Conditions, timers, and names of messages and signals of this element.
void rewrite_expressions(Context& context, Element element, Translate translate);

// "=orderId" -> orderId; empty when it is more than a name.
std::string plain_name(std::string_view feel);

// "=["a", b]" -> "a,${b}"
std::string juel_list(Context& context, Element at, std::string_view text);
// "=now() + duration("P1D")" -> "P1D", which Camunda 7 counts from now on.
std::string juel_date(Context& context, Element at, std::string_view text);

// A value of an input or output parameter: text, or the list, map or script element that it needs.
Fragment juel_parameter(Context& context, Element at, std::string_view element, std::string_view name, std::string_view source);

}  // namespace baton::bpmn::convert
