// User tasks: who has them, what they say, how they end. A task of a process lives in its aggregate; a stand-alone
// task (root_id empty) is a row of its own with its history, in alone_tasks.cpp.
#include "runtime/engine/alone_tasks.hpp"
#include "runtime/engine/engine_impl.hpp"
#include "runtime/engine/form_history.hpp"
#include "runtime/engine/form_validation.hpp"
#include "runtime/interpreter/execution_scope.hpp"

namespace baton {

namespace {

[[noreturn]] void no_task(ErrorCode code, const std::string& id) {
  refuse(code, "Cannot find task with id {}: task is null", id);
}

void check_active(const Task& task) {
  if (task.suspended) refuse(ErrorCode::suspended, "task with id '{}' is suspended.", task.id);
}

HistoricDetail form_of(const Task& task) {
  HistoricDetail form;
  form.process_instance_id = task.process_instance_id;
  form.execution_id = task.execution_id;
  form.activity_instance_id = task.activity_instance_id;
  form.task_id = task.id;
  form.definition_id = task.definition_id;
  form.definition_key = task.definition_key;
  form.tenant_id = task.tenant_id;
  return form;
}

constexpr const char* kPending = "PENDING";
constexpr const char* kResolved = "RESOLVED";

}  // namespace

void Engine::Impl::with_task(const std::string& id, ErrorCode missing, const SessionOptions& session_options,
                             const TaskWork& work, const AloneTaskWork& alone) {
  const auto root_id = root_of(TableId::task, id);
  if (!root_id) no_task(missing, id);
  if (root_id->empty()) {
    return until_not_overtaken([&] {
      const auto one_writer = lock_row(id);
      auto task = store.get<Task>(id);
      if (!task) no_task(missing, id);
      Batch batch;
      expect(batch, *task);
      alone(batch, *task);
      commit(std::move(batch));
    });
  }
  command(*root_id, session_options, [&](Session& session) {
    TaskRecord* task = session.instance().find_task(id);
    if (!task) no_task(missing, id);
    work(session, *task);
  });
}

// The same change for tasks with and without a process.
void Engine::Impl::change_task(const std::string& id, ErrorCode missing, const std::function<void(Task&)>& change) {
  with_task(
      id, missing, {},
      [&](Session& session, TaskRecord& task) {
        check_active(task.row);
        session.change_task(task, change);
      },
      [&](Batch& batch, Task& task) {
        const Task before = task;
        change(task);
        task.last_updated = clock.now();
        write_changed_alone_task(batch, before, task, ids, clock.now());
      });
}

void Engine::claim_task(const std::string& id, const std::string& user_id) {
  impl_->change_task(id, ErrorCode::null_value, [&](Task& task) {
    if (!user_id.empty() && task.assignee && *task.assignee != user_id) {
      refuse(ErrorCode::already_claimed, "Task '{}' is already claimed by someone else.", id);
    }
    task.assignee = none_if_empty(user_id);
  });
}

void Engine::unclaim_task(const std::string& id) { assign_task(id, std::nullopt); }

void Engine::assign_task(const std::string& id, std::optional<std::string> user_id) {
  impl_->change_task(id, ErrorCode::not_found, [&](Task& task) { task.assignee = none_if_empty(user_id); });
}

void Engine::delegate_task(const std::string& id, const std::string& user_id) {
  impl_->change_task(id, ErrorCode::null_value, [&](Task& task) {
    task.delegation_state = kPending;
    if (!task.owner) task.owner = task.assignee;
    task.assignee = none_if_empty(user_id);
  });
}

void Engine::resolve_task(const std::string& id, Variables variables) {
  const auto resolve = [](Task& task) {
    task.delegation_state = kResolved;
    task.assignee = task.owner;
  };
  impl_->with_task(
      id, ErrorCode::null_value, {},
      [&](Session& session, TaskRecord& task) {
        check_active(task.row);
        if (!variables.empty()) session.set_task_scope_variables(task, variables);
        if (!task.is_removed) session.change_task(task, resolve);
      },
      [&](Batch& batch, Task& task) {
        const Task before = task;
        resolve(task);
        task.last_updated = now();
        write_changed_alone_task(batch, before, task, impl_->ids, now());
      });
  if (!variables.empty() && impl_->root_of(TableId::task, id).value_or("x").empty()) {
    impl_->change_alone_task_variables(id, variables, {});
  }
}

std::map<std::string, Value> Engine::complete_task(TaskCompletion completion, const Caller& caller) {
  std::map<std::string, Value> after;
  impl_->with_task(
      completion.task_id, ErrorCode::null_value, {caller},
      [&](Session& session, TaskRecord& task) {
        check_active(task.row);
        Variables submitted = completion.variables;
        if (completion.through_form) {
          log_form_fields(session, form_of(task.row), completion.variables);
          if (const auto* work = user_task_work(task)) {
            Interpreter interpreter(session);
            ExecutionScope scope(interpreter, *task.execution, &task);
            submitted = apply_form(work->form, submitted, scope);
          }
        }
        const std::string process_instance_id = task.row.process_instance_id;
        const RootSnapshot before(process_of(*task.execution));
        session.complete_task(task, submitted);
        if (impl_->has_sub_tasks) {
          remove_alone_children(session.batch(), impl_->store, completion.task_id, "completed", "Completed", now());
        }
        after = before.after(session, process_instance_id);
      },
      [&](Batch& batch, Task& task) {
        remove_alone_task(batch, impl_->store, task, "completed", "Completed", now());
      });
  return after;
}

void Engine::update_task(const std::string& id, TaskChanges changes) {
  if (!changes.parent_task_id.empty() && !impl_->store.get<Task>(changes.parent_task_id)) {
    refuse(ErrorCode::not_valid, "Could not save task: Parent task with id '{}' does not exist: parentTask is null",
           changes.parent_task_id);
  }
  impl_->change_task(id, ErrorCode::not_found, [&](Task& task) {
    task.name = none_if_empty(changes.name);
    task.description = none_if_empty(changes.description);
    task.assignee = none_if_empty(changes.assignee);
    task.owner = none_if_empty(changes.owner);
    task.due = changes.due;
    task.follow_up = changes.follow_up;
    task.priority = changes.priority;
    task.delegation_state = changes.delegation_state;
    task.parent_task_id = changes.parent_task_id;
    if (!task.parent_task_id.empty()) impl_->has_sub_tasks = true;
    task.case_instance_id = changes.case_instance_id;
    if (task.root_id.empty()) task.tenant_id = changes.tenant_id;
  });
}

std::string Engine::create_task(std::string id, TaskChanges changes) {
  if (id.empty()) id = impl_->ids.next();
  if (impl_->store.get<Task>(id)) {
    refuse(ErrorCode::process_engine, "Could not save task: there is a task with id '{}' already", id);
  }
  Task task;
  task.id = id;
  task.created = now();
  task.name = none_if_empty(changes.name);
  task.description = none_if_empty(changes.description);
  task.assignee = none_if_empty(changes.assignee);
  task.owner = none_if_empty(changes.owner);
  task.due = changes.due;
  task.follow_up = changes.follow_up;
  task.priority = changes.priority;
  task.delegation_state = changes.delegation_state;
  task.parent_task_id = changes.parent_task_id;
  task.case_instance_id = changes.case_instance_id;
  task.tenant_id = changes.tenant_id;
  task.task_state = "Created";
  if (!task.parent_task_id.empty()) {
    impl_->has_sub_tasks = true;
    const auto parent = impl_->store.get<Task>(task.parent_task_id);
    if (!parent) {
      refuse(ErrorCode::not_valid, "Could not save task: Parent task with id '{}' does not exist: parentTask is null",
             task.parent_task_id);
    }
    if (task.tenant_id.empty()) task.tenant_id = parent->tenant_id;
  }
  Batch batch;
  expect_none(batch, TableId::task, id);
  write_new_alone_task(batch, task, impl_->ids, now());
  impl_->commit(std::move(batch));
  return id;
}

void Engine::delete_task(const std::string& id) {
  impl_->with_task(
      id, ErrorCode::null_value, {},
      [&](Session&, TaskRecord&) {
        refuse(ErrorCode::process_engine, "The task cannot be deleted because is part of a running process");
      },
      [&](Batch& batch, Task& task) {
        remove_alone_task(batch, impl_->store, task, "deleted", "Deleted", now());
      });
}

void Engine::task_bpmn_error(const std::string& id, const std::string& code, std::optional<std::string> message,
                             Variables variables) {
  if (code.empty()) refuse(ErrorCode::bad_request, "errorCode is null");
  impl_->with_task(
      id, ErrorCode::not_found, {},
      [&](Session& session, TaskRecord& task) {
        check_active(task.row);
        session.task_bpmn_error(task, code, message, variables);
      },
      [&](Batch&, Task&) { refuse(ErrorCode::process_engine, "Task {} belongs to no process that could catch an error", id); });
}

void Engine::task_bpmn_escalation(const std::string& id, const std::string& code, Variables variables) {
  if (code.empty()) refuse(ErrorCode::bad_request, "escalationCode is null");
  impl_->with_task(
      id, ErrorCode::not_found, {},
      [&](Session& session, TaskRecord& task) {
        check_active(task.row);
        session.task_bpmn_escalation(task, code, variables);
      },
      [&](Batch&, Task&) {
        refuse(ErrorCode::process_engine, "Task {} belongs to no process that could catch an escalation", id);
      });
}

}  // namespace baton
