// How a token moves: it takes a flow, arrives before a node, enters it, is worked on by the node's behavior,
// and leaves or ends (BPMN 2.0.2 clause 13.2-13.3; the order of listeners, mappings and scopes is Camunda 7's).
#include <fmt/format.h>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::Flow;
using bpmn::FlowId;
using bpmn::kNoFlow;
using bpmn::kNoNode;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;

void Interpreter::take(ExecutionState& execution, FlowId flow_id, bool is_resumed) {
  const Flow& flow = execution.graph->flow(flow_id);
  const Node& source = execution.graph->node(flow.source);
  if (source.async_after && !is_resumed) {
    stand_on(execution, flow.source);
    create_async_job(execution, source, "async-after:" + (flow.element_id.empty() ? std::to_string(flow_id) : flow.element_id));
    return;
  }
  if (!flow.listeners.empty()) {
    stand_on(execution, flow.source);
    run_listeners(execution, flow.listeners, "take", flow_id);
  }
  execution.row.arrived_flow = flow.element_id;
  push({Operation::Kind::arrive, &execution, flow.target});
}

void Interpreter::arrive(ExecutionState& execution, NodeId node_id, bool is_resumed) {
  const Node& node = execution.graph->node(node_id);
  set_active(execution, true);
  stand_on(execution, node_id);
  execution.row.activity_instance_id.clear();
  if (!is_resumed) count_step(execution, node_id);
  if (over_budget_ && !is_resumed) {
    JobRecord& job = create_async_job(execution, node, "async-before");
    job.row.retries = 0;
    job.row.exception_message = fmt::format("The command took more than {} steps; the path stands before '{}'",
                                            session_.environment().step_budget(), node.element_id);
    session_.effects().new_jobs.pop_back();
    Incident incident;
    incident.type = "failedJob";
    incident.message = job.row.exception_message;
    incident.configuration = job.row.id;
    incident.activity_id = node.element_id;
    incident.job_definition_id = job.row.job_definition_id;
    session_.create_incident(&execution, std::move(incident));
    return;
  }
  ExecutionState* whole = &execution;
  if (node.start_quantity > 1 && !is_resumed) whole = collect_tokens(execution);
  if (!whole) return;
  if (node.async_before && !is_resumed) {
    create_async_job(*whole, node, "async-before");
    return;
  }
  enter(*whole, node_id);
}

namespace {

using execution_state::kTriggered;

// Terminate and cancel end events take the whole scope over before they begin.
bool interrupts_scope(const Node& node) {
  // One that throws something else as well does so in its turn.
  return node.kind == NodeKind::end_event && node.events.size() == 1 &&
         (node.event_kind() == bpmn::EventKind::terminate || node.event_kind() == bpmn::EventKind::cancel);
}

}  // namespace

void Interpreter::enter(ExecutionState& arrived, NodeId node_id) {
  ExecutionState* execution = &arrived;
  const Node& node = execution->graph->node(node_id);
  current_activity = node.element_id;
  if (interrupts_scope(node)) {
    ExecutionState& scope = nearest_scope(*execution);
    if (&scope != execution) {
      forget(*execution);
      remove(*execution);
    }
    interrupt(scope, "Interrupting activity " + node.element_id + " executed.");
    set_active(scope, true);
    execution = &scope;
    stand_on(*execution, node_id);
  }
  if (node.is_scope) {
    ExecutionState& scope = create_child(*execution);
    scope.row.is_scope = true;
    scope.scope_node = node_id;
    scope.row.scope_activity_id = node.element_id;
    scope.row.arrived_flow = execution->row.arrived_flow;
    set_active(*execution, false);
    stand_on(*execution, kNoNode);
    stand_on(scope, node_id);
    execution = &scope;
    std::swap(scope.row.state, execution->parent->row.state);
    if (scope.row.state != kTriggered) create_subscriptions(scope, node_id);
  }
  if (!triggered_variables.empty()) {
    for (auto& [name, value] : triggered_variables) session_.set_local_variable(*execution, name, value);
    triggered_variables.clear();
  }
  execution->is_ended = false;
  begin_instance(*execution);
  push(Operation::Kind::execute, *execution);
}

void Interpreter::begin_instance(ExecutionState& execution) {
  const Node& node = execution.current_node();
  Execution& row = execution.row;
  row.activity_instance_id = new_instance_id(node);
  if (node.is_scope) row.scope_instance_id = row.activity_instance_id;
  session_.touch(execution);
  open_data(execution);
  if (!node.data.input_associations.empty()) move_data_in(execution);
  if (!node.io.inputs.empty() && !session_.options().skip_io_mappings) map_inputs(execution);
  if (node.is_scope && row.state != kTriggered) create_timers(execution, node.id);

  if (node.event_kind() == bpmn::EventKind::link) return;  // Camunda's history does not show them
  HistoricActivity h;
  h.id = row.activity_instance_id;
  h.root_id = row.root_id;
  h.parent_id = parent_instance_id(execution);
  h.process_instance_id = row.process_instance_id;
  h.execution_id = row.id;
  h.definition_id = row.definition_id;
  h.definition_key = row.definition_key;
  h.activity_id = node.element_id;
  if (!node.name.empty()) h.activity_name = node.name;
  h.activity_type = node.activity_type;
  h.start_time = now();
  h.tenant_id = row.tenant_id;
  h.sequence = instance().next_sequence++;
  session_.batch().insert(h);

  run_listeners(execution, node.listeners, "start");
}

