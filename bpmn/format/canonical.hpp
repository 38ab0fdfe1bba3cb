// The canonical form of a file: the same model always gives the same bytes, so that a change in Git shows what
// changed and not which tool wrote it.
//
// UTF-8, line feeds, two spaces, one element a line; attributes and namespaces in a fixed order; children in the schema's order
// (what runs in document order - sequence flows, flow nodes - keeps it); incoming and outgoing rebuilt from the
// flows; drawings in the order of what they draw, with ids made from it; elements without an id get one made from
// their place. Comments, processing instructions and unknown extensions stay. Ids of the model stay: running
// instances know them.
#pragma once

#include <string>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

// Formatting what is formatted already changes nothing.
std::string canonical(const Model& model);

}  // namespace baton::bpmn
