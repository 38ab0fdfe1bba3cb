// Process instance modification (camunda7-rest A.3.1): tokens are put before, after or onto flows of nodes,
// whose missing scopes are opened on the way, and activity instances are cancelled.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::FlowId;
using bpmn::kNoFlow;
using bpmn::kNoNode;
using bpmn::kProcessNode;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;
using Kind = Operation::Kind;

namespace {

// Spelled as Camunda spells it: clients compare it.
constexpr const char* kCancelled = "Cancellation due to process instance modifcation";

[[noreturn]] void invalid(const std::string& message) { throw EngineError(ErrorCode::not_valid, message); }

void collect(ExecutionState& execution, std::vector<ExecutionState*>& found) {
  found.push_back(&execution);
  for (ExecutionState* child : execution.children) collect(*child, found);
}

std::vector<ExecutionState*> all_of(ExecutionState& process) {
  std::vector<ExecutionState*> found;
  collect(process, found);
  return found;
}

// Executions that are a running instance of `node`, or stand before or after it.
std::vector<ExecutionState*> instances_of(ExecutionState& process, NodeId node, bool transitions) {
  std::vector<ExecutionState*> found;
  for (ExecutionState* execution : all_of(process)) {
    if (execution->row.is_event_scope) continue;
    if (execution->row.is_scope && execution->scope_node == node && !execution->is_process_instance()) {
      found.push_back(execution);
    } else if (execution->node == node && !(execution->row.is_scope && execution->scope_node == node)) {
      if (!execution->row.activity_instance_id.empty() || transitions) found.push_back(execution);
    }
  }
  return found;
}

}  // namespace

// The path ends there: its instance is cancelled, and scopes that it leaves empty are cancelled with it.
void Interpreter::cancel_path(ExecutionState& at, bool keep_scope) {
  ExecutionState* execution = &at;
  if (execution->is_process_instance() || (execution->row.is_scope && execution->node != execution->scope_node &&
                                           plain_children(*execution).empty())) {
    // A scope that executes its leaf itself: only the leaf is cancelled.
    interrupt_leaf(*execution);
    if (!keep_scope) cancel_empty(*execution);
    return;
  }
  ExecutionState* parent = execution->parent;
  const bool is_loop_path = parent->scope_node != kNoNode && parent->row.is_scope &&
                            parent->graph->node(parent->scope_node).kind == NodeKind::multi_instance_body &&
                            execution->row.is_concurrent;
  const bool was_concurrent = execution->row.is_concurrent;
  delete_cascade(*execution, kCancelled);
  if (is_loop_path) count_cancelled_loop_path(*parent);
  if (was_concurrent) {
    if (!is_loop_path) try_prune(*parent);
    if (!keep_scope) cancel_empty(*parent);
    return;
  }
  // The scope activity's own execution is gone; its parent carried it.
  if (parent->row.is_concurrent) {
    if (!keep_scope || !plain_children(*parent->parent).empty()) cancel_path(*parent, keep_scope);
    return;
  }
  parent->row.activity_instance_id.clear();
  if (!keep_scope) cancel_empty(*parent);
}

void Interpreter::count_cancelled_loop_path(ExecutionState& body) {
  for (const char* name : {"nrOfInstances", "nrOfActiveInstances"}) {
    VariableState* variable = session_.find_local_variable(body, name);
    if (!variable || !variable->value.is_whole_number()) continue;
    session_.set_local_variable(body, name, {Value::integer(static_cast<std::int32_t>(variable->value.as_long() - 1))});
  }
}

void Interpreter::interrupt_leaf(ExecutionState& scope) {
  forget(scope);
  delete_called(scope, kCancelled);
  if (scope.node != kNoNode && scope.node != kProcessNode && scope.node != scope.scope_node &&
      !scope.row.activity_instance_id.empty()) {
    notify_end(scope, true);
  }
  remove_work(scope);
  std::vector<JobRecord*> own;
  for (JobRecord* job : scope.jobs) {
    if (job->row.handler == "async-continuation") own.push_back(job);
  }
  for (JobRecord* job : own) session_.remove_job(*job, "deleted");
  scope.row.activity_instance_id.clear();
  stand_on(scope, kNoNode);
  set_active(scope, false);
}

