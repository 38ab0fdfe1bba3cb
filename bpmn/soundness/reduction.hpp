// Makes a net smaller without changing what can be said about it.
#pragma once

#include "bpmn/soundness/net.hpp"

namespace baton::bpmn::soundness {

// A well-structured net becomes one place. What is executed, which joins wait for ever, whether two tokens meet, whether
// there is always a way to the end: the same before and after. A trace still names every element.
void reduce(Net& net);

}  // namespace baton::bpmn::soundness
