// The value of a form field as a form shows it.
#pragma once

#include "bpmn/graph/process_graph.hpp"
#include "expression/value.hpp"

namespace baton::api {

// Long, Boolean and String by the field's type, a Date as text of its pattern; nulls keep the type.
Value form_value(const bpmn::FormField& field, const Value& value);

}  // namespace baton::api