// A scope in which nothing runs any more is cancelled too, outwards; the process instance ends.
void Interpreter::cancel_empty(ExecutionState& scope) {
  ExecutionState* at = &scope;
  while (at->row.is_concurrent) at = at->parent;
  if (!plain_children(*at).empty() || at->node != kNoNode) return;
  if (at->is_process_instance()) {
    emptied_ = true;
    return;
  }
  cancel_path(*at, false);
}

namespace {

// Where an instance begins that is started by instructions; null: unknown.
NodeId first_activity(const bpmn::ProcessGraph& graph, const Instruction& first) {
  FlowId flow = kNoFlow;
  if (first.type == Instruction::Type::start_transition) {
    flow = graph.find_flow(first.transition_id);
  } else {
    const NodeId node = graph.find_node(first.activity_id);
    if (node == kNoNode || first.type == Instruction::Type::start_before) return node;
    const auto [begin, end] = graph.outgoing(node);
    if (begin != end) flow = begin;
  }
  return flow == kNoFlow ? kNoNode : graph.flow(flow).target;
}

}  // namespace

void Interpreter::start_by_instructions(ExecutionState& root, const std::vector<Instruction>& instructions) {
  if (const NodeId first = first_activity(*root.graph, instructions.front()); first != kNoNode) {
    session_.batch().patch(TableId::historic_process_instance, root.row.id,
                           {{col::historic_process_instance::start_activity_id, Cell{root.graph->node(first).element_id}}});
  }
  run_listeners(root, root.graph->node(kProcessNode).listeners, "start");
  set_active(root, false);
  stand_on(root, kNoNode);
  for (const Instruction& instruction : instructions) {
    if (instruction.type == Instruction::Type::cancel) continue;
    apply_instruction(root, instruction);
    run();
    if (root.is_removed) return;
  }
}

void Interpreter::apply_instruction(ExecutionState& process, const Instruction& instruction) {
  if (instruction.type == Instruction::Type::cancel) return apply_cancel(process, instruction);
  const bpmn::ProcessGraph& graph = *process.graph;
  NodeId node = kNoNode;
  FlowId flow = kNoFlow;
  if (instruction.type == Instruction::Type::start_transition) {
    flow = graph.find_flow(instruction.transition_id);
    if (flow == kNoFlow) {
      invalid(fmt::format("Cannot perform instruction: Start transition '{}'; Element '{}' does not exist in process '{}'",
                          instruction.transition_id, instruction.transition_id, process.row.definition_id));
    }
    node = graph.flow(flow).source;
  } else {
    node = graph.find_node(instruction.activity_id);
    if (node == kNoNode) {
      invalid(fmt::format("Cannot perform instruction: Activity '{}' does not exist in process '{}'",
                          instruction.activity_id, process.row.definition_id));
    }
  }
  if (instruction.type == Instruction::Type::start_after) {
    const auto [first, last] = graph.outgoing(node);
    if (last - first != 1) {
      throw EngineError(ErrorCode::process_engine,
                        fmt::format("Cannot perform instruction: activity '{}' must have exactly one outgoing sequence "
                                    "flow to start after it, but has {}", instruction.activity_id, last - first));
    }
    flow = first;
  }
  const NodeId start = node;
  ExecutionState& scope = open_scopes(process, graph.node(start).parent, instruction);
  if (instruction.type == Instruction::Type::start_before && interrupts_on_start(graph.node(start))) {
    // Boundary events and interrupting event sub-process starts cancel what they are attached to.
    for (ExecutionState* host : instances_of(process, graph.node(start).attached_to, false)) {
      set_instruction_variables(*host->parent, instruction);
      return cancel_scope_and_start(*host, start);
    }
  }
  ExecutionState& path = new_path(scope);
  set_instruction_variables(path, instruction);
  if (flow != kNoFlow) {
    stand_on(path, graph.flow(flow).source);
    push({Kind::take, &path, kNoNode, flow, true});
  } else {
    push({Kind::arrive, &path, start});
  }
}

bool Interpreter::interrupts_on_start(const Node& node) const {
  return node.kind == NodeKind::boundary_event && node.interrupting;
}

void Interpreter::set_instruction_variables(ExecutionState& path, const Instruction& instruction) {
  for (const auto& [name, value] : instruction.variables) session_.set_variable(path, name, value);
  for (const auto& [name, value] : instruction.local_variables) session_.set_local_variable(path, name, value);
}

