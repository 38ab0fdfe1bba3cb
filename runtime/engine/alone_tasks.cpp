#include "runtime/engine/alone_tasks.hpp"

namespace baton {

namespace {

HistoricTask historic(const Task& task) {
  HistoricTask h;
  h.id = task.id;
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

void log_link(Batch& batch, const Task& task, const std::optional<std::string>& user, const char* type,
              const char* operation, IdSource& ids, TimestampMs now) {
  if (!user) return;
  HistoricIdentityLink log;
  log.id = ids.next();
  log.time = now;
  log.type = type;
  log.user_id = user;
  log.task_id = task.id;
  log.operation_type = operation;
  log.tenant_id = task.tenant_id;
  batch.insert(log);
}

}  // namespace

void write_new_alone_task(Batch& batch, const Task& task, IdSource& ids, TimestampMs now) {
  batch.insert(task);
  batch.insert(historic(task));
  log_link(batch, task, task.assignee, "assignee", "add", ids, now);
  log_link(batch, task, task.owner, "owner", "add", ids, now);
}

void write_changed_alone_task(Batch& batch, const Task& before, const Task& task, IdSource& ids, TimestampMs now) {
  batch.update(task);
  batch.update(historic(task));
  if (before.assignee != task.assignee) {
    log_link(batch, task, before.assignee, "assignee", "delete", ids, now);
    log_link(batch, task, task.assignee, "assignee", "add", ids, now);
  }
  if (before.owner != task.owner) {
    log_link(batch, task, before.owner, "owner", "delete", ids, now);
    log_link(batch, task, task.owner, "owner", "add", ids, now);
  }
}

void remove_alone_task(Batch& batch, Store& store, const Task& task, const char* reason, const char* state,
                       TimestampMs now) {
  batch.remove(TableId::task, task.id);
  batch.patch(TableId::historic_task, task.id,
              {{col::historic_task::delete_reason, Cell{std::string(reason)}},
               {col::historic_task::end_time, Cell{now}},
               {col::historic_task::task_state, Cell{std::string(state)}}});
  batch.remove_where(TableId::identity_link, where::eq(col::identity_link::task_id, Cell{task.id}));
  batch.remove_where(TableId::variable, where::eq(col::variable::scope_id, Cell{task.id}));
  remove_alone_children(batch, store, task.id, reason, state, now);
}

void remove_alone_children(Batch& batch, Store& store, const std::string& task_id, const char* reason,
                           const char* state, TimestampMs now) {
  const Where children = where::all({where::eq(col::task::parent_task_id, Cell{task_id}),
                                     where::is_null(col::task::root_id)});
  for (const Task& child : store.all<Task>({TableId::task, children})) {
    remove_alone_task(batch, store, child, reason, state, now);
  }
}

}  // namespace baton
