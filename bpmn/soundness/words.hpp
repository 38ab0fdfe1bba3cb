// Offences as findings.
#pragma once

#include "bpmn/model/model.hpp"
#include "bpmn/soundness/soundness.hpp"

namespace baton::bpmn::soundness {

// What is to be told about one scope.
std::vector<SoundnessFinding> told(const ProcessGraph& graph, const ScopeSoundness& scope, const Model& model);

}  // namespace baton::bpmn::soundness
