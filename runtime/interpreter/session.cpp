#include "runtime/interpreter/session.hpp"

#include <algorithm>

#include "runtime/interpreter/graveyard.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

Session::Session(Instance& instance, Environment& environment, SessionOptions options)
    : instance_(instance),
      environment_(environment),
      options_(std::move(options)),
      now_(environment.now()),
      interpreter_(std::make_unique<Interpreter>(*this)),
      graveyard_(std::make_unique<Graveyard>()) {}

Session::~Session() = default;

void Session::run() { interpreter_->run(); }

const std::string& Session::current_activity() const { return interpreter_->current_activity; }

void Session::mark(ExecutionState& execution) {
  if (execution.is_dirty) return;
  execution.is_dirty = true;
  dirty_executions_.push_back(&execution);
}

// --- Executions ---------------------------------------------------------------------------------

ExecutionState& Session::create_execution(ExecutionState* parent, const DefinitionPtr& definition) {
  auto owned = std::make_unique<ExecutionState>();
  ExecutionState& execution = *owned;
  Execution& row = execution.row;
  row.id = parent || !instance_.empty() ? environment_.new_id() : instance_.root_id();
  row.root_id = instance_.root_id();
  row.definition_id = definition->row.id;
  row.definition_key = definition->row.key;
  row.tenant_id = parent ? parent->row.tenant_id : definition->row.tenant_id;
  row.started = now_;
  row.sequence = instance_.next_sequence++;
  row.is_active = true;
  execution.definition = definition;
  execution.graph = definition->graph.get();
  execution.parent = parent;
  if (parent) {
    row.parent_id = parent->row.id;
    row.process_instance_id = parent->row.process_instance_id;
    row.suspended = parent->row.suspended;
    parent->children.push_back(&execution);
  } else {
    row.process_instance_id = row.id;
  }
  instance_.executions.emplace(row.id, std::move(owned));
  mark(execution);
  return execution;
}

namespace {

// Of many siblings mostly the first or the last goes.
void unlink_child(std::vector<ExecutionState*>& siblings, const ExecutionState* child) {
  if (siblings.empty()) return;
  if (siblings.front() == child) {
    siblings.erase(siblings.begin());
    return;
  }
  const auto found = std::find(siblings.rbegin(), siblings.rend(), child);
  if (found != siblings.rend()) siblings.erase(std::next(found).base());
}

}  // namespace

void Session::remove_execution(ExecutionState& execution) {
  if (execution.is_removed) return;
  execution.is_removed = true;
  if (execution.row.id == instance_.root_id()) days_to_live_ = execution.definition->row.history_time_to_live;
  instance_.waiting_joins.erase(&execution);
  if (execution.parent) unlink_child(execution.parent->children, &execution);
  if (execution.super && execution.super->called == &execution) execution.super->called = nullptr;
  mark(execution);
  auto found = instance_.executions.find(execution.row.id);
  graveyard_->executions.push_back(std::move(found->second));
  instance_.executions.erase(found);
}

// --- Subscriptions ------------------------------------------------------------------------------

namespace {

template <class R>
void unlink(std::vector<R*>& list, R* record) {
  list.erase(std::remove(list.begin(), list.end(), record), list.end());
}

}  // namespace

SubscriptionRecord& Session::create_subscription(ExecutionState& execution, EventSubscription subscription) {
  subscription.id = environment_.new_id();
  subscription.root_id = instance_.root_id();
  subscription.execution_id = execution.row.id;
  subscription.process_instance_id = execution.row.process_instance_id;
  subscription.definition_id = execution.row.definition_id;
  subscription.tenant_id = execution.row.tenant_id;
  if (subscription.created == 0) subscription.created = now_;
  subscription.sequence = instance_.next_sequence++;
  auto owned = std::make_unique<SubscriptionRecord>();
  owned->row = std::move(subscription);
  owned->execution = &execution;
  SubscriptionRecord& record = *owned;
  execution.subscriptions.push_back(&record);
  instance_.count(record);
  instance_.subscriptions.emplace(record.row.id, std::move(owned));
  mark(record, dirty_subscriptions_);
  return record;
}

