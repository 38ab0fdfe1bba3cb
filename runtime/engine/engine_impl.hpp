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
#include <unordered_set>
#include <vector>

#include "runtime/engine/aggregates.hpp"
#include "runtime/engine/definitions.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/external_task_pool.hpp"
#include "runtime/engine/figures.hpp"
#include "runtime/engine/job_executor.hpp"
#include "runtime/engine/locator.hpp"
#include "runtime/engine/meters.hpp"
#include "runtime/engine/refusal.hpp"
#include "runtime/interpreter/session.hpp"
#include "runtime/engine/several_nodes.hpp"
#include "runtime/state/instance_loader.hpp"
#include "runtime/store/peers.hpp"
#include "runtime/store/store.hpp"

namespace baton {

// What the interpreter asks for. The time stands still during one command, but for the time that it waits for scripts.
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
  std::optional<std::string> property(const std::string& name) override;
  std::future<ScriptResult> submit_script(ScriptRequest request) override;
  bool wait_for_script(std::future<ScriptResult>& result, std::optional<TimestampMs> until) override;
  TimestampMs look_at_clock() override;

 private:
  Engine::Impl& engine_;
  TimestampMs now_;
};

// What to tell after a commit, read from its rows.
struct CommitNotes {
  std::vector<ExternalTask> external_tasks;
  std::vector<std::string> removed_external_tasks;
  std::vector<std::pair<std::string, std::string>> tasks;  // new ones, and their aggregates
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
  void load(Aggregates::Lock& lock, std::uint64_t epoch);
  void commit_session(Session& session, Aggregates::Lock& lock);
  void run_locked(Aggregates::Lock& lock, const SessionOptions& session_options, const Work& work, Effects& effects);
  void act(const std::string& root_id, Effects& effects);
  // Throws EngineError. `root_id`: whose rows; empty: of no aggregate, or swept.
  void commit(Batch batch, const std::string& root_id = {});
  void store_counted(Batch batch);  // and measures
  void report_meters();             // throws nothing
  static CommitNotes notes(const Batch& batch);
  void tell(const CommitNotes& notes);

  // --- Several nodes on the store (several_nodes.cpp); only where there are peers ------------------
  void listen_to_peers();
  // False: another node has changed the aggregate meanwhile, which is not loaded any more; nothing was done.
  bool run_beside_others(Aggregates::Lock& lock, const SessionOptions& session_options, const Work& work,
                         Effects& effects);
  void wait_for_others(int attempt);  // throws EngineError when it is too often
  bool is_current(const Aggregates::Lock& lock);
  bool has_version(const std::string& root_id, std::int64_t version);
  // Rows that belong together, though others write.
  void load_whole(Aggregates::Lock& lock, std::uint64_t epoch, const std::function<std::unique_ptr<Instance>()>& rows);
  void hold_new_jobs(Batch& batch);
  void count_change(Batch& batch);
  // Changes of definitions are made by one node at a time, which others learn of before it is answered. `make` fills the
  // batch, perhaps several times; `then` follows the commit, before the others are told.
  void change_definitions(const std::function<void(Batch&)>& make, const std::function<void()>& then);
  // Does the work again while rows that it expects are changed by others. With one node: just does it.
  template <class Did>
  auto until_not_overtaken(Did work) {
    for (int attempt = 0;; ++attempt) {
      try {
        return work();
      } catch (const Overtaken&) {
        wait_for_others(attempt);
      }
    }
  }

  // --- Whose is it (command.cpp) -----------------------------------------------------------------
  std::optional<std::string> root_of(TableId table, const std::string& id);
  std::optional<std::string> root_of_execution(const std::string& id) { return root_of(TableId::execution, id); }

