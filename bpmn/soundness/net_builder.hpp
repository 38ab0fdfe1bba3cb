// Scope of a graph -> net.
#pragma once

#include "bpmn/soundness/net.hpp"

namespace baton::bpmn::soundness {

// `behaviors`: of the sub-processes directly inside.
//
// What it assumes: conditions are free; whatever is awaited from outside may come at any time, and may not come; a
// non-interrupting event occurs at most once while its activity is active; a multi-instance or loop activity is one
// activity (zero times when its cardinality says 0); what a call activity or an ad-hoc sub-process does inside is unknown.
Net build_net(const ProcessGraph& graph, NodeId scope, const Behaviors& behaviors);

}  // namespace baton::bpmn::soundness
