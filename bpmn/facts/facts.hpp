// What a file holds, counted: the summary that `baton inspect` prints.
//
// Elements are counted by what they are, wherever they stand and whatever their prefix; what is inside extensions is
// not counted. References count when they are there, resolved ones when they lead somewhere.
#pragma once

#include "bpmn/model/model.hpp"
#include "expression/value.hpp"

namespace baton::bpmn {

// An object: processes, participants, lanes, flow nodes by name, flows, data, events by kind, diagrams, ...
Json facts_of(const Model& model);

}  // namespace baton::bpmn
