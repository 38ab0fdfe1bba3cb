// What the engine's commands share. Private to runtime/engine/.
//
// A command locks one aggregate, lets a Session work on it, commits, unlocks, and then acts on the effects. No
// global lock is held while committing, and a thread never waits for a second aggregate.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/engine/aggregates.hpp"
#include "runtime/engine/definitions.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/external_task_pool.hpp"
#include "runtime/engine/job_executor.hpp"
#include "runtime/engine/locator.hpp"
#include "runtime/engine/refusal.hpp"
#include "runtime/interpreter/session.hpp"
#include "runtime/state/instance_loader.hpp"
#include "runtime/store/store.hpp"

namespace baton {

// What the interpreter asks for, with the time standing still during one command.
class CommandEnvironment final : public Environment {
 public:
  explicit CommandEnvironment(Engine::Impl& engine);
  TimestampMs now() const override { return now_; }
  std::string new_id() override;
  std::int64_t step_budget() const override;
  const std::string& hostname() const override;
  DefinitionPtr definition(const std::string& id) override;
  DefinitionPtr latest_definition(const std::string& key, const std::string& tenant_id) override;
  DefinitionPtr definition_version(const std::string& key, std::int64_t version,
                                   const std::string& tenant_id) override;
  DefinitionPtr definition_by_tag(const std::string& key, const std::string& tag,
                                  const std::string& tenant_id) override;
  DefinitionPtr definition_in_deployment(const std::string& key, const std::string& deployment_id) override;
  std::future<ScriptResult> submit_script(ScriptRequest request) override;

 private:
  Engine::Impl& engine_;
  const TimestampMs now_;
};

// What to tell after a commit, read from its rows.
struct CommitNotes {
  std::vector<ExternalTask> external_tasks;
  std::vector<std::string> removed_external_tasks;
};

struct Engine::Impl {
  Impl(Store& store, Clock& clock, IdSource& ids, EngineOptions options);

  using Work = std::function<void(Session&)>;

  // --- Commands (command.cpp) --------------------------------------------------------------------
  void command(const std::string& root_id, const SessionOptions& session_options, const Work& work);
  // On a new aggregate of this id.
  void create(const std::string& root_id, const SessionOptions& session_options, const Work& work);
  // Reads the aggregate in memory; false: there is no such instance.
  bool read(const std::string& root_id, const std::function<void(Instance&)>& look);
  // The parts of a command.
  void ensure_loaded(Aggregates::Lock& lock);
  void run_locked(Aggregates::Lock& lock, const SessionOptions& session_options, const Work& work, Effects& effects);
  void act(const std::string& root_id, Effects& effects);
  // Rows that belong to no aggregate, or are swept. Throws EngineError.
  void commit(Batch batch);
  static CommitNotes notes(const Batch& batch);
  void tell(const CommitNotes& notes);

  // --- Whose is it (command.cpp) -----------------------------------------------------------------
  std::optional<std::string> root_of(TableId table, const std::string& id);
  std::optional<std::string> root_of_execution(const std::string& id) { return root_of(TableId::execution, id); }

  // --- Definitions (deployment.cpp, start.cpp) ---------------------------------------------------
  DefinitionPtr definition(const DefinitionSelector& selector);
  InstanceAnswer start(const DefinitionPtr& definition, bpmn::NodeId node, const StartRequest& request,
                       const Caller& caller, const std::function<void(Batch&)>& with = {});
  // Start events of `definition` begin to wait: rows into the batch.
  void register_starts(Batch& batch, const DefinitionHandle& definition, std::vector<Job>& timers);
  void unregister_starts(Batch& batch, const std::string& definition_id);
  void look_at(const std::vector<Job>& timers);

  // --- Messages and signals (correlation.cpp, outbox.cpp) ----------------------------------------
  void deliver(std::vector<OutboxEntry> entries);
  void deliver_stored();
  void signal(const SignalRequest& request, bool with_shared, const Caller& caller, const OutboxEntry* entry);

  // --- Jobs (jobs.cpp) ---------------------------------------------------------------------------
  JobExecutor::Outcome run_job(const std::string& root_id, const std::string& job_id);
  // Throws what the work throws, after the failure has been recorded. `forced`: whatever its state.
  void execute_job(const std::string& root_id, const std::string& job_id, bool forced, bool& has_retries);
  void record_failure(const std::string& root_id, const std::string& job_id, const std::string& message,
                      const std::string& failed_activity, bool& has_retries);
  void execute_definition_job(const Job& job);
  void insert_job(Batch& batch, Job& job, const char* log_state);
  void log_job(Batch& batch, const Job& job, const char* state, std::string* log_id = nullptr);

  // --- Suspension (suspension.cpp) ---------------------------------------------------------------
  void suspend_definitions(const SuspensionTarget& target, bool suspended, bool include_instances);
  void suspend_job_definitions(const SuspensionTarget& target, bool suspended, bool include_jobs);
  void suspend_instance(const std::string& process_instance_id, bool suspended);
  void suspend_jobs(const Where& which, bool suspended);

  // Rows without an aggregate (stand-alone tasks, jobs of definitions) have one writer by these.
  std::unique_lock<std::mutex> lock_row(const std::string& id);

  void log(std::string_view text) const;

  Store& store;
  Clock& clock;
  IdSource& ids;
  const EngineOptions options;
  ScriptPool scripts;
  Definitions definitions;
  Aggregates aggregates;
  Locator locator;
  ExternalTaskPool external_tasks;
  std::mutex deploying;  // versions are counted by one deployment at a time
  std::array<std::mutex, 64> row_locks;
  JobExecutor jobs;  // last: its threads stop first
};

// Null and a non-empty text alike, as clients mean them.
inline std::optional<std::string> none_if_empty(std::optional<std::string> text) {
  if (text && text->empty()) text.reset();
  return text;
}

// The process instance that an execution belongs to.
ExecutionState& process_of(ExecutionState& execution);
// Values visible from `scope`, innermost first, inside its process instance.
std::map<std::string, Value> visible_variables(const ExecutionState& scope);

// What a command left in the root scope of a process instance, also when the instance has ended by it.
class RootSnapshot {
 public:
  RootSnapshot() = default;
  explicit RootSnapshot(const ExecutionState& process_instance);
  std::map<std::string, Value> after(Session& session, const std::string& process_instance_id) const;

 private:
  std::map<std::string, std::pair<std::string, Value>> before_;  // by variable id
};

}  // namespace baton
