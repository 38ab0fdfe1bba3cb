// Suspension. A definition's takes its job definitions and start timers with it, and when asked its instances; an
// instance's concerns its executions, tasks, external tasks and jobs, but not what it called; a job definition's
// only new jobs, unless asked. All of it may be put off to a time: then a job does it.
#include <set>

#include <nlohmann/json.hpp>

#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

constexpr const char* kHandlers[2][2] = {{"activate-processdefinition", "suspend-processdefinition"},
                                         {"activate-job-definition", "suspend-job-definition"}};

// The definition that a row names must fit: by id, or by key and perhaps tenant.
Where of_definition(const SuspensionTarget& target, int id_column, int key_column, int tenant_column) {
  if (!target.definition_id.empty()) return where::eq(id_column, Cell{target.definition_id});
  if (target.definition_key.empty()) return where::never();
  Where tenant;
  if (target.has_tenant) {
    tenant = target.tenant_id.empty() ? where::is_null(tenant_column) : where::eq(tenant_column, Cell{target.tenant_id});
  }
  return where::all({where::eq(key_column, Cell{target.definition_key}), tenant});
}

Where definitions_of(const SuspensionTarget& target) {
  namespace c = col::process_definition;
  return of_definition(target, c::id, c::key, c::tenant_id);
}

Where instances_of(const SuspensionTarget& target) {
  namespace c = col::execution;
  return where::all({where::is_null(c::parent_id), of_definition(target, c::definition_id, c::definition_key, c::tenant_id)});
}

void resume(Session& session, const Job& job) {
  if (job.suspended || job.retries <= 0) return;
  if (job.due && *job.due > session.now()) {
    session.effects().timer_dues.push_back(*job.due);
  } else {
    session.effects().new_jobs.push_back(job.id);
  }
}

}  // namespace

// --- Definitions --------------------------------------------------------------------------------

void Engine::Impl::suspend_definitions(const SuspensionTarget& target, bool suspended, bool include_instances) {
  const auto found = store.all<ProcessDefinition>({TableId::process_definition, definitions_of(target)});
  const auto change = [&](Batch& batch) {
    for (const ProcessDefinition& definition : found) {
      batch.patch(TableId::process_definition, definition.id,
                  {{col::process_definition::suspended, cell::put(suspended)}});
      batch.patch_where(TableId::job_definition,
                        where::eq(col::job_definition::process_definition_id, Cell{definition.id}),
                        {{col::job_definition::suspended, cell::put(suspended)}});
    }
  };
  change_definitions(change, [&] {
    for (const ProcessDefinition& definition : found) definitions.refresh(definition.id);
  });
  for (const ProcessDefinition& definition : found) {
    suspend_jobs(where::all({where::eq(col::job::definition_id, Cell{definition.id}),
                             where::eq(col::job::handler, "timer-start-event")}),
                 suspended);
  }
  if (!include_instances) return;
  for (const Execution& instance : store.all<Execution>({TableId::execution, instances_of(target)})) {
    suspend_instance(instance.id, suspended);
  }
}

void Engine::set_definition_suspended(const SuspensionTarget& target, bool suspended, bool include_instances,
                                      std::optional<TimestampMs> at) {
  if (at) return impl_->change_state_later(target, kHandlers[0][suspended], include_instances, *at);
  impl_->suspend_definitions(target, suspended, include_instances);
}

// --- Instances ----------------------------------------------------------------------------------

void Engine::Impl::suspend_instance(const std::string& process_instance_id, bool suspended) {
  const auto root_id = root_of_execution(process_instance_id);
  if (!root_id) {
    refuse(ErrorCode::process_engine, "No process instance found for id '{}'", process_instance_id);
  }
  command(*root_id, {}, [&](Session& session) {
    Instance& instance = session.instance();
    const auto concerns = [&](const ExecutionState* execution) {
      return execution && execution->row.process_instance_id == process_instance_id;
    };
    const auto change = [&](auto& records) {
      for (auto& [id, record] : records) {
        if (!concerns(record->execution) || record->row.suspended == suspended) continue;
        record->row.suspended = suspended;
        session.touch(*record);
        if constexpr (requires { record->row.handler; }) resume(session, record->row);
      }
    };
    for (auto& [id, execution] : instance.executions) {
      if (!concerns(execution.get())) continue;
      execution->row.suspended = suspended;
      session.touch(*execution);
    }
    change(instance.tasks);
    change(instance.external_tasks);
    change(instance.jobs);
    if (!instance.find_execution(process_instance_id)) return;
    session.batch().patch(TableId::historic_process_instance, process_instance_id,
                          {{col::historic_process_instance::state, Cell{std::string(suspended ? "SUSPENDED" : "ACTIVE")}}});
  });
}

void Engine::set_instances_suspended(const SuspensionTarget& target, bool suspended) {
  std::set<std::string> ids(target.instance_ids.begin(), target.instance_ids.end());
  if (!target.instance_id.empty()) ids.insert(target.instance_id);
  if (!target.definition_id.empty() || !target.definition_key.empty()) {
    for (const Execution& instance : impl_->store.all<Execution>({TableId::execution, instances_of(target)})) {
      ids.insert(instance.id);
    }
  }
  for (const std::string& id : ids) impl_->suspend_instance(id, suspended);
}

