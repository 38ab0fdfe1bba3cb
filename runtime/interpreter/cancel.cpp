// How running work is cancelled: leaves first, first child first, as Camunda 7 does it. Cancelled activity
// instances have their end listeners and output mappings like ended ones.
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::kNoNode;
using bpmn::kProcessNode;

namespace {

bool waits_for_event(const std::string& type) {
  return type == "message" || type == "signal" || type == "conditional";
}

}  // namespace

void Interpreter::remove_work(ExecutionState& execution) {
  const std::vector<TaskRecord*> tasks = execution.tasks;
  for (TaskRecord* task : tasks) {
    if (!session_.options().skip_custom_listeners) run_task_listeners(*task, "delete");
    session_.remove_task(*task, task_delete_reason, "Deleted");
  }
  const std::vector<ExternalTaskRecord*> external = execution.external_tasks;
  for (ExternalTaskRecord* task : external) {
    session_.external_task_log(*task, "deleted");
    session_.remove_external_task(*task);
  }
}

void Interpreter::remove_waits(ExecutionState& execution, bool keep_compensation) {
  const std::vector<JobRecord*> jobs = execution.jobs;
  for (JobRecord* job : jobs) session_.remove_job(*job, "deleted");
  const std::vector<SubscriptionRecord*> subscriptions = execution.subscriptions;
  for (SubscriptionRecord* subscription : subscriptions) {
    // Only what waits for an event goes; what is done can still be compensated, the conversation goes on.
    if (keep_compensation && !waits_for_event(subscription->row.event_type)) continue;
    session_.remove_subscription(*subscription);
  }
}

void Interpreter::delete_called(ExecutionState& execution, const std::string& reason) {
  ExecutionState* called = execution.called;
  if (!called) return;
  execution.called = nullptr;
  delete_cascade(*called, reason);
  session_.batch().patch(TableId::historic_process_instance, called->row.id,
                         {{col::historic_process_instance::end_time, Cell{now()}},
                          {col::historic_process_instance::delete_reason, cell::put(reason)},
                          {col::historic_process_instance::state, Cell{std::string(terminated_state)}}});
}

void Interpreter::delete_cascade(ExecutionState& execution, const std::string& reason) {
  if (execution.is_removed) return;
  forget(execution);
  while (!execution.children.empty()) delete_cascade(*execution.children.front(), reason);
  delete_called(execution, reason);
  if (!execution.row.is_event_scope) {
    if (tasks_first) remove_work(execution);
    const bool leaf_open = execution.node != kNoNode && execution.node != kProcessNode &&
                           !execution.row.activity_instance_id.empty();
    const bool at_own_scope = execution.row.is_scope && execution.node == execution.scope_node;
    if (leaf_open && !at_own_scope) notify_end(execution, true);
    if (execution.row.is_scope && execution.scope_node != kNoNode && execution.scope_node != kProcessNode) {
      stand_on(execution, execution.scope_node);
      execution.row.activity_instance_id = execution.row.scope_instance_id;
      notify_end(execution, true);
    }
    remove_work(execution);
  }
  forget(execution);
  remove(execution);
}

void Interpreter::interrupt(ExecutionState& scope, const std::string& reason) {
  forget(scope);
  for (ExecutionState* child : plain_children(scope)) delete_cascade(*child, reason);
  delete_called(scope, reason);
  const bool leaf_open = scope.node != kNoNode && scope.node != scope.scope_node && scope.node != kProcessNode &&
                         !scope.row.activity_instance_id.empty();
  if (leaf_open) notify_end(scope, true);
  scope.row.activity_instance_id.clear();
  remove_waits(scope, true);
  remove_work(scope);
  const std::vector<IncidentRecord*> incidents = scope.incidents;
  for (IncidentRecord* incident : incidents) session_.remove_incident(*incident, "deleted");
  forget(scope);
  session_.touch(scope);
}

void Interpreter::cancel_scope_and_start(ExecutionState& scope, bpmn::NodeId next) {
  ExecutionState& parent = *scope.parent;
  const bool from_gateway = scope.graph->node(scope.scope_node).kind == bpmn::NodeKind::event_based_gateway;
  delete_cascade(scope, "Cancel scope activity " + scope.graph->node(next).element_id + " executed.");
  set_active(parent, true);
  if (from_gateway) parent.row.state = execution_state::kTriggered;
  push({Operation::Kind::arrive, &parent, next});
}

}  // namespace baton