void Interpreter::execute(ExecutionState& execution) {
  const Node& node = execution.current_node();
  current_activity = node.element_id;
  behavior_of(node.kind)(*this, execution);
}

bool Interpreter::condition_holds(ExecutionState& execution, const Flow& flow) {
  if (flow.condition.empty()) return true;
  return as_condition(evaluate(execution, flow.condition), flow.condition);
}

void Interpreter::leave(ExecutionState& execution) {
  if (has_more_to_throw(execution)) return push(Operation::Kind::execute, execution);
  const Node& node = execution.current_node();
  if (node.kind == NodeKind::sub_process || node.kind == NodeKind::transaction ||
      node.kind == NodeKind::multi_instance_body || node.kind == NodeKind::ad_hoc_sub_process) {
    create_event_scope(execution);
  }
  record_compensation(execution);
  // An instance of a loop; a compensation handler of the looped activity stands in the body, too.
  const Node& parent = execution.graph->node(node.parent);
  const bool is_loop_instance = parent.kind == NodeKind::multi_instance_body && parent.children.front() == node.id;
  if (is_loop_instance || completes_ad_hoc(execution)) return leave_via(execution, {});
  leave_by_default(execution);
}

namespace {

std::vector<FlowId> repeated(const std::vector<FlowId>& flows, std::int64_t times) {
  std::vector<FlowId> all;
  for (const FlowId flow : flows) all.insert(all.end(), static_cast<std::size_t>(times), flow);
  return all;
}

}  // namespace

void Interpreter::leave_by_default(ExecutionState& execution) {
  const Node& node = execution.current_node();
  if (node.is_for_compensation) return end_compensation(execution);
  const auto [first, last] = execution.graph->outgoing(node.id);
  std::vector<FlowId> chosen;
  bool has_conditions = false, has_held = false;
  for (FlowId id = first; id < last; ++id) {
    const Flow& flow = execution.graph->flow(id);
    if (id == node.default_flow || !condition_holds(execution, flow)) {
      has_conditions = has_conditions || !flow.condition.empty();
      continue;
    }
    has_held = has_held || !flow.condition.empty();
    chosen.push_back(id);
  }
  const bool none_held = chosen.empty() || (node.default_beside_unconditional && has_conditions && !has_held);
  if (none_held && node.default_flow != kNoFlow) chosen.push_back(node.default_flow);
  if (node.completion_quantity > 1) chosen = repeated(chosen, node.completion_quantity);
  if (chosen.empty() && first != last) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("ENGINE-02004 No outgoing sequence flow for the element with id '{}' could be "
                                  "selected for continuing the process.", node.element_id));
  }
  leave_via(execution, std::move(chosen));
}

void Interpreter::leave_via(ExecutionState& execution, std::vector<FlowId> flows) {
  if (flows.empty() && execution.current_node().kind == NodeKind::end_event) {
    session_.batch().patch(TableId::historic_activity, execution.row.activity_instance_id,
                           {{col::historic_activity::complete_scope, Cell{std::int64_t{1}}}});
  }
  notify_end(execution, false);
  if (execution.is_removed) return;
  const bool waits_after = flows.empty() && execution.current_node().async_after;
  ExecutionState& next = destroy_scope(execution);
  if (waits_after) {
    create_async_job(next, next.current_node(), "async-after");
    return;
  }
  if (flows.empty()) return push(Operation::Kind::end_path, next);
  if (flows.size() == 1) return push({Operation::Kind::take, &next, kNoNode, flows.front()});

  // Fork: the first flow goes on with the path's own execution, the others with new ones.
  const bool was_concurrent = next.row.is_concurrent;
  ExecutionState& scope = was_concurrent ? *next.parent : next;
  std::vector<ExecutionState*> paths;
  if (was_concurrent) {
    paths.push_back(&next);
  } else {
    ExecutionState& second = create_concurrent(scope);
    for (ExecutionState* child : plain_children(scope)) {
      if (child != &second) paths.push_back(child);
    }
    paths.resize(1);
    paths.push_back(&second);
  }
  while (paths.size() < flows.size()) paths.push_back(&create_concurrent(scope));
  for (std::size_t i = flows.size(); i-- > 0;) {
    paths[i]->row.activity_instance_id.clear();
    stand_on(*paths[i], execution.graph->flow(flows[i]).source);
    push({Operation::Kind::take, paths[i], kNoNode, flows[i]});
  }
}

