// Variables as clients read and change them, of executions and of tasks.
#include <algorithm>

#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

using Found = std::map<std::string, ScopedVariable>;

[[noreturn]] void no_scope(const VariableScope& scope) {
  const char* what = scope.kind == VariableScope::Kind::task ? "task" : "execution";
  refuse(ErrorCode::null_value, "{} {} doesn't exist: {} is null", what, scope.id, what);
}

void add(Found& found, const std::vector<std::unique_ptr<VariableState>>& variables) {
  for (const auto& variable : variables) found.emplace(variable->name, ScopedVariable{variable->id, variable->value});
}

void add_visible(Found& found, const ExecutionState& execution) {
  for (const ExecutionState* at = &execution; at; at = at->parent) add(found, at->variables);
}

Found of_execution(const ExecutionState& execution, bool local) {
  Found found;
  if (local) {
    add(found, execution.variables);
  } else {
    add_visible(found, execution);
  }
  return found;
}

Found of_task(const Instance& instance, const TaskRecord& task, bool local) {
  Found found;
  const auto own = instance.task_variables.find(task.row.id);
  if (own != instance.task_variables.end()) add(found, own->second);
  if (!local && task.execution) add_visible(found, *task.execution);
  return found;
}

ScopedVariable from_row(const Variable& row) {
  return {row.id, from_stored({static_cast<ValueType>(row.type), row.number.value_or(0), row.real,
                               row.text.value_or(""), row.text2})};
}

Where of_scope(const std::string& scope_id) { return where::eq(col::variable::scope_id, Cell{scope_id}); }

Found of_alone_task(Store& store, const std::string& id) {
  Found found;
  for (const Variable& row : store.all<Variable>({TableId::variable, of_scope(id)})) {
    found.emplace(row.name, from_row(row));
  }
  return found;
}

void change_task_variables(Session& session, TaskRecord& task, bool local, const Variables& modifications,
                           const std::vector<std::string>& deletions) {
  const auto own = session.instance().task_variables.find(task.row.id);
  std::vector<std::string> own_names;
  if (own != session.instance().task_variables.end()) {
    for (const auto& variable : own->second) own_names.push_back(variable->name);
  }
  const auto is_own = [&](const std::string& name) {
    return local || std::find(own_names.begin(), own_names.end(), name) != own_names.end();
  };
  Variables outer;
  for (const auto& [name, value] : modifications) {
    if (is_own(name)) {
      session.set_task_variable(task, name, value);
    } else {
      outer[name] = value;
    }
  }
  std::vector<std::string> outer_deletions;
  for (const std::string& name : deletions) {
    if (is_own(name)) {
      session.remove_task_variable(task, name);
    } else {
      outer_deletions.push_back(name);
    }
  }
  if (!outer.empty()) session.set_variables(*task.execution, outer, false);
  if (!outer_deletions.empty()) session.remove_variables(*task.execution, outer_deletions, false);
}

}  // namespace

std::map<std::string, ScopedVariable> Engine::variables(const VariableScope& scope) {
  const bool is_task = scope.kind == VariableScope::Kind::task;
  const auto root_id = impl_->root_of(is_task ? TableId::task : TableId::execution, scope.id);
  if (!root_id) no_scope(scope);
  if (root_id->empty()) return of_alone_task(impl_->store, scope.id);
  Found found;
  bool is_there = false;
  impl_->read(*root_id, [&](Instance& instance) {
    if (is_task) {
      const TaskRecord* task = instance.find_task(scope.id);
      is_there = task != nullptr;
      if (task) found = of_task(instance, *task, scope.local);
    } else {
      const ExecutionState* execution = instance.find_execution(scope.id);
      is_there = execution != nullptr;
      if (execution) found = of_execution(*execution, scope.local);
    }
  });
  if (!is_there) no_scope(scope);
  return found;
}

