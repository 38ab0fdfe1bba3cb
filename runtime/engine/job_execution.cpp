// Running jobs. The work of a job is a command; when it fails, nothing of it remains, and a second command writes
// down the failure: one retry less, when to try again, at the last one an incident.
#include "expression/time.hpp"
#include "runtime/engine/engine_impl.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

namespace {

// What clients see as the stack of a failed job; there is no Java stack.
std::string stack_text(const std::string& message, const std::string& activity) {
  return fmt::format("org.camunda.bpm.engine.ProcessEngineException: {}\n\tat activity {}\n", message, activity);
}

bool is_due(const Job& job, TimestampMs now) {
  return job.retries > 0 && !job.suspended && job.due.value_or(0) <= now;
}

// When a job that has failed is tried again, also should it be given new retries: its due date stays without a cycle.
std::optional<std::int64_t> due_after_failure(Session& session, const JobRecord& job, std::int64_t retries_left) {
  if (!job.execution) return job.row.due;
  const bpmn::ProcessGraph& graph = *job.execution->graph;
  const bpmn::NodeId node = graph.find_node(job.row.activity_id);
  if (node == bpmn::kNoNode || graph.node(node).retry_cycle.empty()) return job.row.due;
  try {
    Interpreter interpreter(session);
    const std::string cycle = interpreter.evaluate_text(*job.execution, graph.node(node).retry_cycle);
    if (cycle.empty()) return job.row.due;
    return session.now() + retry_wait_ms(cycle, static_cast<int>(retries_left), session.now());
  } catch (const EvaluationError&) {  // a cycle that cannot be told is none
  } catch (const TimeError&) {
  }
  return job.row.due;
}

}  // namespace

JobExecutor::Outcome Engine::Impl::run_job(const std::string& root_id, const std::string& job_id) {
  bool has_retries = false;
  try {
    execute_job(root_id, job_id, false, has_retries);
    return JobExecutor::Outcome::done;
  } catch (const EngineError& error) {
    if (error.code() == ErrorCode::store_unavailable) return JobExecutor::Outcome::unavailable;
    return has_retries ? JobExecutor::Outcome::again : JobExecutor::Outcome::done;
  } catch (const std::exception& error) {
    log(fmt::format("job {}: {}", job_id, error.what()));
    return JobExecutor::Outcome::unavailable;
  }
}

void Engine::Impl::execute_job(const std::string& root_id, const std::string& job_id, bool forced,
                               bool& has_retries) {
  std::string failed_activity;
  try {
    if (root_id.empty()) {
      execute_alone(job_id, forced);
    } else {
      execute_in_aggregate(root_id, job_id, forced, failed_activity);
    }
  } catch (const Refusal&) {  // it was not tried
    throw;
  } catch (const EngineError& error) {
    if (error.code() == ErrorCode::store_unavailable) throw;
    if (root_id.empty()) {
      record_failure_alone(job_id, error.message(), has_retries);
    } else {
      record_failure(root_id, job_id, error.message(), failed_activity, has_retries);
    }
    throw;
  }
}

void Engine::Impl::execute_in_aggregate(const std::string& root_id, const std::string& job_id, bool forced,
                                        std::string& failed_activity) {
  command(root_id, {}, [&](Session& session) {
    JobRecord* job = session.instance().find_job(job_id);
    if (!job) {
      if (forced) refuse(ErrorCode::not_found, "No job found with id '{}'", job_id);
      return;
    }
    if (!forced && !is_due(job->row, session.now())) return;
    try {
      if (job->execution && job->execution->row.suspended && job->row.is_timer) {
        throw EngineError(ErrorCode::suspended,
                          fmt::format("Execution with id '{}' is suspended.", job->row.execution_id));
      }
      session.execute_job(*job);
    } catch (...) {
      failed_activity = session.current_activity();
      throw;
    }
  });
}