void Interpreter::leave_joined(ExecutionState& execution, std::vector<ExecutionState*> joined,
                               std::vector<FlowId> flows) {
  ExecutionState* next = &execution;
  // Joined paths lose what was local to them.
  if (joined.size() > 1 && execution.row.is_concurrent) session_.drop_variables(execution);
  for (ExecutionState* other : joined) {
    if (other == &execution) continue;
    ExecutionState& scope = *other->parent;
    notify_end(*other, false);
    forget(*other);
    session_.drop_variables(*other);
    remove(*other);
    if (try_prune(scope)) next = &scope;
  }
  set_active(*next, true);
  leave_via(*next, std::move(flows));
}

void Interpreter::notify_end(ExecutionState& execution, bool canceled) {
  const Node& node = execution.current_node();
  if (execution.row.activity_instance_id.empty()) return;
  std::vector<std::pair<int, Cell>> cells = {{col::historic_activity::end_time, Cell{now()}}};
  if (canceled) cells.emplace_back(col::historic_activity::canceled, Cell{std::int64_t{1}});
  session_.batch().patch(TableId::historic_activity, execution.row.activity_instance_id, std::move(cells));
  run_listeners(execution, node.listeners, "end");
  if (!node.io.outputs.empty() && !session_.options().skip_io_mappings) map_outputs(execution);
  if (!canceled && !node.data.output_associations.empty()) move_data_out(execution);
}

ExecutionState& Interpreter::destroy_scope(ExecutionState& execution) {
  const NodeId node = execution.node;
  if (!(execution.row.is_scope && execution.scope_node == node) || node == bpmn::kProcessNode) {
    execution.row.activity_instance_id.clear();
    session_.touch(execution);
    return execution;
  }
  ExecutionState& parent = *execution.parent;
  redirect(execution, parent);
  parent.row.state.clear();
  const std::vector<ExecutionState*> children = execution.children;
  for (ExecutionState* child : children) delete_cascade(*child, "scope ended");
  stand_on(parent, node);
  parent.row.activity_instance_id.clear();
  set_active(parent, true);
  execution.replaced_by = &parent;
  remove(execution);
  return parent;
}

void Interpreter::end_path(ExecutionState& execution) {
  if (execution.row.is_concurrent) return concurrent_ended(*execution.parent, execution);
  last_path_ended(execution);
}

void Interpreter::concurrent_ended(ExecutionState& scope, ExecutionState& ended) {
  if (scope.scope_node != bpmn::kNoNode &&
      scope.graph->node(scope.scope_node).kind == NodeKind::multi_instance_body) {
    return loop_child_ended(scope, ended);
  }
  if (is_ad_hoc(scope)) return ad_hoc_path_ended(scope, ended);
  forget(ended);
  remove(ended);
  if (plain_children(scope).empty()) return last_path_ended(scope);
  try_prune(scope);
}

void Interpreter::last_path_ended(ExecutionState& scope) {
  stand_on(scope, scope.scope_node);
  set_active(scope, true);
  if (scope.scope_node == bpmn::kProcessNode) return process_end(scope);
  scope.row.activity_instance_id = scope.row.scope_instance_id;
  complete_scope(scope);
}

// The last path of a scope has ended; `scope` stands on its own scope node.
void Interpreter::complete_scope(ExecutionState& scope) {
  const Node& node = scope.graph->node(scope.scope_node);
  if (node.kind == NodeKind::multi_instance_body) return loop_instance_done(scope);
  if (node.kind == NodeKind::event_sub_process) {
    // It was started beside or instead of what its scope did: there is no flow to leave by.
    if (node.is_for_compensation) return end_compensation(scope);
    return leave_via(scope, {});
  }
  push(Operation::Kind::leave, scope);
}

void Interpreter::process_end(ExecutionState& root, const char* state) {
  const Node& process = root.graph->node(bpmn::kProcessNode);
  run_listeners(root, process.listeners, "end");
  session_.batch().patch(TableId::historic_process_instance, root.row.id,
                         {{col::historic_process_instance::end_time, Cell{now()}},
                          {col::historic_process_instance::state, Cell{std::string(state)}},
                          {col::historic_process_instance::end_activity_id, Cell{current_activity}}});
  ExecutionState* caller = root.super;
  if (caller && caller->row.suspended) {
    throw EngineError(ErrorCode::suspended, fmt::format("ENGINE-03043 Execution with id '{}' is suspended.", caller->row.id));
  }
  if (caller) pass_out_variables(*caller, root);
  const std::vector<ExecutionState*> children = root.children;
  for (ExecutionState* child : children) delete_cascade(*child, "process instance ended");
  forget(root);
  if (!caller) {
    for (auto& variable : root.variables) session_.final_variables[variable->name] = variable->value;
  }
  remove(root);
  if (caller) {
    caller->called = nullptr;
    push(Operation::Kind::sub_instance_ended, *caller);
  }
}

}  // namespace baton
