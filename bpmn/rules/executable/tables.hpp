// The rules of a deployment, by subject: one file and one table for each.
//
// They are what Camunda 7 refuses, but for what BPMN executes and Camunda does not know (docs/deviations.md).
#pragma once

#include "bpmn/rules/rule.hpp"

namespace baton::bpmn::executable {

ModelRules root_rules();          // roots.cpp: what stands beside processes
NodeRules process_rules();        // process.cpp: the process itself
NodeRules scope_rules();          // scopes.cpp: what may stand in processes and sub-processes
FlowRules flow_rules();           // flows.cpp
NodeRules gateway_rules();        // gateways.cpp
NodeRules start_event_rules();    // start_events.cpp
NodeRules event_rules();          // events.cpp: which events may stand where
NodeRules boundary_rules();       // boundary_events.cpp
NodeRules definition_rules();     // definitions.cpp: messages, signals, errors, escalations, timers, conditions
NodeRules compensation_rules();   // compensation.cpp: compensation and cancel
NodeRules link_rules();           // links.cpp
NodeRules handler_rules();        // handlers.cpp: two handlers for one event
NodeRules task_rules();           // tasks.cpp: implementations
NodeRules external_task_rules();  // external_tasks.cpp
NodeRules decision_rules();       // decisions.cpp
NodeRules call_rules();           // calls.cpp
NodeRules user_task_rules();      // user_tasks.cpp
NodeRules form_rules();           // forms.cpp
NodeRules loop_rules();           // loops.cpp
NodeRules listener_rules();       // listeners.cpp
FlowRules flow_listener_rules();  // there
NodeRules mapping_rules();        // mappings.cpp: camunda:inputOutput
NodeRules job_rules();            // jobs.cpp: priorities, asynchronous continuations

}  // namespace baton::bpmn::executable