void Engine::Impl::record_failure(const std::string& root_id, const std::string& job_id, const std::string& message,
                                  const std::string& failed_activity, bool& has_retries) {
  command(root_id, {}, [&](Session& session) {
    JobRecord* job = session.instance().find_job(job_id);
    if (!job) return;
    Job& row = job->row;
    row.failed_activity_id = failed_activity.empty() ? row.activity_id : failed_activity;
    row.exception_message = message;
    row.exception_stack = stack_text(message, row.failed_activity_id);
    session.touch(*job);
    session.job_log(*job, "failed");
    const std::string log_id = session.batch().changes().back().key;
    if (row.retries <= 0) return;
    row.retries--;
    row.due = due_after_failure(session, *job, row.retries);
    has_retries = row.retries > 0 && row.due.value_or(0) <= session.now();
    if (row.retries > 0 && !has_retries) session.effects().timer_dues.push_back(*row.due);
    if (row.retries > 0) return;
    Incident incident;
    incident.type = "failedJob";
    incident.message = message;
    incident.configuration = row.id;
    incident.activity_id = row.activity_id;
    incident.failed_activity_id = row.failed_activity_id;
    incident.job_definition_id = row.job_definition_id;
    incident.history_configuration = log_id;
    session.create_incident(job->execution, std::move(incident));
  });
}

// --- Jobs of definitions ------------------------------------------------------------------------

void Engine::Impl::execute_alone(const std::string& job_id, bool forced) {
  until_not_overtaken([&] { execute_alone_once(job_id, forced); });
}

void Engine::Impl::execute_alone_once(const std::string& job_id, bool forced) {
  const auto one_writer = lock_row(job_id);
  const auto job = store.get<Job>(job_id);
  if (!job || !job->root_id.empty()) {
    if (forced) refuse(ErrorCode::not_found, "No job found with id '{}'", job_id);
    return;
  }
  if (!forced && !is_due(*job, clock.now())) return;
  if (job->handler == "timer-start-event") return fire_start_timer(*job);
  if (!change_state_now(*job)) {
    throw EngineError(ErrorCode::process_engine, fmt::format("Job {}: nobody runs jobs of type '{}'", job->id, job->handler));
  }
  Batch batch;
  batch.remove(TableId::job, job->id);
  expect_some(batch, TableId::job, job->id);
  log_job(batch, *job, "successful");
  commit(std::move(batch));
}

void Engine::Impl::fire_start_timer(const Job& job) {
  const DefinitionPtr definition = definitions.get(job.definition_id);
  const bpmn::NodeId node = definition ? definition->graph->find_node(job.activity_id) : bpmn::kNoNode;
  if (node == bpmn::kNoNode) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("Timer {}: definition {} has no start event '{}'", job.id, job.definition_id,
                                  job.activity_id));
  }
  std::vector<Job> next;
  start_at(definition, node, bpmn::EventKind::timer, "", {}, {}, [&](Batch& batch) {
    batch.remove(TableId::job, job.id);
    expect(batch, job);
    log_job(batch, job, "successful", definition.get());
    end_alone_incidents(batch, job.id, "resolved");
    if (job.repeat.empty()) return;
    const auto schedule = next_due(job.repeat, {job.due.value_or(clock.now()), job.repeats_left}, job.created, clock.now());
    if (!schedule) return;
    Job following = job;
    following.due = schedule->due;
    following.repeats_left = schedule->repeats_left;
    following.exception_message.reset();
    following.exception_stack.reset();
    insert_job(batch, following, definition.get());
    next.push_back(std::move(following));
  });
  look_at(next);
}

void Engine::Impl::record_failure_alone(const std::string& job_id, const std::string& message, bool& has_retries) {
  until_not_overtaken([&] { record_failure_alone_once(job_id, message, has_retries); });
}

void Engine::Impl::record_failure_alone_once(const std::string& job_id, const std::string& message, bool& has_retries) {
  const auto one_writer = lock_row(job_id);
  auto job = store.get<Job>(job_id);
  if (!job) return;
  Batch batch;
  expect(batch, *job);
  job->failed_activity_id = job->activity_id;
  job->exception_message = message;
  job->exception_stack = stack_text(message, job->activity_id);
  const std::string log_id = log_job(batch, *job, "failed");
  if (job->retries > 0 && --job->retries == 0) set_alone_incident(batch, *job, message, log_id);
  has_retries = job->retries > 0;
  batch.update(*job);
  commit(std::move(batch));
}

