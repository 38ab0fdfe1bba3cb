// The order in which canonical files have children and attributes.
#pragma once

#include <string_view>

namespace baton::bpmn {

// Where a child of this local name stands among its siblings: smaller first, the same rank keeps document order.
// Children of no BPMN namespace come where "anything else" does.
int child_rank(std::string_view parent, std::string_view child);

// xmlns first, then id, name, then the others by name.
bool attribute_precedes(std::string_view a, std::string_view b);

}  // namespace baton::bpmn
