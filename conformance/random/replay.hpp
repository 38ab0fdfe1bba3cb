// Counter-examples of bpmn/soundness, played again in the free token game.
#pragma once

#include <string>
#include <vector>

#include "bpmn/soundness/soundness.hpp"

namespace baton::conformance {

// What is wrong with a trace: a step that the token game cannot do, tokens elsewhere than it says, a deadlock in which
// something moves; "" for nothing. Traces of the process's own scope that pass neither sub-processes nor links; others count as good.
std::string replay(const bpmn::Element& process, const bpmn::SoundnessFinding& finding);

}  // namespace baton::conformance