std::optional<ScopedVariable> Engine::variable(const VariableScope& scope, const std::string& name) {
  Found found = variables(scope);
  const auto at = found.find(name);
  if (at == found.end()) return std::nullopt;
  return std::move(at->second);
}

void Engine::Impl::change_alone_task_variables(const std::string& id, const Variables& modifications,
                                               const std::vector<std::string>& deletions) {
  until_not_overtaken([&] { change_alone_task_variables_once(id, modifications, deletions); });
}

void Engine::Impl::change_alone_task_variables_once(const std::string& id, const Variables& modifications,
                                                    const std::vector<std::string>& deletions) {
  const auto one_writer = lock_row(id);
  auto task = store.get<Task>(id);
  if (!task) refuse(ErrorCode::null_value, "task {} doesn't exist: task is null", id);
  std::map<std::string, Variable> present;
  for (Variable& row : store.all<Variable>({TableId::variable, of_scope(id)})) present[row.name] = std::move(row);
  Batch batch;
  if (peers) {  // whoever writes the variables has the task's row, and leaves it changed
    expect(batch, *task);
    ++task->sequence;
    batch.update(*task);
  }
  for (const auto& [name, value] : modifications) {
    Variable& row = present[name];
    const bool is_new = row.id.empty();
    if (is_new) {
      row.id = ids.next();
      row.task_id = row.scope_id = id;
      row.name = name;
    }
    StoredValue stored = to_stored(value.value);
    row.type = static_cast<std::int64_t>(stored.type);
    row.number = stored.number;
    row.real = stored.real;
    row.text = std::move(stored.text);
    row.text2 = std::move(stored.text2);
    batch.update(row);
    log_alone_variable(batch, row, is_new);
  }
  for (const std::string& name : deletions) {
    const auto found = present.find(name);
    if (found == present.end() || found->second.id.empty()) continue;
    batch.remove(TableId::variable, found->second.id);
    batch.patch(TableId::historic_variable, found->second.id,
                {{col::historic_variable::state, Cell{std::string("DELETED")}}});
  }
  commit(std::move(batch));
}

void Engine::Impl::log_alone_variable(Batch& batch, const Variable& row, bool is_new) {
  HistoricVariable h;
  h.id = row.id;
  h.task_id = row.task_id;
  h.name = row.name;
  h.type = row.type;
  h.number = row.number;
  h.real = row.real;
  h.text = row.text;
  h.text2 = row.text2;
  h.state = "CREATED";
  h.create_time = clock.now();
  if (is_new) return batch.insert(h);
  batch.patch(TableId::historic_variable, row.id,
              {{col::historic_variable::type, cell::put(h.type)},
               {col::historic_variable::number, cell::put(h.number)},
               {col::historic_variable::real, cell::put(h.real)},
               {col::historic_variable::text, cell::put(h.text)},
               {col::historic_variable::text2, cell::put(h.text2)},
               {col::historic_variable::state, Cell{h.state}}});
}

void Engine::change_variables(const VariableScope& scope, Variables modifications,
                              std::vector<std::string> deletions) {
  const bool is_task = scope.kind == VariableScope::Kind::task;
  const auto root_id = impl_->root_of(is_task ? TableId::task : TableId::execution, scope.id);
  if (!root_id) no_scope(scope);
  if (root_id->empty()) return impl_->change_alone_task_variables(scope.id, modifications, deletions);
  impl_->command(*root_id, {}, [&](Session& session) {
    if (is_task) {
      TaskRecord* task = session.instance().find_task(scope.id);
      if (!task) no_scope(scope);
      return change_task_variables(session, *task, scope.local, modifications, deletions);
    }
    ExecutionState* execution = session.instance().find_execution(scope.id);
    if (!execution) no_scope(scope);
    if (!modifications.empty()) session.set_variables(*execution, modifications, scope.local);
    if (!deletions.empty() && !execution->is_removed) session.remove_variables(*execution, deletions, scope.local);
  });
}

}  // namespace baton