// An execution of the scope that is free to carry a new token.
ExecutionState& Interpreter::new_path(ExecutionState& scope) {
  const bool is_loop = scope.scope_node != kNoNode && !scope.is_process_instance() &&
                       scope.graph->node(scope.scope_node).kind == NodeKind::multi_instance_body;
  if (plain_children(scope).empty() && scope.node == kNoNode && !is_loop) {
    set_active(scope, true);
    return scope;
  }
  return is_loop ? new_loop_path(scope) : create_concurrent(scope);
}

// One more instance in the body of a loop. A sequential one has room for a single instance.
ExecutionState& Interpreter::new_loop_path(ExecutionState& body) {
  const Node& node = body.graph->node(body.scope_node);
  const bool sequential = node.loop->kind == bpmn::Loop::Kind::sequential;
  if (sequential && (body.node != kNoNode || !plain_children(body).empty())) {
    throw EngineError(ErrorCode::process_engine,
                      "Concurrent instantiation not possible for activities in scope " + node.element_id);
  }
  ExecutionState& path = sequential ? body : create_child(body);
  path.row.is_concurrent = !sequential;
  std::int64_t counter = 0;
  for (const char* name : {"nrOfInstances", "nrOfActiveInstances"}) {
    VariableState* variable = session_.find_local_variable(body, name);
    if (!variable || !variable->value.is_whole_number()) continue;
    if (std::string_view(name) == "nrOfInstances") counter = variable->value.as_long();
    session_.set_local_variable(body, name, {Value::integer(static_cast<std::int32_t>(variable->value.as_long() + 1))});
  }
  session_.set_local_variable(path, "loopCounter", {Value::integer(static_cast<std::int32_t>(counter))});
  set_active(path, true);
  return path;
}

// The execution of `scope_node`: the running one, or a new one inside the nearest running ancestor.
ExecutionState& Interpreter::open_scopes(ExecutionState& process, NodeId scope_node, const Instruction& instruction) {
  const bpmn::ProcessGraph& graph = *process.graph;
  if (scope_node == kProcessNode) return process;
  std::vector<ExecutionState*> running;
  for (ExecutionState* execution : all_of(process)) {
    if (!execution->row.is_event_scope && execution->row.is_scope && execution->scope_node == scope_node) {
      running.push_back(execution);
    }
  }
  if (!instruction.ancestor_activity_instance_id.empty()) {
    const std::string& ancestor_id = instruction.ancestor_activity_instance_id;
    ExecutionState* ancestor = nullptr;
    for (ExecutionState* execution : all_of(process)) {
      if (execution->row.is_scope && execution->row.scope_instance_id == ancestor_id) ancestor = execution;
    }
    if (!ancestor) {
      invalid(fmt::format("Cannot perform instruction: Ancestor activity instance '{}' does not exist", ancestor_id));
    }
    if (ancestor->scope_node == scope_node) return *ancestor;
    if (ancestor->scope_node != kProcessNode && !graph.is_inside(scope_node, ancestor->scope_node)) {
      invalid(fmt::format("Cannot perform instruction: Scope execution for '{}' cannot be found in parent hierarchy",
                          ancestor_id));
    }
    running.clear();
    return open_below(*ancestor, scope_node);
  }
  if (running.size() > 1) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("Cannot perform instruction: there are {} instances of scope '{}'; name an ancestor",
                                  running.size(), graph.node(scope_node).element_id));
  }
  if (running.size() == 1) return *running.front();
  ExecutionState& outer = open_scopes(process, graph.node(scope_node).parent, instruction);
  return open_below(outer, scope_node);
}

