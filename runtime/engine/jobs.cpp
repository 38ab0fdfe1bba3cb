// What clients and operators do with jobs. A job belongs to an aggregate, or, when it is a definition's (start
// timers, delayed suspension), to nobody: then its row is changed as it is.
#include <map>

#include "expression/time.hpp"
#include "runtime/engine/definition_scope.hpp"
#include "runtime/engine/engine_impl.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

bool Engine::Impl::with_job(const std::string& id, const JobWork& work, const AloneJobWork& alone) {
  const auto root_id = root_of(TableId::job, id);
  if (!root_id) return false;
  bool is_there = false;
  if (!root_id->empty()) {
    command(*root_id, {}, [&](Session& session) {
      JobRecord* job = session.instance().find_job(id);
      is_there = job != nullptr;
      if (job) work(session, *job);
    });
    return is_there;
  }
  return until_not_overtaken([&] {
    const auto one_writer = lock_row(id);
    auto job = store.get<Job>(id);
    if (!job) return false;
    Batch batch;
    expect(batch, *job);
    alone(batch, *job);
    commit(std::move(batch));
    return true;
  });
}

void Engine::Impl::with_jobs(const Where& which, const JobWork& work, const AloneJobWork& alone) {
  std::map<std::string, std::vector<std::string>> by_root;
  for (const Job& job : store.all<Job>({TableId::job, which})) by_root[job.root_id].push_back(job.id);
  for (const auto& [root_id, ids_of_root] : by_root) {
    if (root_id.empty()) {
      for (const std::string& id : ids_of_root) with_job(id, work, alone);
      continue;
    }
    command(root_id, {}, [&](Session& session) {
      for (const std::string& id : ids_of_root) {
        if (JobRecord* job = session.instance().find_job(id)) work(session, *job);
      }
    });
  }
}

namespace {

[[noreturn]] void no_job(ErrorCode code, const std::string& id) { refuse(code, "No job found with id '{}'", id); }

void check_retries(std::int64_t retries) {
  if (retries < 0) refuse(ErrorCode::bad_request, "The number of job retries must be a non-negative Integer, but '{}' has been provided.", retries);
}

IncidentRecord* incident_of(const JobRecord& job) {
  if (!job.execution) return nullptr;
  for (IncidentRecord* incident : job.execution->incidents) {
    if (incident->row.type == "failedJob" && incident->row.configuration == job.row.id) return incident;
  }
  return nullptr;
}

// By hand: the last retry taken away raises an incident without a message, a new one resolves it.
void set_retries(Session& session, JobRecord& job, std::int64_t retries) {
  const bool had_retries = job.row.retries > 0;
  job.row.retries = retries;
  session.touch(job);
  if (retries > 0) {
    if (IncidentRecord* incident = incident_of(job)) session.remove_incident(*incident, "resolved");
    session.effects().new_jobs.push_back(job.row.id);
  } else if (had_retries) {
    Incident incident;
    incident.type = "failedJob";
    incident.configuration = job.row.id;
    incident.activity_id = job.row.activity_id;
    incident.failed_activity_id = job.row.failed_activity_id;
    incident.job_definition_id = job.row.job_definition_id;
    session.create_incident(job.execution, std::move(incident));
  }
}

void set_due(Session& session, JobRecord& job, std::optional<TimestampMs> due) {
  job.row.due = due;
  session.touch(job);
  if (due && *due > session.now()) {
    session.effects().timer_dues.push_back(*due);
  } else {
    session.effects().new_jobs.push_back(job.row.id);
  }
}

}  // namespace

void Engine::execute_job(const std::string& id) {
  const auto root_id = impl_->root_of(TableId::job, id);
  if (!root_id) no_job(ErrorCode::not_found, id);
  bool has_retries = false;
  try {
    impl_->execute_job(*root_id, id, true, has_retries);
  } catch (const EngineError&) {
    if (has_retries) impl_->jobs.add(*root_id, id);
    throw;
  }
}

void Engine::set_job_retries(const std::vector<std::string>& ids, std::int64_t retries, bool set_due_too,
                             std::optional<TimestampMs> due) {
  check_retries(retries);
  for (const std::string& id : ids) {
    const bool found = impl_->with_job(
        id,
        [&](Session& session, JobRecord& job) {
          set_retries(session, job, retries);
          if (set_due_too) set_due(session, job, due);
        },
        [&](Batch& batch, Job& job) {
          if (retries > 0) impl_->end_alone_incidents(batch, id, "resolved");
          if (retries == 0 && job.retries > 0) impl_->set_alone_incident(batch, job, std::nullopt, "");
          job.retries = retries;
          if (set_due_too) job.due = due;
          batch.update(job);
        });
    if (!found) no_job(ErrorCode::null_value, id);
  }
  impl_->jobs.look_again();
}

// Only jobs without retries are touched, and their incidents stay, as in Camunda.
void Engine::set_job_definition_retries(const std::string& job_definition_id, std::int64_t retries, bool set_due_too,
                                        std::optional<TimestampMs> due) {
  check_retries(retries);
  if (!impl_->store.get<JobDefinition>(job_definition_id)) {
    refuse(ErrorCode::null_value, "job definition with id '{}' does not exist", job_definition_id);
  }
  impl_->with_jobs(
      where::all({where::eq(col::job::job_definition_id, Cell{job_definition_id}),
                  where::eq(col::job::retries, Cell{std::int64_t{0}})}),
      [&](Session& session, JobRecord& job) {
        job.row.retries = retries;
        session.touch(job);
        if (set_due_too) job.row.due = due;
      },
      [&](Batch& batch, Job& job) {
        job.retries = retries;
        if (set_due_too) job.due = due;
        batch.update(job);
      });
  impl_->jobs.look_again();
}

