#pragma once

#include "bpmn/soundness/states.hpp"

namespace baton::bpmn::soundness {

// What a scope, whose states these are, does to the one around it. `behaviors`: of the event sub-processes inside.
Behavior behavior_of(const ProcessGraph& graph, const Net& net, const States& states, const Behaviors& behaviors);

// Of a scope of which nothing is known: it completes.
Behavior unknown_behavior();

}  // namespace baton::bpmn::soundness