void Session::remove_subscription(SubscriptionRecord& subscription) {
  if (subscription.is_removed) return;
  subscription.is_removed = true;
  instance_.uncount(subscription);
  mark(subscription, dirty_subscriptions_);
  if (subscription.execution) unlink(subscription.execution->subscriptions, &subscription);
  auto found = instance_.subscriptions.find(subscription.row.id);
  graveyard_->subscriptions.push_back(std::move(found->second));
  instance_.subscriptions.erase(found);
}

// --- Jobs ---------------------------------------------------------------------------------------

JobRecord& Session::create_job(ExecutionState* execution, Job job) {
  job.id = environment_.new_id();
  job.root_id = instance_.root_id();
  if (job.created == 0) job.created = now_;  // a cycle counts from its first job
  job.sequence = instance_.next_sequence++;
  if (execution) {
    job.execution_id = execution->row.id;
    job.process_instance_id = execution->row.process_instance_id;
    job.definition_id = execution->row.definition_id;
    job.definition_key = execution->row.definition_key;
    job.deployment_id = execution->definition->row.deployment_id;
    job.tenant_id = execution->row.tenant_id;
    job.suspended = job.suspended || execution->row.suspended;
  }
  auto owned = std::make_unique<JobRecord>();
  owned->row = std::move(job);
  owned->execution = execution;
  JobRecord& record = *owned;
  if (execution) execution->jobs.push_back(&record);
  instance_.jobs.emplace(record.row.id, std::move(owned));
  mark(record, dirty_jobs_);
  job_log(record, "created");
  if (record.row.due && *record.row.due > now_) {
    effects_.timer_dues.push_back(*record.row.due);
  } else {
    effects_.new_jobs.push_back(record.row.id);
  }
  return record;
}

void Session::remove_job(JobRecord& job, const char* log_state) {
  if (job.is_removed) return;
  job.is_removed = true;
  mark(job, dirty_jobs_);
  if (log_state) job_log(job, log_state);
  if (job.execution) {
    unlink(job.execution->jobs, &job);
    const std::vector<IncidentRecord*> incidents = job.execution->incidents;
    for (IncidentRecord* incident : incidents) {
      if (incident->row.configuration != job.row.id || incident->row.type != "failedJob") continue;
      const bool succeeded = log_state && std::string_view(log_state) == "successful";
      remove_incident(*incident, succeeded ? "resolved" : "deleted");
    }
  }
  auto found = instance_.jobs.find(job.row.id);
  graveyard_->jobs.push_back(std::move(found->second));
  instance_.jobs.erase(found);
}

// --- External tasks -----------------------------------------------------------------------------

ExternalTaskRecord& Session::create_external_task(ExecutionState& execution, ExternalTask task) {
  task.id = environment_.new_id();
  task.root_id = instance_.root_id();
  task.execution_id = execution.row.id;
  task.process_instance_id = execution.row.process_instance_id;
  task.definition_id = execution.row.definition_id;
  task.definition_key = execution.row.definition_key;
  task.version_tag = execution.definition->row.version_tag;
  task.tenant_id = execution.row.tenant_id;
  task.activity_instance_id = execution.row.activity_instance_id;
  task.suspended = execution.row.suspended;
  task.created = now_;
  task.sequence = instance_.next_sequence++;
  auto owned = std::make_unique<ExternalTaskRecord>();
  owned->row = std::move(task);
  owned->execution = &execution;
  ExternalTaskRecord& record = *owned;
  execution.external_tasks.push_back(&record);
  instance_.external_tasks.emplace(record.row.id, std::move(owned));
  mark(record, dirty_external_tasks_);
  external_task_log(record, "created");
  effects_.external_topics.push_back(record.row.topic);
  return record;
}

