// User tasks and their identity links, with the history that follows them.
#include <algorithm>

#include "runtime/interpreter/graveyard.hpp"
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/session.hpp"

namespace baton {

namespace {

HistoricTask historic(const Task& task) {
  HistoricTask h;
  h.id = task.id;
  h.root_id = task.root_id;
  h.process_instance_id = task.process_instance_id;
  h.execution_id = task.execution_id;
  h.definition_id = task.definition_id;
  h.definition_key = task.definition_key;
  h.activity_instance_id = task.activity_instance_id;
  h.task_definition_key = task.task_definition_key;
  h.name = task.name;
  h.description = task.description;
  h.owner = task.owner;
  h.assignee = task.assignee;
  h.start_time = task.created;
  h.priority = task.priority;
  h.due = task.due;
  h.follow_up = task.follow_up;
  h.parent_task_id = task.parent_task_id;
  h.tenant_id = task.tenant_id;
  h.task_state = task.task_state;
  h.case_instance_id = task.case_instance_id;
  return h;
}

}  // namespace

TaskRecord& Session::create_task(ExecutionState* execution, Task task) {
  if (task.id.empty()) task.id = environment_.new_id();
  task.root_id = instance_.root_id();
  task.created = now_;
  task.sequence = instance_.next_sequence++;
  if (execution) {
    task.execution_id = execution->row.id;
    task.process_instance_id = execution->row.process_instance_id;
    task.definition_id = execution->row.definition_id;
    task.definition_key = execution->row.definition_key;
    task.tenant_id = execution->row.tenant_id;
    task.activity_instance_id = execution->row.activity_instance_id;
    task.suspended = execution->row.suspended;
  }
  auto owned = std::make_unique<TaskRecord>();
  owned->row = std::move(task);
  owned->execution = execution;
  TaskRecord& record = *owned;
  if (execution) execution->tasks.push_back(&record);
  instance_.tasks.emplace(record.row.id, std::move(owned));
  mark(record, dirty_tasks_);
  batch_.insert(historic(record.row));
  if (!record.row.activity_instance_id.empty()) {
    batch_.patch(TableId::historic_activity, record.row.activity_instance_id,
                 {{col::historic_activity::task_id, Cell{record.row.id}},
                  {col::historic_activity::assignee, cell::put(record.row.assignee)}});
  }
  return record;
}

void Session::remove_task(TaskRecord& task, const std::string& delete_reason, const char* state) {
  if (task.is_removed) return;
  task.is_removed = true;
  task.row.task_state = state;
  mark(task, dirty_tasks_);
  batch_.patch(TableId::historic_task, task.row.id,
               {{col::historic_task::delete_reason, Cell{delete_reason}},
                {col::historic_task::end_time, Cell{now_}},
                {col::historic_task::task_state, Cell{std::string(state)}}});
  std::vector<IdentityLinkRecord*> links;
  for (auto& [id, link] : instance_.identity_links) {
    if (link->row.task_id == task.row.id) links.push_back(link.get());
  }
  for (IdentityLinkRecord* link : links) {
    link->is_removed = true;
    mark(*link, dirty_links_);
    auto found = instance_.identity_links.find(link->row.id);
    graveyard_->links.push_back(std::move(found->second));
    instance_.identity_links.erase(found);
  }
  if (auto found = instance_.task_variables.find(task.row.id); found != instance_.task_variables.end()) {
    std::vector<std::string> names;
    for (auto& variable : found->second) names.push_back(variable->name);
    for (const std::string& name : names) remove_task_variable(task, name);
    instance_.task_variables.erase(task.row.id);
  }
  if (task.execution) {
    auto& list = task.execution->tasks;
    list.erase(std::remove(list.begin(), list.end(), &task), list.end());
    std::vector<JobRecord*> timeouts;
    for (JobRecord* job : task.execution->jobs) {
      if (job->row.handler == "timer-task-listener") timeouts.push_back(job);
    }
    for (JobRecord* job : timeouts) remove_job(*job, "deleted");
  }
  auto found = instance_.tasks.find(task.row.id);
  graveyard_->tasks.push_back(std::move(found->second));
  instance_.tasks.erase(found);
}

void Session::refresh_task_history(const TaskRecord& task) {
  const HistoricTask h = historic(task.row);
  batch_.patch(TableId::historic_task, h.id,
               {{col::historic_task::name, cell::put(h.name)},
                {col::historic_task::description, cell::put(h.description)},
                {col::historic_task::owner, cell::put(h.owner)},
                {col::historic_task::assignee, cell::put(h.assignee)},
                {col::historic_task::priority, cell::put(h.priority)},
                {col::historic_task::due, cell::put(h.due)},
                {col::historic_task::follow_up, cell::put(h.follow_up)},
                {col::historic_task::parent_task_id, cell::put(h.parent_task_id)},
                {col::historic_task::case_instance_id, cell::put(h.case_instance_id)},
                {col::historic_task::task_state, cell::put(h.task_state)}});
  if (!task.row.activity_instance_id.empty()) {
    batch_.patch(TableId::historic_activity, task.row.activity_instance_id,
                 {{col::historic_activity::assignee, cell::put(task.row.assignee)}});
  }
}

void Session::log_assignment(const TaskRecord& task) {
  if (task.row.assignee) log_link(task, "assignee", *task.row.assignee, "add");
}

void Session::log_link(const TaskRecord& task, const char* type, const std::string& user, const char* operation) {
  HistoricIdentityLink link;
  link.id = environment_.new_id();
  link.root_id = instance_.root_id();
  link.time = now_;
  link.type = type;
  link.user_id = user;
  link.task_id = task.row.id;
  link.process_instance_id = task.row.process_instance_id;
  link.definition_id = task.row.definition_id;
  link.definition_key = task.row.definition_key;
  link.operation_type = operation;
  if (!options_.caller.user_id.empty()) link.assigner_id = options_.caller.user_id;
  link.tenant_id = task.row.tenant_id;
  batch_.insert(link);
}

// Camunda fires "update" for any changed property, then "assignment" when the assignee is another one.
void Session::change_task(TaskRecord& task, const std::function<void(Task&)>& change) {
  const Task before = task.row;
  change(task.row);
  if (task.row == before) return;
  task.row.last_updated = now_;
  task.row.task_state = "Updated";
  touch(task);
  refresh_task_history(task);
  const bool reassigned = task.row.assignee != before.assignee;
  if (reassigned) {
    if (before.assignee) log_link(task, "assignee", *before.assignee, "delete");
    if (task.row.assignee) log_assignment(task);
  }
  if (task.row.owner != before.owner) {
    if (before.owner) log_link(task, "owner", *before.owner, "delete");
    if (task.row.owner) log_link(task, "owner", *task.row.owner, "add");
  }
  if (task.execution && !options_.skip_custom_listeners) {
    interpreter_->run_task_listeners(task, "update");
    if (reassigned && task.row.assignee && !task.is_removed) interpreter_->run_task_listeners(task, "assignment");
  }
}

IdentityLinkRecord& Session::create_identity_link(IdentityLink link, const char* operator_id) {
  link.id = environment_.new_id();
  link.root_id = instance_.root_id();
  auto owned = std::make_unique<IdentityLinkRecord>();
  owned->row = std::move(link);
  IdentityLinkRecord& record = *owned;
  instance_.identity_links.emplace(record.row.id, std::move(owned));
  mark(record, dirty_links_);

  HistoricIdentityLink log;
  log.id = environment_.new_id();
  log.root_id = record.row.root_id;
  log.time = now_;
  log.type = record.row.type;
  log.user_id = record.row.user_id;
  log.group_id = record.row.group_id;
  log.task_id = record.row.task_id;
  log.operation_type = "add";
  if (operator_id && *operator_id) log.assigner_id = operator_id;
  log.tenant_id = record.row.tenant_id;
  if (TaskRecord* task = instance_.find_task(record.row.task_id)) {
    log.process_instance_id = task->row.process_instance_id;
    log.definition_id = task->row.definition_id;
    log.definition_key = task->row.definition_key;
  }
  batch_.insert(log);
  return record;
}

void Session::remove_identity_link(IdentityLinkRecord& link) {
  if (link.is_removed) return;
  link.is_removed = true;
  mark(link, dirty_links_);
  HistoricIdentityLink log;
  log.id = environment_.new_id();
  log.root_id = link.row.root_id;
  log.time = now_;
  log.type = link.row.type;
  log.user_id = link.row.user_id;
  log.group_id = link.row.group_id;
  log.task_id = link.row.task_id;
  log.operation_type = "delete";
  if (!options_.caller.user_id.empty()) log.assigner_id = options_.caller.user_id;
  log.tenant_id = link.row.tenant_id;
  if (TaskRecord* task = instance_.find_task(link.row.task_id)) {
    log.process_instance_id = task->row.process_instance_id;
    log.definition_id = task->row.definition_id;
    log.definition_key = task->row.definition_key;
  }
  batch_.insert(log);
  auto found = instance_.identity_links.find(link.row.id);
  graveyard_->links.push_back(std::move(found->second));
  instance_.identity_links.erase(found);
}

}  // namespace baton