  // --- Definitions (deployment.cpp, start.cpp) ---------------------------------------------------
  DefinitionPtr definition(const DefinitionSelector& selector);
  InstanceAnswer start(const DefinitionPtr& definition, bpmn::NodeId node, const StartRequest& request,
                       const Caller& caller, const std::function<void(Batch&)>& with = {},
                       const Variables& submitted = {},  // through a form
                       const ReceivedMessage* received = nullptr);
  // An event of the start event `node` has happened. Nothing starts while the event needs others as well
  // (start_parts.cpp); `with` is committed in any case.
  std::optional<InstanceAnswer> start_at(const DefinitionPtr& definition, bpmn::NodeId node, bpmn::EventKind kind,
                                         const std::string& name, StartRequest request, const Caller& caller,
                                         const std::function<void(Batch&)>& with,
                                         const ReceivedMessage* received = nullptr);
  std::optional<InstanceAnswer> start_when_complete(const DefinitionPtr& definition, bpmn::NodeId node,
                                                    bpmn::EventKind kind, const std::string& name, StartRequest request,
                                                    const Caller& caller, const std::function<void(Batch&)>& with,
                                                    const ReceivedMessage* received);
  // Start events of `definition` begin to wait: rows into the batch.
  void register_starts(Batch& batch, const DefinitionHandle& definition, std::vector<Job>& timers);
  void unregister_starts(Batch& batch, const std::string& definition_id);
  Job start_timer(const DefinitionHandle& definition, const bpmn::Node& node, const bpmn::EventDefinition& event,
                  Scope& scope);
  void look_at(const std::vector<Job>& timers);

  // --- Deletion (deletion.cpp) -------------------------------------------------------------------
  bool delete_instance(const std::string& id, const DeleteOptions& delete_options, const Caller& caller);
  void delete_instances_of(const std::string& definition_id, const DeleteOptions& delete_options);
  void check_no_instances(const std::string& definition_id);
  void remove_definition(Batch& batch, const ProcessDefinition& definition, const std::vector<std::string>& going,
                         std::vector<Job>& timers);
  void remove_definitions(Batch& batch, const std::vector<ProcessDefinition>& going,
                          const std::vector<std::string>& going_ids, bool cascade, const std::string& deployment_id,
                          std::vector<Job>& timers);
  void clean_history();  // one slice; posts the next
  void delete_definitions(const std::vector<ProcessDefinition>& going, bool cascade,
                          const DeleteOptions& delete_options, const std::string& deployment_id);

  // --- Messages and signals (correlation.cpp, signals.cpp, outbox.cpp) ---------------------------
  struct Payload {
    Variables variables, local_variables, variables_to_triggered_scope;
  };
  // Both remove the outbox row in the receiver's commit. Nothing happens when the receiver has gone.
  bool trigger(const EventSubscription& subscription, const Payload& payload, const Caller& caller,
               const std::string& outbox_id, MessageResult* result);
  std::optional<InstanceAnswer> start_by(const EventSubscription& subscription, const Variables& variables,
                                         const std::optional<std::string>& business_key, const Caller& caller,
                                         const std::string& outbox_id);
  std::vector<MessageResult> correlate(const MessageRequest& request, const Caller& caller,
                                       const std::string& outbox_id);
  std::vector<EventSubscription> signal_receivers(const SignalRequest& request, bool with_shared);
  void signal_one(const EventSubscription& receiver, const Variables& variables, const Caller& caller,
                  const std::string& outbox_id);
  // Returns when all receivers have had it, also those of what the receivers throw.
  void deliver(std::vector<OutboxEntry> entries);
  void deliver_claimed(std::vector<OutboxEntry> entries);
  void deliver_one(const OutboxEntry& entry);
  void deliver_signal(const OutboxEntry& entry, const Json& payload, const Variables& variables);
  // Those written until then, by anybody.
  void deliver_stored(TimestampMs until);
  // In the commit of its receiver: it is delivered once.
  void take_from_outbox(Batch& batch, const std::string& id);
  // Messages that processes send (thrown_messages.cpp).
  void deliver_message(const OutboxEntry& entry, const Json& payload, const Variables& variables);
  int rank(const EventSubscription& subscription, const ReceivedMessage& message);
  std::vector<EventSubscription> of_conversation(std::vector<EventSubscription> found, const Variables& content);
  std::vector<EventSubscription> best_receivers(std::vector<EventSubscription> found,
                                                const std::vector<std::string>& partners,
                                                const std::optional<std::string>& business_key,
                                                const ReceivedMessage& message,
                                                const std::function<int(const EventSubscription&)>& drawn_to);
  bool receive(const EventSubscription& subscription, const ReceivedMessage& message, const std::string& outbox_id);

