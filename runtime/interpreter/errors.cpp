// Errors and escalations look for their catcher outwards: in each scope event sub-processes, then boundary
// events; in one scope an exact code wins over a catch-all, an inner catch-all over an outer exact code.
// From a called instance they go on to its call activity (BPMN 2.0.2 clause 10.5.7, 13.5).
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::EventDefinition;
using bpmn::EventKind;
using bpmn::kNoNode;
using bpmn::kProcessNode;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;

namespace {

struct Catcher {
  ExecutionState* scope = nullptr;
  NodeId event = kNoNode;
  const EventDefinition* definition = nullptr;
};

bool catches(const EventDefinition& definition, EventKind kind, const std::string& code, bool exact) {
  if (definition.kind != kind) return false;
  const bool catch_all = !definition.has_code || definition.code.empty();
  return exact ? !catch_all && definition.code == code : catch_all;
}

// A catcher that belongs to `scope`; `from` is where the error came from, which is not caught by the event
// sub-process that it was thrown in.
Catcher catcher_in(const bpmn::ProcessGraph& graph, const Node& scope, NodeId from, EventKind kind,
                   const std::string& code) {
  for (const bool exact : {true, false}) {
    for (NodeId sub_process : scope.event_sub_processes) {
      if (sub_process == from || graph.is_inside(from, sub_process)) continue;
      for (NodeId child : graph.node(sub_process).children) {
        const Node& start = graph.node(child);
        if (start.kind != NodeKind::start_event) continue;
        for (const EventDefinition& definition : start.events) {
          if (catches(definition, kind, code, exact)) return {nullptr, child, &definition};
        }
      }
    }
    for (NodeId boundary : scope.boundary_events) {
      for (const EventDefinition& definition : graph.node(boundary).events) {
        if (catches(definition, kind, code, exact)) return {nullptr, boundary, &definition};
      }
    }
  }
  return {};
}

ExecutionState* scope_of(ExecutionState& execution, NodeId node) {
  for (ExecutionState* at = &execution; at; at = at->parent) {
    if (at->row.is_scope && at->scope_node == node) return at;
  }
  return nullptr;
}

Catcher find_catcher(ExecutionState& execution, EventKind kind, const std::string& code,
                     std::vector<ExecutionState*>& crossed) {
  ExecutionState* at = &execution;
  NodeId from = at->node;
  while (at) {
    for (NodeId node = from;; node = at->graph->node(node).parent) {
      Catcher found = catcher_in(*at->graph, at->graph->node(node), from, kind, code);
      if (found.event != kNoNode) {
        found.scope = scope_of(*at, node);
        if (found.scope) return found;
      }
      if (node == kProcessNode) break;
    }
    while (at->parent) at = at->parent;
    crossed.push_back(at);
    at = at->super;
    if (at) from = at->node;
  }
  return {};
}

}  // namespace

bool Interpreter::propagate_error(ExecutionState& execution, const std::string& code,
                                  const std::optional<std::string>& message) {
  std::vector<ExecutionState*> crossed;
  const Catcher catcher = find_catcher(execution, EventKind::error, code, crossed);
  for (ExecutionState* called : crossed) {  // caught or not
    if (called->super) pass_out_variables(*called->super, *called);
  }
  if (!catcher.scope) return false;
  ExecutionState& scope = *catcher.scope;
  if (!catcher.definition->code_variable.empty()) {
    session_.set_variable(scope, catcher.definition->code_variable, {Value::string(code)});
  }
  if (!catcher.definition->message_variable.empty()) {
    session_.set_variable(scope, catcher.definition->message_variable,
                          {message ? Value::string(*message) : Value::null()});
  }
  execute_handler(scope, catcher.event);
  return true;
}

bool Interpreter::propagate_escalation(ExecutionState& execution, const std::string& code, bool& interrupted) {
  interrupted = false;
  std::vector<ExecutionState*> crossed;
  const Catcher catcher = find_catcher(execution, EventKind::escalation, code, crossed);
  for (ExecutionState* called : crossed) {  // caught or not
    if (called->super) pass_out_variables(*called->super, *called);
  }
  if (!catcher.scope) return false;
  ExecutionState& scope = *catcher.scope;
  interrupted = scope.graph->node(catcher.event).interrupting;
  if (!catcher.definition->code_variable.empty()) {
    session_.set_variable(scope, catcher.definition->code_variable, {Value::string(code)});
  }
  execute_handler(scope, catcher.event);
  return true;
}

bool Interpreter::guarded(ExecutionState& execution, const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const EvaluationError& error) {
    if (!error.bpmn_error_code) throw;
    const std::optional<std::string> message =
        error.bpmn_error_message.empty() ? std::nullopt : std::optional<std::string>(error.bpmn_error_message);
    // Uncaught, the path ends as at a none end event.
    if (!propagate_error(execution, *error.bpmn_error_code, message)) leave_via(execution, {});
    return false;
  }
}

}  // namespace baton
