// Camunda 7's execution tree: how it expands when a second path begins in a scope, and how it compacts when
// one is left. Ids of executions are visible to clients, so the rules are Camunda's:
//   - a scope without children executes its leaf itself;
//   - a second path turns that work into a concurrent child, and adds another;
//   - the last concurrent child gives its work back to the scope.
// Event scopes (snapshots for compensation) are children that do not count.
#include <algorithm>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::kNoNode;
using bpmn::NodeId;

void Interpreter::stand_on(ExecutionState& execution, NodeId node) {
  execution.node = node;
  execution.row.activity_id = node == kNoNode || node == bpmn::kProcessNode ? "" : execution.graph->node(node).element_id;
  session_.touch(execution);
}

void Interpreter::set_active(ExecutionState& execution, bool active) {
  if (execution.row.is_active == active) return;
  execution.row.is_active = active;
  session_.touch(execution);
}

void Interpreter::set_parent(ExecutionState& execution, ExecutionState& parent) {
  auto& siblings = execution.parent->children;
  siblings.erase(std::remove(siblings.begin(), siblings.end(), &execution), siblings.end());
  execution.parent = &parent;
  execution.row.parent_id = parent.row.id;
  parent.children.push_back(&execution);
  session_.touch(execution);
}

ExecutionState& Interpreter::create_child(ExecutionState& parent) {
  return session_.create_execution(&parent, parent.definition);
}

std::vector<ExecutionState*> Interpreter::plain_children(const ExecutionState& execution) const {
  std::vector<ExecutionState*> found;
  for (ExecutionState* child : execution.children) {
    if (!child->row.is_event_scope) found.push_back(child);
  }
  return found;
}

void Interpreter::remove(ExecutionState& execution) {
  remove_waits(execution, false);
  session_.drop_variables(execution);
  const std::vector<IncidentRecord*> incidents = execution.incidents;
  for (IncidentRecord* incident : incidents) session_.remove_incident(*incident, "deleted");
  session_.remove_execution(execution);
}

void Interpreter::take_over(ExecutionState& to, ExecutionState& from) {
  stand_on(to, from.node);
  to.row.activity_instance_id = from.row.activity_instance_id;
  to.row.arrived_flow = from.row.arrived_flow;
  to.row.state = from.row.state;
  to.called = from.called;
  if (to.called) {
    to.called->super = &to;
    to.called->row.super_id = to.row.id;
    session_.touch(*to.called);
    from.called = nullptr;
  }
  auto move = [&](auto& source, auto& target) {
    for (auto* record : source) {
      record->execution = &to;
      record->row.execution_id = to.row.id;
      session_.touch(*record);
      target.push_back(record);
    }
    source.clear();
  };
  move(from.tasks, to.tasks);
  for (TaskRecord* task : to.tasks) {
    const auto found = instance().task_variables.find(task->row.id);
    if (found == instance().task_variables.end()) continue;
    for (auto& variable : found->second) variable->execution = &to;
  }
  move(from.external_tasks, to.external_tasks);
  for (IncidentRecord* incident : from.incidents) {
    incident->execution = &to;
    incident->row.execution_id = to.row.id;
    session_.touch(*incident);
    to.incidents.push_back(incident);
  }
  from.incidents.clear();
  if (instance().waiting_joins.erase(&from) > 0) instance().waiting_joins.insert(&to);
  redirect(from, to);
}

ExecutionState& Interpreter::create_concurrent(ExecutionState& scope) {
  const std::vector<ExecutionState*> children = plain_children(scope);
  if (is_ad_hoc(scope)) {
    // Its paths always are children.
  } else if (children.empty()) {
    // Only what concerns the leaf moves: the scope keeps its variables and the events that it waits for.
    ExecutionState& replacing = create_child(scope);
    replacing.row.is_concurrent = true;
    const bool was_active = scope.row.is_active;
    take_over(replacing, scope);
    // Jobs of the leaf (asynchronous continuations, intermediate waits of plain nodes) go with it.
    const std::vector<JobRecord*> jobs = scope.jobs;
    for (JobRecord* job : jobs) {
      if (job->row.handler != "async-continuation") continue;
      scope.jobs.erase(std::find(scope.jobs.begin(), scope.jobs.end(), job));
      job->execution = &replacing;
      job->row.execution_id = replacing.row.id;
      replacing.jobs.push_back(job);
      session_.touch(*job);
    }
    replacing.row.is_active = was_active;
    scope.row.activity_instance_id.clear();
    set_active(scope, false);
    stand_on(scope, kNoNode);
    session_.touch(replacing);
  } else if (children.size() == 1 && !children.front()->row.is_concurrent) {
    ExecutionState& between = create_child(scope);
    between.row.is_concurrent = true;
    between.row.is_active = false;
    stand_on(between, kNoNode);
    set_parent(*children.front(), between);
    redirect(scope, between);
    stand_on(scope, kNoNode);
    session_.touch(between);
  }
  ExecutionState& path = create_child(scope);
  path.row.is_concurrent = true;
  return path;
}

bool Interpreter::try_prune(ExecutionState& scope) {
  const std::vector<ExecutionState*> children = plain_children(scope);
  if (children.size() != 1 || !children.front()->row.is_concurrent || is_ad_hoc(scope)) return false;
  ExecutionState& last = *children.front();
  if (last.row.state == execution_state::kDetached) return false;
  take_over(scope, last);
  const std::vector<JobRecord*> jobs = last.jobs;
  for (JobRecord* job : jobs) {
    job->execution = &scope;
    job->row.execution_id = scope.row.id;
    scope.jobs.push_back(job);
    session_.touch(*job);
  }
  last.jobs.clear();
  const std::vector<SubscriptionRecord*> subscriptions = last.subscriptions;
  for (SubscriptionRecord* subscription : subscriptions) {
    subscription->execution = &scope;
    subscription->row.execution_id = scope.row.id;
    scope.subscriptions.push_back(subscription);
    session_.touch(*subscription);
  }
  last.subscriptions.clear();
  session_.move_variables(last, scope);
  const std::vector<ExecutionState*> grandchildren = last.children;
  for (ExecutionState* child : grandchildren) set_parent(*child, scope);
  set_active(scope, last.row.is_active);
  last.replaced_by = &scope;
  session_.remove_execution(last);
  return true;
}

ExecutionState& Interpreter::nearest_scope(ExecutionState& execution) {
  ExecutionState* at = &execution;
  while (!at->row.is_scope) at = at->parent;
  return *at;
}

ExecutionState& Interpreter::scope_execution(ExecutionState& execution, NodeId scope_node) {
  ExecutionState* at = &execution;
  while (at->parent && !(at->row.is_scope && at->scope_node == scope_node)) at = at->parent;
  return *at;
}

ExecutionState& Interpreter::process_instance(ExecutionState& execution) {
  ExecutionState* at = &execution;
  while (at->parent) at = at->parent;
  return *at;
}

std::string Interpreter::parent_instance_id(const ExecutionState& execution) const {
  const ExecutionState* at = &execution;
  // A scope execution that begins its own scope activity has its parent's as surrounding instance.
  if (at->row.is_scope && at->scope_node == at->node && at->parent) at = at->parent;
  while (!at->row.is_scope && at->parent) at = at->parent;
  return at->is_process_instance() ? at->row.id : at->row.scope_instance_id;
}

}  // namespace baton