  // --- Jobs (job_execution.cpp, jobs.cpp) --------------------------------------------------------
  JobExecutor::Outcome run_job(const std::string& root_id, const std::string& job_id);
  // Throws what the work throws, after the failure has been recorded; `has_retries`: it may be tried again.
  // `forced`: whatever its state; else nothing happens unless the job is due.
  void execute_job(const std::string& root_id, const std::string& job_id, bool forced, bool& has_retries);
  void execute_in_aggregate(const std::string& root_id, const std::string& job_id, bool forced,
                            std::string& failed_activity);
  void execute_alone(const std::string& job_id, bool forced);
  void execute_alone_once(const std::string& job_id, bool forced);
  void record_failure(const std::string& root_id, const std::string& job_id, const std::string& message,
                      const std::string& failed_activity, bool& has_retries);
  void record_failure_alone(const std::string& job_id, const std::string& message, bool& has_retries);
  void record_failure_alone_once(const std::string& job_id, const std::string& message, bool& has_retries);
  void fire_start_timer(const Job& job);
  // Jobs of definitions, which belong to no aggregate. They get an id here.
  void insert_job(Batch& batch, Job& job, const DefinitionHandle* definition);
  std::string log_job(Batch& batch, const Job& job, const char* state, const DefinitionHandle* definition = nullptr);
  void set_alone_incident(Batch& batch, const Job& job, const std::optional<std::string>& message,
                          const std::string& log_id);
  void end_alone_incidents(Batch& batch, const std::string& job_id, const char* state);
  using JobWork = std::function<void(Session&, JobRecord&)>;
  using AloneJobWork = std::function<void(Batch&, Job&)>;  // the row is written afterwards
  // False: there is no such job.
  bool with_job(const std::string& id, const JobWork& work, const AloneJobWork& alone);
  // Jobs of a query, aggregate by aggregate.
  void with_jobs(const Where& which, const JobWork& work, const AloneJobWork& alone);

  // --- Tasks and variables (tasks.cpp, variables.cpp) --------------------------------------------
  using TaskWork = std::function<void(Session&, TaskRecord&)>;
  using AloneTaskWork = std::function<void(Batch&, Task&)>;
  void with_task(const std::string& id, ErrorCode missing, const SessionOptions& session_options,
                 const TaskWork& work, const AloneTaskWork& alone);
  void change_task(const std::string& id, ErrorCode missing, const std::function<void(Task&)>& change);
  void change_alone_task_variables(const std::string& id, const Variables& modifications,
                                   const std::vector<std::string>& deletions);
  void change_alone_task_variables_once(const std::string& id, const Variables& modifications,
                                        const std::vector<std::string>& deletions);
  void log_alone_variable(Batch& batch, const Variable& row, bool is_new);

  // --- External tasks (external_tasks.cpp) -------------------------------------------------------
  void with_external_task(const std::string& id, const std::function<void(Session&, ExternalTaskRecord&)>& work);

  // --- Suspension (suspension.cpp) ---------------------------------------------------------------
  void suspend_definitions(const SuspensionTarget& target, bool suspended, bool include_instances);
  void suspend_job_definitions(const SuspensionTarget& target, bool suspended, bool include_jobs);
  void suspend_instance(const std::string& process_instance_id, bool suspended);
  void suspend_jobs(const Where& which, bool suspended);
  void change_state_later(const SuspensionTarget& target, const char* handler, bool include_children,
                          TimestampMs at);
  // What such a job was to do; false: it is another kind of job.
  bool change_state_now(const Job& job);

  // Rows without an aggregate (stand-alone tasks, jobs of definitions) have one writer by these.
  std::unique_lock<std::mutex> lock_row(const std::string& id);

  void log(std::string_view text) const;

  Store& store;
  Peers* const peers;  // null: this node has the store for itself
  Clock& clock;
  IdSource& ids;
  const EngineOptions options;
  ScriptPool scripts;
  const TimestampMs started;
  Figures figures;
  Meters meters;
  std::atomic<std::uint64_t> redelivered{0};
  Definitions definitions;
  Aggregates aggregates;
  Locator locator;
  ExternalTaskPool external_tasks;
  std::mutex deploying;  // versions are counted by one deployment at a time
  std::array<std::mutex, 64> row_locks;
  std::recursive_mutex start_parts;
  std::mutex delivering_mutex;
  std::unordered_set<std::string> delivering;  // outbox entries that some thread has taken on
  std::atomic<bool> has_sub_tasks{false};      // some task has a parent: looked for when one completes
  std::atomic<bool> has_undelivered{false};    // the store failed meanwhile
  JobExecutor jobs;  // last: its threads stop first
};

// What a job that suspends or activates later keeps: its target, and whether instances (jobs) follow.
std::string state_change_configuration(const SuspensionTarget& target, bool include_children);

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