void Engine::set_job_due(const std::string& id, std::optional<TimestampMs> due, bool cascade) {
  const auto shifted = [&](Job& job) {
    // Later firings of a cycle are counted from this one on when they are to follow.
    if (cascade && due && job.due && !job.repeat.empty()) job.created += *due - *job.due;
  };
  const bool found = impl_->with_job(
      id,
      [&](Session& session, JobRecord& job) {
        shifted(job.row);
        set_due(session, job, due);
      },
      [&](Batch& batch, Job& job) {
        shifted(job);
        job.due = due;
        batch.update(job);
      });
  if (!found) no_job(ErrorCode::process_engine, id);
  impl_->jobs.look_again();
}

namespace {

const bpmn::EventDefinition* timer_of(const bpmn::ProcessGraph& graph, const Job& job) {
  const bpmn::NodeId id = graph.find_node(job.activity_id);
  if (id == bpmn::kNoNode) return nullptr;
  const bpmn::Node& node = graph.node(id);
  if (job.handler == "timer-task-listener") {
    const auto* task = std::get_if<bpmn::UserTaskWork>(&node.work);
    if (!task) return nullptr;
    for (const bpmn::Listener& listener : task->listeners) {
      if (listener.timeout && job.configuration.ends_with(listener.id)) return &*listener.timeout;
    }
    return nullptr;
  }
  for (const bpmn::EventDefinition& event : node.events) {
    if (event.kind == bpmn::EventKind::timer) return &event;
  }
  return nullptr;
}

void recalculate(Job& job, const bpmn::EventDefinition& event, const Value& value, TimestampMs from) {
  try {
    if (value.type() == ValueType::date) {
      job.due = value.as_date();
      return;
    }
    const std::string text = to_text(value);
    const TimerSchedule schedule = first_due(event.timer_kind, text, from);
    job.due = schedule.due;
    if (!job.repeat.empty()) job.repeat = text;
  } catch (const TimeError& error) {
    refuse(ErrorCode::process_engine, "Timer of '{}': {}", job.activity_id, error.message);
  }
}

void check_timer(const Job& job, const bpmn::EventDefinition* event) {
  if (job.is_timer && event) return;
  refuse(ErrorCode::process_engine, "Only timer jobs can be recalculated, but the job with id '{}' is of type '{}'.",
         job.id, job.handler);
}

}  // namespace

void Engine::recalculate_job_due(const std::string& id, bool creation_date_based) {
  const bool found = impl_->with_job(
      id,
      [&](Session& session, JobRecord& job) {
        const bpmn::EventDefinition* event = job.execution ? timer_of(*job.execution->graph, job.row) : nullptr;
        check_timer(job.row, event);
        Interpreter interpreter(session);
        const Value value = interpreter.evaluate(*job.execution, event->timer);
        recalculate(job.row, *event, value, creation_date_based ? job.row.created : session.now());
        set_due(session, job, job.row.due);
      },
      [&](Batch& batch, Job& job) {
        const DefinitionPtr definition = impl_->definitions.get(job.definition_id);
        const bpmn::EventDefinition* event = definition ? timer_of(*definition->graph, job) : nullptr;
        check_timer(job, event);
        DefinitionScope scope(impl_->scripts, now());
        recalculate(job, *event, event->timer.evaluate(scope), creation_date_based ? job.created : now());
        batch.update(job);
      });
  if (!found) no_job(ErrorCode::not_found, id);
  impl_->jobs.look_again();
}

void Engine::set_job_priority(const std::string& id, std::int64_t priority) {
  const bool found = impl_->with_job(
      id,
      [&](Session& session, JobRecord& job) {
        job.row.priority = priority;
        session.touch(job);
      },
      [&](Batch& batch, Job& job) {
        job.priority = priority;
        batch.update(job);
      });
  if (!found) no_job(ErrorCode::not_found, id);
}

void Engine::set_job_definition_priority(const std::string& id, std::optional<std::int64_t> priority,
                                         bool include_jobs) {
  const auto definition = impl_->store.get<JobDefinition>(id);
  if (!definition) refuse(ErrorCode::not_found, "Job definition with id '{}' does not exist", id);
  if (!priority && include_jobs) {
    refuse(ErrorCode::bad_request, "Cannot reset priority for job definition with id {} and include its jobs", id);
  }
  impl_->change_definitions(
      [&](Batch& batch) {
        batch.patch(TableId::job_definition, id, {{col::job_definition::priority, cell::put(priority)}});
      },
      [&] { impl_->definitions.refresh(definition->process_definition_id); });
  if (!priority) return;  // else jobs that wait already take it as well: with or without includeJobs, as in Camunda
  impl_->with_jobs(
      where::eq(col::job::job_definition_id, Cell{id}),
      [&](Session& session, JobRecord& job) {
        job.row.priority = *priority;
        session.touch(job);
      },
      [&](Batch& changes, Job& job) {
        job.priority = *priority;
        changes.update(job);
      });
}

void Engine::delete_job(const std::string& id) {
  const bool found = impl_->with_job(
      id, [&](Session& session, JobRecord& job) { session.remove_job(job, "deleted"); },
      [&](Batch& batch, Job& job) {
        batch.remove(TableId::job, job.id);
        impl_->log_job(batch, job, "deleted");
        impl_->end_alone_incidents(batch, job.id, "deleted");
      });
  if (!found) no_job(ErrorCode::not_found, id);
}

}  // namespace baton
