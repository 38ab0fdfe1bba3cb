// What each kind of node does when a token is on it: a table, one line per kind (behavior_table.cpp).
#pragma once

#include "bpmn/graph/process_graph.hpp"
#include "runtime/state/instance.hpp"

namespace baton {

class Interpreter;

// Called with the execution standing on the node, its activity instance begun. It ends by queueing `leave`
// (or a way of its own), or by leaving something to wait for.
using Behavior = void (*)(Interpreter& interpreter, ExecutionState& execution);

Behavior behavior_of(bpmn::NodeKind kind);

namespace behavior {
void pass_through(Interpreter&, ExecutionState&);
void start_event(Interpreter&, ExecutionState&);
void end_event(Interpreter&, ExecutionState&);
void intermediate_catch_event(Interpreter&, ExecutionState&);
void intermediate_throw_event(Interpreter&, ExecutionState&);
void boundary_event(Interpreter&, ExecutionState&);
void user_task(Interpreter&, ExecutionState&);
void service_task(Interpreter&, ExecutionState&);
void receive_task(Interpreter&, ExecutionState&);
void script_task(Interpreter&, ExecutionState&);
void call_activity(Interpreter&, ExecutionState&);
void sub_process(Interpreter&, ExecutionState&);
void ad_hoc_sub_process(Interpreter&, ExecutionState&);
void event_sub_process(Interpreter&, ExecutionState&);
void multi_instance_body(Interpreter&, ExecutionState&);
void exclusive_gateway(Interpreter&, ExecutionState&);
void parallel_gateway(Interpreter&, ExecutionState&);
void inclusive_gateway(Interpreter&, ExecutionState&);
void event_based_gateway(Interpreter&, ExecutionState&);
void complex_gateway(Interpreter&, ExecutionState&);
void not_executable(Interpreter&, ExecutionState&);

// The work that service, send and business rule tasks and message throw and end events have in common.
// True: it is done at once; false: something waits.
bool perform_work(Interpreter&, ExecutionState&, const bpmn::Work& work);
}  // namespace behavior

}  // namespace baton