ExecutionState& Interpreter::open_below(ExecutionState& ancestor, NodeId scope_node) {
  const bpmn::ProcessGraph& graph = *ancestor.graph;
  std::vector<NodeId> chain;
  for (NodeId node = scope_node; node != ancestor.scope_node && node != kProcessNode; node = graph.node(node).parent) {
    chain.push_back(node);
  }
  ExecutionState* at = &ancestor;
  for (std::size_t i = chain.size(); i-- > 0;) {
    ExecutionState& path = new_path(*at);
    stand_on(path, chain[i]);
    ExecutionState& scope = create_child(path);
    scope.row.is_scope = true;
    scope.scope_node = chain[i];
    scope.row.scope_activity_id = graph.node(chain[i]).element_id;
    set_active(path, false);
    stand_on(path, kNoNode);
    stand_on(scope, chain[i]);
    create_subscriptions(scope, chain[i]);
    begin_instance(scope);
    scope.row.activity_instance_id.clear();
    if (graph.node(chain[i]).kind == NodeKind::multi_instance_body) {
      session_.set_local_variable(scope, "nrOfInstances", {Value::integer(0)});
      session_.set_local_variable(scope, "nrOfCompletedInstances", {Value::integer(0)});
      session_.set_local_variable(scope, "nrOfActiveInstances", {Value::integer(0)});
    }
    set_active(scope, false);
    stand_on(scope, kNoNode);
    at = &scope;
  }
  return *at;
}

void Interpreter::apply_cancel(ExecutionState& process, const Instruction& instruction) {
  const bpmn::ProcessGraph& graph = *process.graph;
  std::vector<ExecutionState*> targets;
  if (!instruction.activity_id.empty()) {
    // An activity that is not there has no instances, too.
    const NodeId node = graph.find_node(instruction.activity_id);
    if (node != kNoNode) targets = instances_of(process, node, true);
  } else {
    const std::string& id = instruction.activity_instance_id.empty() ? instruction.transition_instance_id
                                                                     : instruction.activity_instance_id;
    for (ExecutionState* execution : all_of(process)) {
      if (execution->row.is_event_scope) continue;
      const bool is_scope = execution->row.is_scope && execution->row.scope_instance_id == id;
      const bool is_leaf = execution->row.activity_instance_id == id;
      const bool is_transition = !instruction.transition_instance_id.empty() && execution->row.id == id;
      if (is_scope || is_leaf || is_transition) targets.push_back(execution);
      if (!targets.empty()) break;
    }
    if (targets.empty()) {
      invalid(fmt::format("Cannot perform instruction: Cancel activity instance '{}'; activity instance does not exist", id));
    }
    if (targets.front()->is_process_instance() && targets.front()->row.id == id) {
      delete_everything(process);
      return;
    }
  }
  terminated_state = kExternally;
  task_delete_reason = kCancelled;
  for (ExecutionState* target : targets) {
    while (target->is_removed && target->replaced_by) target = target->replaced_by;  // the last path of its scope
    if (!target->is_removed) cancel_path(*target, true);
  }
  terminated_state = kInternally;
  task_delete_reason = kDeleted;
}

void Interpreter::delete_everything(ExecutionState& process) {
  for (ExecutionState* child : plain_children(process)) delete_cascade(*child, kCancelled);
  interrupt_leaf(process);
  emptied_ = true;
}

void Session::modify(ExecutionState& process, const std::vector<Instruction>& instructions) {
  interpreter_->modify(process, instructions);
}

void Interpreter::modify(ExecutionState& process, const std::vector<Instruction>& instructions) {
  for (const Instruction& instruction : instructions) {
    apply_instruction(process, instruction);
    run();
    if (process.is_removed) return;
  }
  sweep_empty(process);
  if (emptied_ || (plain_children(process).empty() && process.node == kNoNode)) {
    if (plain_children(process).empty() && process.node == kNoNode) {
      session_.delete_instance(process, {}, kExternally);
    }
  }
  run();
}

// Scopes that the instructions left without any work are cancelled, innermost first.
void Interpreter::sweep_empty(ExecutionState& process) {
  bool swept = true;
  while (swept && !process.is_removed) {
    swept = false;
    for (ExecutionState* execution : all_of(process)) {
      if (execution->is_process_instance() || execution->row.is_event_scope || !execution->row.is_scope) continue;
      if (execution->node != kNoNode || !plain_children(*execution).empty()) continue;
      ExecutionState* parent = execution->parent;
      delete_cascade(*execution, kCancelled);
      if (parent->row.is_concurrent) {
        ExecutionState* outer = parent->parent;
        delete_cascade(*parent, kCancelled);
        try_prune(*outer);
      } else {
        parent->row.activity_instance_id.clear();
      }
      swept = true;
      break;
    }
  }
}

}  // namespace baton