void Engine::Impl::set_alone_incident(Batch& batch, const Job& job, const std::optional<std::string>& message,
                                      const std::string& log_id) {
  Incident incident;
  incident.id = ids.next();
  incident.type = "failedJob";
  incident.message = message;
  incident.timestamp = clock.now();
  incident.activity_id = job.activity_id;
  incident.failed_activity_id = job.failed_activity_id.empty() ? job.activity_id : job.failed_activity_id;
  incident.definition_id = job.definition_id;
  incident.definition_key = job.definition_key;
  incident.cause_incident_id = incident.root_cause_incident_id = incident.id;
  incident.configuration = job.id;
  incident.tenant_id = job.tenant_id;
  incident.job_definition_id = job.job_definition_id;
  incident.history_configuration = log_id;
  batch.insert(incident);

  HistoricIncident h;
  h.id = incident.id;
  h.definition_id = incident.definition_id;
  h.definition_key = incident.definition_key;
  h.create_time = incident.timestamp;
  h.type = incident.type;
  h.activity_id = incident.activity_id;
  h.failed_activity_id = incident.failed_activity_id;
  h.cause_incident_id = h.root_cause_incident_id = h.id;
  h.configuration = incident.configuration;
  h.history_configuration = log_id;
  h.message = message;
  h.tenant_id = incident.tenant_id;
  h.job_definition_id = incident.job_definition_id;
  h.state = "open";
  batch.insert(h);
}

void Engine::Impl::end_alone_incidents(Batch& batch, const std::string& job_id, const char* state) {
  Query query{TableId::incident, where::all({where::eq(col::incident::configuration, Cell{job_id}),
                                             where::is_null(col::incident::root_id)})};
  for (const Incident& incident : store.all<Incident>(query)) {
    batch.remove(TableId::incident, incident.id);
    batch.patch(TableId::historic_incident, incident.id,
                {{col::historic_incident::state, Cell{std::string(state)}},
                 {col::historic_incident::end_time, Cell{clock.now()}}});
  }
}

void Engine::Impl::insert_job(Batch& batch, Job& job, const DefinitionHandle* definition) {
  job.id = ids.next();
  if (job.created == 0) job.created = clock.now();  // the next of a cycle counts from its first
  batch.insert(job);
  log_job(batch, job, "created", definition);
}

std::string Engine::Impl::log_job(Batch& batch, const Job& job, const char* state, const DefinitionHandle* definition) {
  DefinitionPtr found;
  if (!definition && !job.job_definition_id.empty()) {
    found = definitions.get(job.definition_id);
    definition = found.get();
  }
  HistoricJobLog log;
  log.id = ids.next();
  log.timestamp = clock.now();
  log.job_id = job.id;
  log.job_due = job.due;
  log.job_retries = job.retries;
  log.job_priority = job.priority;
  log.job_definition_id = job.job_definition_id;
  log.job_type = job.handler;
  log.job_configuration = job.configuration;
  if (definition) {
    const auto configuration = definition->job_configurations.find(job.job_definition_id);
    if (configuration != definition->job_configurations.end()) log.job_configuration = configuration->second;
  }
  log.activity_id = job.activity_id;
  log.failed_activity_id = job.failed_activity_id;
  log.definition_id = job.definition_id;
  log.definition_key = job.definition_key;
  log.deployment_id = job.deployment_id;
  log.tenant_id = job.tenant_id;
  log.hostname = options.hostname;
  log.state = state;
  log.sequence = clock.now() * 1000;
  if (log.state == "failed") {
    log.exception_message = job.exception_message;
    log.exception_stack = job.exception_stack;
  }
  batch.insert(log);
  return log.id;
}

}  // namespace baton
