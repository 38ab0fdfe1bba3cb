// The specification's rules for models, by subject: one file and one table for each. Ids EXT.nnn are those of the catalogue
// of BPMN 2.0 constraints that validators share; REF are references, XSD the structure that the schema demands.
#pragma once

#include "bpmn/rules/strict/facts.hpp"

namespace baton::bpmn::strict {

StrictRules identity_rules();            // identity.cpp: imports and ids
StrictRules reference_rules();           // references.cpp
StrictRules schema_rules();              // schema.cpp
StrictRules flow_rules();                // flows.cpp
StrictRules connection_rules();          // connections.cpp: nodes without flows
StrictRules gateway_rules();             // gateways.cpp
StrictRules message_flow_rules();        // message_flows.cpp
StrictRules start_event_rules();         // start_events.cpp
StrictRules end_event_rules();           // end_events.cpp
StrictRules intermediate_event_rules();  // intermediate_events.cpp
StrictRules boundary_event_rules();      // boundary_events.cpp
StrictRules event_data_rules();          // event_data.cpp
StrictRules activity_rules();            // activities.cpp
StrictRules loop_rules();                // loops.cpp: multi-instance
StrictRules service_rules();             // services.cpp: operations, messages and the data that go with them
StrictRules data_rules();                // data.cpp
StrictRules text_rules();                // texts.cpp: expressions, times, languages
StrictRules collaboration_rules();       // collaborations.cpp

}  // namespace baton::bpmn::strict
