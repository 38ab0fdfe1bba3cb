// The work loop. One operation at a time is taken from the stack; between operations conditions that
// variables have made true are looked at; when the stack is empty, scripts are waited for and inclusive
// joins are looked at again. Nothing here recurses over the flow.
#include "runtime/interpreter/interpreter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace baton {

Interpreter::Interpreter(Session& session) : session_(session), started_(session.now()) {}

void Interpreter::redirect(ExecutionState& from, ExecutionState& to) {
  if (from.queued == 0) return;
  to.queued += std::exchange(from.queued, 0);
  for (Operation& operation : stack_) {
    if (operation.execution == &from) operation.execution = &to;
  }
  for (PendingScript& script : scripts_) {
    if (script.execution == &from) script.execution = &to;
  }
}

void Interpreter::forget(ExecutionState& execution) {
  if (execution.queued == 0) return;
  execution.queued = 0;
  std::erase_if(stack_, [&](const Operation& operation) { return operation.execution == &execution; });
  std::erase_if(scripts_, [&](const PendingScript& script) {
    if (script.execution != &execution) return false;
    *script.is_cancelled = true;
    return true;
  });
}

void Interpreter::run() {
  for (;;) {
    while (!stack_.empty() || has_delayed_conditions()) {
      if (has_delayed_conditions()) {
        dispatch_conditions();
        continue;
      }
      const Operation operation = stack_.back();
      stack_.pop_back();
      --operation.execution->queued;
      if (operation.execution->is_removed) continue;
      perform(operation);
    }
    if (finish_script()) continue;
    if (recheck_joins() || recheck_complex_gateways()) continue;
    return;
  }
}

void Interpreter::perform(const Operation& operation) {
  ExecutionState& execution = *operation.execution;
  using Kind = Operation::Kind;
  switch (operation.kind) {
    case Kind::take: return take(execution, operation.flow, operation.is_resumed);
    case Kind::arrive: return arrive(execution, operation.node, operation.is_resumed);
    case Kind::enter: return enter(execution, operation.node);
    case Kind::start_notified: return push(Kind::execute, execution);
    case Kind::execute: return execute(execution);
    case Kind::leave: return leave(execution);
    case Kind::end_path: return end_path(execution);
    case Kind::process_start: return process_start(execution, operation.node);
    case Kind::resume_script: return push(Kind::leave, execution);
    case Kind::sub_instance_ended: return sub_instance_ended(execution);
    case Kind::check_condition: return check_condition(*operation.waiting);
    case Kind::recheck: return;
  }
}

// The budget stops a runaway loop: what was done stays, and the path stands before the node with an incident.
void Interpreter::count_step(ExecutionState&, bpmn::NodeId) {
  if (++steps_ > session_.environment().step_budget()) over_budget_ = true;
}

std::string Interpreter::new_instance_id(const bpmn::Node& node) {
  std::string uuid = new_id();
  // Camunda's columns hold 64 characters; a longer id is the plain one.
  if (node.element_id.size() + 1 + uuid.size() > 64) return uuid;
  return node.element_id + ":" + uuid;
}

}  // namespace baton
