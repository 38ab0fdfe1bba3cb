// Variables: where they are found and set, their rows and their history.
#include <algorithm>

#include "runtime/interpreter/graveyard.hpp"
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/session.hpp"

namespace baton {

namespace {

void put_value(const Value& value, std::int64_t& type, std::optional<std::int64_t>& number, double& real,
               std::optional<std::string>& text, std::string& text2) {
  StoredValue stored = to_stored(value);
  type = static_cast<std::int64_t>(stored.type);
  number = stored.number;
  real = stored.real;
  text = std::move(stored.text);
  text2 = std::move(stored.text2);
}

}  // namespace

VariableState* Session::find_local_variable(ExecutionState& scope, std::string_view name) const {
  for (const auto& variable : scope.variables) {
    if (variable->name == name) return variable.get();
  }
  return nullptr;
}

VariableState* Session::find_variable(ExecutionState& scope, std::string_view name) const {
  for (ExecutionState* at = &scope; at; at = at->parent) {
    if (VariableState* found = find_local_variable(*at, name)) return found;
  }
  return nullptr;
}

void Session::write_variable_history(const VariableState& variable, bool is_new) {
  const ExecutionState& execution = *variable.execution;
  StoredValue stored = to_stored(variable.value);
  if (is_new) {
    HistoricVariable h;
    h.id = variable.id;
    h.root_id = instance_.root_id();
    h.process_instance_id = execution.row.process_instance_id;
    h.definition_id = execution.row.definition_id;
    h.definition_key = execution.row.definition_key;
    h.execution_id = execution.row.id;
    h.activity_instance_id = scope_instance_of(variable);
    h.task_id = variable.task_id;
    h.name = variable.name;
    h.state = "CREATED";
    h.create_time = now_;
    h.tenant_id = execution.row.tenant_id;
    put_value(variable.value, h.type, h.number, h.real, h.text, h.text2);
    batch_.insert(h);
  } else {
    batch_.patch(TableId::historic_variable, variable.id,
                 {{col::historic_variable::type, Cell{static_cast<std::int64_t>(stored.type)}},
                  {col::historic_variable::number, Cell{stored.number}},
                  {col::historic_variable::real, Cell{stored.real}},
                  {col::historic_variable::text, Cell{stored.text}},
                  {col::historic_variable::text2, cell::put(stored.text2)},
                  {col::historic_variable::state, Cell{std::string("CREATED")}}});
  }
  HistoricDetail d;
  d.id = environment_.new_id();
  d.root_id = instance_.root_id();
  d.kind = "variableUpdate";
  d.process_instance_id = execution.row.process_instance_id;
  d.definition_id = execution.row.definition_id;
  d.definition_key = execution.row.definition_key;
  d.execution_id = execution.row.id;
  d.activity_instance_id = scope_instance_of(variable);
  d.task_id = variable.task_id;
  d.time = now_;
  d.variable_id = variable.id;
  d.name = variable.name;
  d.revision = variable.revision;
  d.initial = is_new && execution.is_process_instance() && initial_variables_;
  d.tenant_id = execution.row.tenant_id;
  d.sequence = instance_.next_sequence++;
  put_value(variable.value, d.type, d.number, d.real, d.text, d.text2);
  batch_.insert(d);
}

VariableState& Session::assign(std::vector<std::unique_ptr<VariableState>>& list, ExecutionState& owner,
                               const std::string& task_id, const std::string& name, const TypedValue& value,
                               bool& is_new) {
  for (auto& present : list) {
    if (present->name != name) continue;
    is_new = false;
    present->value = value.value;
    present->revision++;
    if (!present->is_transient) {
      if (!present->is_dirty) {
        present->is_dirty = true;
        dirty_variables_.push_back(present.get());
      }
      write_variable_history(*present, false);
    }
    return *present;
  }
  is_new = true;
  auto owned = std::make_unique<VariableState>();
  VariableState& variable = *owned;
  variable.id = environment_.new_id();
  variable.name = name;
  variable.value = value.value;
  variable.execution = &owner;
  variable.task_id = task_id;
  variable.is_transient = value.is_transient;
  if (variable.is_transient) ++instance_.transient_variables;
  variable.is_concurrent_local = owner.row.is_concurrent;
  variable.sequence = instance_.next_sequence++;
  variable.created = now_;
  list.push_back(std::move(owned));
  if (!variable.is_transient) {
    variable.is_dirty = true;
    dirty_variables_.push_back(&variable);
    write_variable_history(variable, true);
  }
  return variable;
}

void Session::set_local_variable(ExecutionState& scope, const std::string& name, const TypedValue& value) {
  bool is_new = false;
  assign(scope.variables, scope, {}, name, value, is_new);
  interpreter_->variable_changed(scope, name, is_new ? "create" : "update");
}

void Session::set_variable(ExecutionState& scope, const std::string& name, const TypedValue& value) {
  ExecutionState* at = &scope;
  while (at->parent && !find_local_variable(*at, name)) at = at->parent;
  set_local_variable(*at, name, value);
}

void Session::bury(std::vector<std::unique_ptr<VariableState>>& list, std::size_t position) {
  VariableState& variable = *list[position];
  if (!variable.is_transient) {
    if (variable.is_stored) batch_.remove(TableId::variable, variable.id);
    batch_.patch(TableId::historic_variable, variable.id,
                 {{col::historic_variable::state, Cell{std::string("DELETED")}}});
  }
  graveyard_->variables.push_back(std::move(list[position]));
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(position));
}

// Explicit removal is an update to Null in the detail history, and deletes the historic variable's value.
bool Session::remove_local_variable(ExecutionState& scope, const std::string& name) {
  for (std::size_t i = 0; i < scope.variables.size(); ++i) {
    if (scope.variables[i]->name != name) continue;
    bury(scope.variables, i);
    interpreter_->variable_changed(scope, name, "delete");
    return true;
  }
  return false;
}

bool Session::remove_variable(ExecutionState& scope, const std::string& name) {
  for (ExecutionState* at = &scope; at; at = at->parent) {
    if (remove_local_variable(*at, name)) return true;
  }
  return false;
}

// The scope ends: its variables go, their history stays as it was.
void Session::drop_variables(ExecutionState& scope) {
  for (auto& variable : scope.variables) {
    if (variable->is_stored) batch_.remove(TableId::variable, variable->id);
    graveyard_->variables.push_back(std::move(variable));
  }
  scope.variables.clear();
}

// Compaction: a variable follows its execution. `to` is a scope or a concurrent path.
void Session::move_variables(ExecutionState& from, ExecutionState& to) {
  for (auto& variable : from.variables) {
    variable->execution = &to;
    if (!variable->is_transient && !variable->is_dirty) {
      variable->is_dirty = true;
      dirty_variables_.push_back(variable.get());
    }
    to.variables.push_back(std::move(variable));
  }
  from.variables.clear();
}

void Session::set_task_variable(TaskRecord& task, const std::string& name, const TypedValue& value) {
  bool is_new = false;
  if (!task.execution) {
    throw EngineError(ErrorCode::process_engine, "A stand-alone task has no process to hold variable '" + name + "'");
  }
  assign(instance_.task_variables[task.row.id], *task.execution, task.row.id, name, value, is_new);
}

void Session::remove_task_variable(TaskRecord& task, const std::string& name) {
  auto& list = instance_.task_variables[task.row.id];
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i]->name == name) return bury(list, i);
  }
}

}  // namespace baton