void Session::remove_external_task(ExternalTaskRecord& task) {
  if (task.is_removed) return;
  task.is_removed = true;
  mark(task, dirty_external_tasks_);
  if (task.execution) {
    unlink(task.execution->external_tasks, &task);
    const std::vector<IncidentRecord*> incidents = task.execution->incidents;
    for (IncidentRecord* incident : incidents) {
      if (incident->row.type == "failedExternalTask" && incident->row.configuration == task.row.id) {
        remove_incident(*incident, "deleted");
      }
    }
  }
  auto found = instance_.external_tasks.find(task.row.id);
  graveyard_->external_tasks.push_back(std::move(found->second));
  instance_.external_tasks.erase(found);
}

// --- Incidents ----------------------------------------------------------------------------------

namespace {

HistoricIncident historic(const Incident& row) {
  HistoricIncident h;
  h.id = row.id;
  h.root_id = row.root_id;
  h.definition_id = row.definition_id;
  h.definition_key = row.definition_key;
  h.process_instance_id = row.process_instance_id;
  h.execution_id = row.execution_id;
  h.create_time = row.timestamp;
  h.type = row.type;
  h.activity_id = row.activity_id;
  h.failed_activity_id = row.failed_activity_id;
  h.cause_incident_id = row.cause_incident_id;
  h.root_cause_incident_id = row.root_cause_incident_id;
  h.configuration = row.configuration;
  h.history_configuration = row.history_configuration;
  h.message = row.message;
  h.tenant_id = row.tenant_id;
  h.job_definition_id = row.job_definition_id;
  h.state = "open";
  h.annotation = row.annotation;
  return h;
}

}  // namespace

void Session::touch(IncidentRecord& incident) {
  mark(incident, dirty_incidents_);
  batch_.patch(TableId::historic_incident, incident.row.id,
               {{col::historic_incident::annotation, cell::put(incident.row.annotation)}});
}

IncidentRecord& Session::create_incident(ExecutionState* execution, Incident incident) {
  incident.id = environment_.new_id();
  incident.root_id = instance_.root_id();
  incident.timestamp = now_;
  if (incident.cause_incident_id.empty()) incident.cause_incident_id = incident.id;
  if (incident.root_cause_incident_id.empty()) incident.root_cause_incident_id = incident.id;
  if (execution) {
    incident.execution_id = execution->row.id;
    incident.process_instance_id = execution->row.process_instance_id;
    incident.definition_id = execution->row.definition_id;
    incident.definition_key = execution->row.definition_key;
    incident.tenant_id = execution->row.tenant_id;
    if (incident.activity_id.empty()) incident.activity_id = execution->row.activity_id;
  }
  auto owned = std::make_unique<IncidentRecord>();
  owned->row = std::move(incident);
  owned->execution = execution;
  IncidentRecord& record = *owned;
  if (execution) execution->incidents.push_back(&record);
  instance_.incidents.emplace(record.row.id, std::move(owned));
  mark(record, dirty_incidents_);
  batch_.insert(historic(record.row));

  if (execution) {
    ExecutionState* process = execution;
    while (process->parent) process = process->parent;
    if (ExecutionState* caller = process->super) {
      Incident mirror;
      mirror.type = record.row.type;
      mirror.cause_incident_id = record.row.id;
      mirror.root_cause_incident_id = record.row.root_cause_incident_id;
      mirror.failed_activity_id = caller->row.activity_id;
      create_incident(caller, std::move(mirror));
    }
  }
  return record;
}

void Session::remove_incident(IncidentRecord& incident, const char* state) {
  if (incident.is_removed) return;
  incident.is_removed = true;
  mark(incident, dirty_incidents_);
  if (incident.execution) unlink(incident.execution->incidents, &incident);
  batch_.patch(TableId::historic_incident, incident.row.id,
               {{col::historic_incident::state, Cell{std::string(state)}},
                {col::historic_incident::end_time, Cell{now_}}});
  const std::string id = incident.row.id;
  auto found = instance_.incidents.find(id);
  graveyard_->incidents.push_back(std::move(found->second));
  instance_.incidents.erase(found);

  std::vector<IncidentRecord*> mirrors;
  for (auto& [key, other] : instance_.incidents) {
    if (other->row.cause_incident_id == id) mirrors.push_back(other.get());
  }
  for (IncidentRecord* mirror : mirrors) remove_incident(*mirror, state);
}

}  // namespace baton
