// What the loop behaviors share: the counters that a loop's body keeps, with Camunda's names.
#pragma once

#include <cstdint>

#include "runtime/interpreter/interpreter.hpp"

namespace baton::loop_state {

inline constexpr const char* kInstances = "nrOfInstances";
inline constexpr const char* kActive = "nrOfActiveInstances";
inline constexpr const char* kCompleted = "nrOfCompletedInstances";
inline constexpr const char* kCounter = "loopCounter";

inline std::int64_t get(Session& session, ExecutionState& scope, const char* name) {
  const VariableState* variable = session.find_variable(scope, name);
  return variable && variable->value.is_whole_number() ? variable->value.as_long() : 0;
}

inline void set(Session& session, ExecutionState& scope, const char* name, std::int64_t value) {
  session.set_local_variable(scope, name, {Value::integer(static_cast<std::int32_t>(value))});
}

// Whether the execution is the body of a loop, of any kind.
inline bool is_body(const ExecutionState& execution) {
  return execution.row.is_scope && execution.scope_node != bpmn::kNoNode &&
         execution.graph->node(execution.scope_node).kind == bpmn::NodeKind::multi_instance_body;
}

}  // namespace baton::loop_state
