// An element as a flat list of values: what is compared.
#pragma once

#include <map>
#include <string>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

// Is compared by itself, under its id: what stands directly in a process, sub-process, collaboration, lane set or the
// root. All else is content of what it is inside.
bool is_compared(Element element);

// The compared element around it; none at the root.
Element compared_owner_of(Element element);

// Attribute names and paths of nested values -> their values.
std::map<std::string, std::string> content_of(Element element);

// Where it is drawn: bounds and waypoints, as text. Empty when it is not.
std::string drawing_of(Element element);

}  // namespace baton::bpmn
