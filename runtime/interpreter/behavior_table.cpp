#include "runtime/interpreter/behaviors.hpp"

#include <fmt/format.h>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

Behavior behavior_of(bpmn::NodeKind kind) {
  using Kind = bpmn::NodeKind;
  switch (kind) {
    case Kind::start_event: return behavior::start_event;
    case Kind::end_event: return behavior::end_event;
    case Kind::intermediate_catch_event: return behavior::intermediate_catch_event;
    case Kind::intermediate_throw_event: return behavior::intermediate_throw_event;
    case Kind::boundary_event: return behavior::boundary_event;
    case Kind::task: return behavior::pass_through;
    case Kind::manual_task: return behavior::pass_through;
    case Kind::user_task: return behavior::user_task;
    case Kind::service_task: return behavior::service_task;
    case Kind::send_task: return behavior::service_task;
    case Kind::business_rule_task: return behavior::service_task;
    case Kind::receive_task: return behavior::receive_task;
    case Kind::script_task: return behavior::script_task;
    case Kind::call_activity: return behavior::call_activity;
    case Kind::sub_process: return behavior::sub_process;
    case Kind::transaction: return behavior::sub_process;
    case Kind::ad_hoc_sub_process: return behavior::ad_hoc_sub_process;
    case Kind::event_sub_process: return behavior::event_sub_process;
    case Kind::multi_instance_body: return behavior::multi_instance_body;
    case Kind::exclusive_gateway: return behavior::exclusive_gateway;
    case Kind::parallel_gateway: return behavior::parallel_gateway;
    case Kind::inclusive_gateway: return behavior::inclusive_gateway;
    case Kind::event_based_gateway: return behavior::event_based_gateway;
    case Kind::complex_gateway: return behavior::complex_gateway;
    case Kind::process:
      return behavior::not_executable;
  }
  return behavior::not_executable;
}

namespace behavior {

void pass_through(Interpreter& interpreter, ExecutionState& execution) {
  interpreter.push(Operation::Kind::leave, execution);
}

// Deployment refuses these (rule not-executable-yet); reaching one is our own mistake.
void not_executable(Interpreter&, ExecutionState& execution) {
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("Element '{}' cannot be executed", execution.current_node().element_id));
}

}  // namespace behavior

}  // namespace baton
