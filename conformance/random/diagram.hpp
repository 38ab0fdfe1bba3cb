// What the token game asks of a diagram, each time anew: it keeps no tables.
#pragma once

#include <string>
#include <vector>

#include "bpmn/model/model.hpp"

namespace baton::conformance {

using Elements = std::vector<bpmn::Element>;

bool is(const bpmn::Element& element, const char* name);
Elements outgoing(const bpmn::Element& node);  // sequence flows, in document order
Elements incoming(const bpmn::Element& node);
bpmn::Element target(const bpmn::Element& flow);
Elements boundaries(const bpmn::Element& activity);
Elements event_sub_processes(const bpmn::Element& container);
bpmn::Element start_event(const bpmn::Element& container);
bpmn::Element link_target(const bpmn::Element& throw_event);
// "message", "timer", "signal", "error", "escalation", "terminate", "link"; "" for none.
std::string trigger(const bpmn::Element& event);
// The errorRef or escalationRef of its definition.
std::string reference(const bpmn::Element& event);
// Of a multi-instance activity; -1: it is none.
int cardinality(const bpmn::Element& activity);
bool is_sequential(const bpmn::Element& activity);

// Whether a token on `flow` can come to the flow `wanted` without passing `gateway` (clause 13.4.3). A boundary event
// counts as a way out of its activity.
bool leads_to(const bpmn::Element& flow, const bpmn::Element& wanted, const bpmn::Element& gateway);

}  // namespace baton::conformance