// --- Jobs and job definitions -------------------------------------------------------------------

void Engine::Impl::suspend_jobs(const Where& which, bool suspended) {
  with_jobs(
      which,
      [&](Session& session, JobRecord& job) {
        if (job.row.suspended == suspended) return;
        job.row.suspended = suspended;
        session.touch(job);
        resume(session, job.row);
      },
      [&](Batch& batch, Job& job) {
        job.suspended = suspended;
        batch.update(job);
      });
  if (!suspended) jobs.look_again();
}

void Engine::set_jobs_suspended(const SuspensionTarget& target, bool suspended) {
  namespace c = col::job;
  Where which;
  if (!target.job_id.empty()) {
    which = where::eq(c::id, Cell{target.job_id});
  } else if (!target.job_definition_id.empty()) {
    which = where::eq(c::job_definition_id, Cell{target.job_definition_id});
  } else if (!target.instance_id.empty()) {
    which = where::eq(c::process_instance_id, Cell{target.instance_id});
  } else {
    which = of_definition(target, c::definition_id, c::definition_key, c::tenant_id);
  }
  impl_->suspend_jobs(which, suspended);
}

void Engine::Impl::suspend_job_definitions(const SuspensionTarget& target, bool suspended, bool include_jobs) {
  namespace c = col::job_definition;
  const Where which = target.job_definition_id.empty()
                          ? of_definition(target, c::process_definition_id, c::process_definition_key, c::tenant_id)
                          : where::eq(c::id, Cell{target.job_definition_id});
  const auto found = store.all<JobDefinition>({TableId::job_definition, which});
  std::set<std::string> concerned;
  for (const JobDefinition& definition : found) concerned.insert(definition.process_definition_id);
  const auto change = [&](Batch& batch) {
    for (const JobDefinition& definition : found) {
      batch.patch(TableId::job_definition, definition.id, {{c::suspended, cell::put(suspended)}});
    }
  };
  change_definitions(change, [&] {
    for (const std::string& id : concerned) definitions.refresh(id);
  });
  if (!include_jobs) return;
  for (const JobDefinition& definition : found) {
    suspend_jobs(where::eq(col::job::job_definition_id, Cell{definition.id}), suspended);
  }
}

void Engine::set_job_definition_suspended(const SuspensionTarget& target, bool suspended, bool include_jobs,
                                          std::optional<TimestampMs> at) {
  if (at) return impl_->change_state_later(target, kHandlers[1][suspended], include_jobs, *at);
  impl_->suspend_job_definitions(target, suspended, include_jobs);
}

// --- Later --------------------------------------------------------------------------------------

std::string state_change_configuration(const SuspensionTarget& target, bool include_children) {
  return Json{{"processDefinitionId", target.definition_id}, {"processDefinitionKey", target.definition_key},
              {"tenantId", target.tenant_id},                {"hasTenant", target.has_tenant},
              {"jobDefinitionId", target.job_definition_id}, {"include", include_children}}
      .dump();
}

void Engine::Impl::change_state_later(const SuspensionTarget& target, const char* handler, bool include_children,
                                      TimestampMs at) {
  Job job;
  job.handler = handler;
  job.configuration = state_change_configuration(target, include_children);
  job.is_timer = true;
  job.retries = 3;
  job.due = at;
  std::string definition_id = target.definition_id;
  if (!target.job_definition_id.empty()) {
    if (const auto row = store.get<JobDefinition>(target.job_definition_id)) definition_id = row->process_definition_id;
  }
  if (const DefinitionPtr definition = definitions.get(definition_id)) {
    job.deployment_id = definition->row.deployment_id;
    job.tenant_id = definition->row.tenant_id;
  } else if (const DefinitionPtr latest = definitions.latest(target.definition_key, target.tenant_id)) {
    job.deployment_id = latest->row.deployment_id;
    job.tenant_id = latest->row.tenant_id;
  }
  Batch batch;
  insert_job(batch, job, nullptr);
  commit(std::move(batch));
  look_at({job});
}

bool Engine::Impl::change_state_now(const Job& job) {
  for (int of_jobs = 0; of_jobs < 2; ++of_jobs) {
    for (int suspended = 0; suspended < 2; ++suspended) {
      if (job.handler != kHandlers[of_jobs][suspended]) continue;
      const Json configuration = Json::parse(job.configuration);
      SuspensionTarget target;
      target.definition_id = configuration.value("processDefinitionId", "");
      target.definition_key = configuration.value("processDefinitionKey", "");
      target.tenant_id = configuration.value("tenantId", "");
      target.has_tenant = configuration.value("hasTenant", false);
      target.job_definition_id = configuration.value("jobDefinitionId", "");
      const bool include = configuration.value("include", false);
      if (of_jobs) {
        suspend_job_definitions(target, suspended, include);
      } else {
        suspend_definitions(target, suspended, include);
      }
      return true;
    }
  }
  return false;
}

}  // namespace baton
