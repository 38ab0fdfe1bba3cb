// The order in which findings are told.
#pragma once

#include "bpmn/findings.hpp"

namespace baton::bpmn {

// In document order, each said once.
void tidy(Findings& findings);

}  // namespace baton::bpmn
