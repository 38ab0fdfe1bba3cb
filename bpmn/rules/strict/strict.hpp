// What the BPMN 2.0.2 specification demands of a model beyond what matters to its execution: `lint --strict`.
#pragma once

#include "bpmn/findings.hpp"
#include "bpmn/rules/strict/imports.hpp"

namespace baton::bpmn {

// `read` is asked for the files that the model imports; without it, imports are not resolved.
void check_strictly(const Model& model, const ReadImport& read, Findings& findings);

}  // namespace baton::bpmn
