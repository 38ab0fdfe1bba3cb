// The end of a session: what is dirty becomes rows, and after the commit is clean.
#include "runtime/interpreter/graveyard.hpp"
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/session.hpp"

namespace baton {

namespace {

template <class R>
void write(Batch& batch, const std::vector<R*>& records) {
  using Entity = decltype(R::row);
  for (const R* record : records) {
    if (record->is_removed) {
      if (record->is_stored) batch.remove(Entity::kTable, record->row.id);
    } else if (record->is_stored) {
      batch.update(record->row);
    } else {
      batch.insert(record->row);
    }
  }
}

template <class R>
void clean(std::vector<R*>& records) {
  for (R* record : records) {
    record->is_dirty = false;
    record->is_stored = true;
  }
  records.clear();
}

Variable to_row(const VariableState& variable, const std::string& root_id) {
  const ExecutionState& execution = *variable.execution;
  Variable row;
  row.id = variable.id;
  row.root_id = root_id;
  row.process_instance_id = execution.row.process_instance_id;
  row.definition_id = execution.row.definition_id;
  row.execution_id = execution.row.id;
  row.task_id = variable.task_id;
  row.scope_id = variable.task_id.empty() ? execution.row.id : variable.task_id;
  row.activity_instance_id = scope_instance_of(variable);
  row.name = variable.name;
  StoredValue stored = to_stored(variable.value);
  row.type = static_cast<std::int64_t>(stored.type);
  row.number = stored.number;
  row.real = stored.real;
  row.text = std::move(stored.text);
  row.text2 = std::move(stored.text2);
  row.tenant_id = execution.row.tenant_id;
  row.sequence = variable.sequence;
  row.is_concurrent_local = variable.is_concurrent_local;
  return row;
}

// Transient variables live until the next wait state.
void forget_transient(std::vector<std::unique_ptr<VariableState>>& variables) {
  std::erase_if(variables, [](const auto& variable) { return variable->is_transient; });
}

constexpr TimestampMs kDay = 24LL * 60 * 60 * 1000;

}  // namespace

// The history of an ended root instance, with all that it called, is kept for the days of its definition.
void Session::set_removal_time() {
  if (!days_to_live_ || instance_.root()) return;
  batch_.patch(TableId::historic_process_instance, instance_.root_id(),
               {{col::historic_process_instance::removal_time, Cell{now_ + *days_to_live_ * kDay}}});
}

Batch Session::finish() {
  run();
  if (instance_.transient_variables > 0) {
    for (auto& [id, execution] : instance_.executions) forget_transient(execution->variables);
    instance_.transient_variables = 0;
  }
  write(batch_, dirty_executions_);
  for (const VariableState* variable : dirty_variables_) {
    bool alive = false;
    if (!variable->task_id.empty()) {
      const auto found = instance_.task_variables.find(variable->task_id);
      if (found != instance_.task_variables.end()) {
        for (const auto& present : found->second) alive = alive || present.get() == variable;
      }
    } else if (!variable->execution->is_removed) {
      for (const auto& present : variable->execution->variables) alive = alive || present.get() == variable;
    }
    if (!alive) continue;
    Variable row = to_row(*variable, instance_.root_id());
    if (variable->is_stored) {
      batch_.update(row);
    } else {
      batch_.insert(row);
    }
  }
  write(batch_, dirty_tasks_);
  write(batch_, dirty_links_);
  write(batch_, dirty_external_tasks_);
  write(batch_, dirty_jobs_);
  write(batch_, dirty_subscriptions_);
  write(batch_, dirty_incidents_);
  set_removal_time();
  return std::move(batch_);
}

void Session::committed() {
  clean(dirty_executions_);
  clean(dirty_tasks_);
  clean(dirty_links_);
  clean(dirty_external_tasks_);
  clean(dirty_jobs_);
  clean(dirty_subscriptions_);
  clean(dirty_incidents_);
  clean(dirty_variables_);
}

void Session::job_log(const JobRecord& record, const char* state) {
  const Job& job = record.row;
  HistoricJobLog log;
  log.id = environment_.new_id();
  log.root_id = job.root_id;
  log.timestamp = now_;
  log.job_id = job.id;
  log.job_due = job.due;
  log.job_retries = job.retries;
  log.job_priority = job.priority;
  log.job_definition_id = job.job_definition_id;
  log.job_type = job.handler;
  log.job_configuration = job.configuration;
  log.activity_id = job.activity_id;
  log.failed_activity_id = job.failed_activity_id;
  log.execution_id = job.execution_id;
  log.process_instance_id = job.process_instance_id;
  log.definition_id = job.definition_id;
  log.definition_key = job.definition_key;
  log.deployment_id = job.deployment_id;
  log.tenant_id = job.tenant_id;
  log.hostname = environment_.hostname();
  log.state = state;
  log.sequence = instance_.next_sequence++;
  if (log.state == "failed") {
    log.exception_message = job.exception_message;
    log.exception_stack = job.exception_stack;
  }
  batch_.insert(log);
}

void Session::external_task_log(const ExternalTaskRecord& record, const char* state) {
  const ExternalTask& task = record.row;
  HistoricExternalTaskLog log;
  log.id = environment_.new_id();
  log.root_id = task.root_id;
  log.external_task_id = task.id;
  log.timestamp = now_;
  log.topic = task.topic;
  log.worker_id = task.worker_id;
  log.retries = task.retries;
  log.priority = task.priority;
  log.activity_id = task.activity_id;
  log.activity_instance_id = task.activity_instance_id;
  log.execution_id = task.execution_id;
  log.process_instance_id = task.process_instance_id;
  log.definition_id = task.definition_id;
  log.definition_key = task.definition_key;
  log.tenant_id = task.tenant_id;
  log.state = state;
  log.sequence = instance_.next_sequence++;
  if (log.state == "failed") {
    log.error_message = task.error_message;
    log.error_details = task.error_details;
  }
  batch_.insert(log);
}

}  // namespace baton
