#include <algorithm>
#include <chrono>

#include "runtime/engine/companion.hpp"
#include "runtime/engine/engine_impl.hpp"

namespace baton {

// --- What the interpreter asks for --------------------------------------------------------------

CommandEnvironment::CommandEnvironment(Engine::Impl& engine) : engine_(engine), now_(engine.clock.now()) {}

std::string CommandEnvironment::new_id() { return engine_.ids.next(); }
std::int64_t CommandEnvironment::step_budget() const { return engine_.options.step_budget; }
const std::string& CommandEnvironment::hostname() const { return engine_.options.hostname; }
DefinitionPtr CommandEnvironment::definition(const std::string& id) { return engine_.definitions.get(id); }

DefinitionPtr CommandEnvironment::latest_definition(const std::string& key, const std::string& tenant_id) {
  return engine_.definitions.latest(key, tenant_id);
}

DefinitionPtr CommandEnvironment::definition_version(const std::string& key, std::int64_t version,
                                                     const std::string& tenant_id) {
  return engine_.definitions.version(key, version, tenant_id);
}

DefinitionPtr CommandEnvironment::definition_by_tag(const std::string& key, const std::string& tag,
                                                    const std::string& tenant_id) {
  return engine_.definitions.by_tag(key, tag, tenant_id);
}

DefinitionPtr CommandEnvironment::definition_in_deployment(const std::string& key, const std::string& deployment_id) {
  return engine_.definitions.in_deployment(key, deployment_id);
}

std::optional<std::string> CommandEnvironment::property(const std::string& name) {
  const auto row = engine_.store.get<Property>(name);
  if (!row) return std::nullopt;
  return row->value;
}

std::future<ScriptResult> CommandEnvironment::submit_script(ScriptRequest request) {
  return engine_.scripts.submit(std::move(request));
}

bool CommandEnvironment::wait_for_script(std::future<ScriptResult>& result, std::optional<TimestampMs> until) {
  // The engine's clock may be set by hand, so it is looked at now and then.
  constexpr std::chrono::milliseconds kLook{50};
  while (until) {
    const std::chrono::milliseconds left(*until - engine_.clock.now());
    if (result.wait_for(std::clamp(left, std::chrono::milliseconds(0), kLook)) == std::future_status::ready) return true;
    if (left.count() <= 0) return false;
  }
  result.wait();
  return true;
}

TimestampMs CommandEnvironment::look_at_clock() { return now_ = engine_.clock.now(); }

// --- Commits ------------------------------------------------------------------------------------

namespace {

EngineError unavailable(const StoreError& error) {
  return EngineError(ErrorCode::store_unavailable, "The database did not take the change: " + error.message);
}

}  // namespace

CommitNotes Engine::Impl::notes(const Batch& batch) {
  CommitNotes notes;
  for (const Change& change : batch.changes()) {
    if (change.table == TableId::task && change.kind == Change::Kind::upsert && change.is_new) {
      std::string root_id;
      cell::get(change.row[col::task::root_id], root_id);
      if (!root_id.empty()) notes.tasks.emplace_back(change.key, std::move(root_id));
    }
    if (change.table != TableId::external_task) continue;
    if (change.kind == Change::Kind::upsert) notes.external_tasks.push_back(ExternalTask::from_row(change.row));
    if (change.kind == Change::Kind::remove) notes.removed_external_tasks.push_back(change.key);
  }
  return notes;
}

void Engine::Impl::tell(const CommitNotes& notes) {
  for (const auto& [id, root_id] : notes.tasks) locator.put(id, root_id);
  for (const ExternalTask& task : notes.external_tasks) {
    locator.put(task.id, task.root_id);
    const bool is_awaited = external_tasks.written(task);
    if (peers && !is_awaited) peers->external_task_written(task.topic);
  }
  for (const std::string& id : notes.removed_external_tasks) {
    locator.forget(id);
    external_tasks.removed(id);
  }
}

void Engine::Impl::report_meters() {
  try {
    meters.report();
  } catch (const StoreError&) {  // the next report has these counts too
  }
}

void Engine::Impl::store_counted(Batch batch) {
  const WorkCounts work = work_of(batch);
  keep_history(batch, options.history);
  const std::size_t changes = batch.changes().size();
  const auto begin = std::chrono::steady_clock::now();
  try {
    store.commit(std::move(batch));
  } catch (const StoreError&) {
    ++figures.failed_commits;
    throw;
  }
  figures.work.add(work);
  ++figures.commits;
  figures.changes += changes;
  figures.commit_changes.add(static_cast<double>(changes));
  figures.commit_seconds.add(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
}

void Engine::Impl::commit(Batch batch, const std::string& root_id) {
  if (batch.empty()) return;
  CommitCompanion::join(batch, root_id);
  if (peers) hold_new_jobs(batch);
  const CommitNotes what = notes(batch);
  try {
    store_counted(std::move(batch));
  } catch (const OvertakenError& error) {
    CommitCompanion::settle(false);
    if (error.what == OvertakenError::What::node) throw unavailable(error);
    throw Overtaken(error);
  } catch (const StoreError& error) {
    CommitCompanion::settle(false);
    throw unavailable(error);
  }
  CommitCompanion::settle(true);
  tell(what);
  if (meters.is_due()) {
    jobs.post([this] {
      report_meters();
      clean_history();
    });
  }
}

// --- Commands -----------------------------------------------------------------------------------

void Engine::Impl::load(Aggregates::Lock& lock, std::uint64_t epoch) {
  const auto rows = [&] {
    return load_instance(store, lock.root_id(), [this](const std::string& id) { return definitions.get(id); }, clock.now());
  };
  try {
    if (!peers) return lock.set(rows(), epoch);
    load_whole(lock, epoch, rows);
  } catch (const StoreError& error) {
    throw unavailable(error);
  }
}

void Engine::Impl::ensure_loaded(Aggregates::Lock& lock) {
  const std::uint64_t epoch = definitions.epoch();
  ++(lock.instance() ? figures.aggregates_found : figures.aggregates_loaded);
  if (!lock.instance()) return load(lock, epoch);
  if (lock.definitions_epoch() == epoch) return;
  for (auto& [id, execution] : lock.instance()->executions) {
    DefinitionPtr fresh = definitions.get(execution->row.definition_id);
    if (!fresh) continue;
    execution->graph = fresh->graph.get();
    execution->definition = std::move(fresh);
  }
  lock.definitions_epoch() = epoch;
}

void Engine::Impl::run_locked(Aggregates::Lock& lock, const SessionOptions& session_options, const Work& work,
                              Effects& effects) {
  try {
    CommandEnvironment environment(*this);
    Session session(*lock.instance(), environment, session_options);
    work(session);
    commit_session(session, lock);
    session.committed();
    effects = std::move(session.effects());
  } catch (const Refusal&) {
    if (lock.instance()->empty()) lock.drop();
    throw;
  } catch (const EvaluationError& error) {
    lock.drop();
    throw EngineError(ErrorCode::process_engine, error.message);
  } catch (const StoreError& error) {
    lock.drop();
    throw unavailable(error);
  } catch (const EngineError&) {
    lock.drop();
    throw;
  } catch (const std::exception& error) {  // of a library, or our own mistake: this command fails, like any other
    lock.drop();
    throw EngineError(ErrorCode::process_engine, error.what());
  }
  if (lock.instance()->empty()) lock.drop();
}

void Engine::Impl::command(const std::string& root_id, const SessionOptions& session_options, const Work& work) {
  Effects effects;
  for (int attempt = 0;; ++attempt) {
    Aggregates::Lock lock = aggregates.lock(root_id);
    ensure_loaded(lock);
    if (!peers) {
      run_locked(lock, session_options, work, effects);
      break;
    }
    if (run_beside_others(lock, session_options, work, effects)) break;
    wait_for_others(attempt);
  }
  act(root_id, effects);
}

void Engine::Impl::create(const std::string& root_id, const SessionOptions& session_options, const Work& work) {
  Effects effects;
  {
    Aggregates::Lock lock = aggregates.lock(root_id);
    lock.set(std::make_unique<Instance>(root_id), definitions.epoch(), Peers::kNoVersion);
    run_locked(lock, session_options, work, effects);
  }
  act(root_id, effects);
}

bool Engine::Impl::read(const std::string& root_id, const std::function<void(Instance&)>& look) {
  Aggregates::Lock lock = aggregates.lock(root_id);
  if (peers && lock.instance() && !is_current(lock)) lock.drop();
  ensure_loaded(lock);
  const bool is_there = !lock.instance()->empty();
  if (is_there) {
    look(*lock.instance());
  } else {
    lock.drop();
  }
  return is_there;
}

void Engine::Impl::act(const std::string& root_id, Effects& effects) {
  for (const std::string& id : effects.new_jobs) jobs.add(root_id, id);
  if (!effects.timer_dues.empty()) {
    jobs.due_at(*std::min_element(effects.timer_dues.begin(), effects.timer_dues.end()));
  }
  external_tasks.run_wakes();
  if (!effects.outbox.empty()) deliver(std::move(effects.outbox));
  if (has_undelivered.exchange(false)) jobs.post([this] { deliver_stored(clock.now()); });
}

// --- Whose is it --------------------------------------------------------------------------------

std::optional<std::string> Engine::Impl::root_of(TableId table, const std::string& id) {
  if (id.empty()) return std::nullopt;
  if (auto known = locator.find(id)) return known;
  try {
    const auto row = store.find(table, id);
    if (!row) return std::nullopt;
    std::string root_id;
    cell::get((*row)[static_cast<std::size_t>(table_spec(table).column("root_id"))], root_id);
    if (!root_id.empty()) locator.put(id, root_id);
    return root_id;
  } catch (const StoreError& error) {
    throw unavailable(error);
  }
}

std::unique_lock<std::mutex> Engine::Impl::lock_row(const std::string& id) {
  return std::unique_lock(row_locks[std::hash<std::string>{}(id) % row_locks.size()]);
}

// --- Variables ----------------------------------------------------------------------------------

ExecutionState& process_of(ExecutionState& execution) {
  ExecutionState* at = &execution;
  while (at->parent) at = at->parent;
  return *at;
}

std::map<std::string, Value> visible_variables(const ExecutionState& scope) {
  std::map<std::string, Value> values;
  for (const ExecutionState* at = &scope; at; at = at->parent) {
    for (const auto& variable : at->variables) values.emplace(variable->name, variable->value);
  }
  return values;
}

RootSnapshot::RootSnapshot(const ExecutionState& process_instance) {
  for (const auto& variable : process_instance.variables) {
    before_[variable->id] = {variable->name, variable->value};
  }
}

namespace {

Value value_of(const Row& row) {
  const HistoricVariable variable = HistoricVariable::from_row(row);
  return from_stored({static_cast<ValueType>(variable.type), variable.number.value_or(0), variable.real,
                      variable.text.value_or(""), variable.text2});
}

}  // namespace

// An ended instance has no variables any more, but its history in this very batch tells them.
std::map<std::string, Value> RootSnapshot::after(Session& session, const std::string& process_instance_id) const {
  std::map<std::string, Value> values;
  if (const ExecutionState* alive = session.instance().find_execution(process_instance_id)) {
    for (const auto& variable : alive->variables) values[variable->name] = variable->value;
    return values;
  }
  auto variables = before_;
  for (const Change& change : session.batch().changes()) {
    if (change.table != TableId::historic_variable) continue;
    if (change.kind == Change::Kind::upsert) {
      const auto variable = HistoricVariable::from_row(change.row);
      if (variable.activity_instance_id != process_instance_id || !variable.task_id.empty()) continue;
      if (variable.state == "DELETED") continue;
      variables[change.key] = {variable.name, value_of(change.row)};
    } else if (change.kind == Change::Kind::patch) {
      const auto found = variables.find(change.key);
      if (found == variables.end()) continue;
      HistoricVariable patched;
      Row row = patched.to_row();
      for (const auto& [column, cell] : change.cells) row[static_cast<std::size_t>(column)] = cell;
      if (HistoricVariable::from_row(row).state == "DELETED") {
        variables.erase(found);
      } else {
        found->second.second = value_of(row);
      }
    }
  }
  for (auto& [id, variable] : variables) values[variable.first] = variable.second;
  return values;
}

}  // namespace baton
