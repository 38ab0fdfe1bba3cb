// One command on one aggregate: the interpreter's unit of work.
//
// A Session lets the interpreter walk the graph, changes the aggregate through its mutators (the only place
// where state changes), and collects what the commit must write (rows, history) and what is to be done after
// it (effects). It reads no clock, draws no id and does no I/O of its own: time, ids, definitions and script
// results come from the Environment.
//
// On failure it throws EngineError (or EvaluationError) and the aggregate must be thrown away and loaded
// again: memory is then not what the store holds. One thread, under the aggregate's lock.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/expression.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/interpreter/operation.hpp"
#include "runtime/state/instance.hpp"
#include "runtime/store/store.hpp"

namespace baton {

// What the interpreter is given. Implemented by the engine.
class Environment {
 public:
  virtual ~Environment() = default;
  virtual TimestampMs now() const = 0;  // constant during one command
  virtual std::string new_id() = 0;
  virtual std::int64_t step_budget() const = 0;
  virtual const std::string& hostname() const = 0;
  // The newest definition of a key, one version, by version tag, or of the same deployment; null: none.
  virtual DefinitionPtr definition(const std::string& id) = 0;
  virtual DefinitionPtr latest_definition(const std::string& key, const std::string& tenant_id) = 0;
  virtual DefinitionPtr definition_version(const std::string& key, std::int64_t version, const std::string& tenant_id) = 0;
  virtual DefinitionPtr definition_by_tag(const std::string& key, const std::string& tag, const std::string& tenant_id) = 0;
  virtual DefinitionPtr definition_in_deployment(const std::string& key, const std::string& deployment_id) = 0;
  // A small fact of the database: what is committed.
  virtual std::optional<std::string> property(const std::string& name) = 0;
  virtual std::future<ScriptResult> submit_script(ScriptRequest request) = 0;
  // True when the result is there, false when the clock has come to `until` before.
  virtual bool wait_for_script(std::future<ScriptResult>& result, std::optional<TimestampMs> until) = 0;
  // Time has passed while the command waited: now() moves on.
  virtual TimestampMs look_at_clock() = 0;
};

// What is to be done once the commit has succeeded.
struct Effects {
  std::vector<std::string> new_jobs;            // due at once, by id
  std::vector<TimestampMs> timer_dues;          // earliest dues to wake for
  std::vector<std::string> external_topics;     // topics with new or freed tasks
  std::vector<OutboxEntry> outbox;              // also rows of the batch
};

// A message that another process has sent.
struct ReceivedMessage {
  std::string sender;  // its process instance
  Variables content;
};

struct SessionOptions {
  Caller caller;
  bool skip_custom_listeners = false;
  bool skip_io_mappings = false;
  const ReceivedMessage* received = nullptr;  // by what the instance is started
};

class Session {
 public:
  Session(Instance& instance, Environment& environment, SessionOptions options = {});
  ~Session();
  Session(const Session&) = delete;

  // --- Commands that move tokens. Each runs until everything waits. ------------------------------

  // Creates the root process instance (the aggregate must be empty) with id == instance.root_id().
  // `start`: the start event, or kNoNode for the process's initial one.
  ExecutionState& start_process(const DefinitionPtr& definition, bpmn::NodeId start,
                                std::optional<std::string> business_key, const std::string& case_instance_id,
                                const Variables& variables, const std::vector<Instruction>& instructions);
  void complete_task(TaskRecord& task, const Variables& variables);
  void task_bpmn_error(TaskRecord& task, const std::string& code, const std::optional<std::string>& message,
                       const Variables& variables);
  void task_bpmn_escalation(TaskRecord& task, const std::string& code, const Variables& variables);
  void complete_external_task(ExternalTaskRecord& task, const Variables& variables, const Variables& local_variables);
  void external_task_bpmn_error(ExternalTaskRecord& task, const std::string& code,
                                const std::optional<std::string>& message, const Variables& variables);
  // Worker failure: evaluates camunda:errorEventDefinitions first, then records retries, lock and incident.
  void fail_external_task(ExternalTaskRecord& task, const ExternalFailure& failure);
  // Runs a job's work and removes the job (or moves a cycle on). Throws what the work throws.
  void execute_job(JobRecord& job);
  void trigger_subscription(SubscriptionRecord& subscription, const Variables& variables,
                            const Variables& local_variables, const Variables& variables_to_triggered_scope);
  // A subscription's message comes from another process.
  void receive_message(SubscriptionRecord& subscription, const ReceivedMessage& message);
  // How well the waiting execution fits (conversation::Rank). Reads only.
  int conversation_rank(const SubscriptionRecord& subscription, const ReceivedMessage& message);
  // POST /execution/{id}/signal: continues a wait state. Throws when the execution does not wait so.
  void signal_execution(ExecutionState& execution, const Variables& variables);
  void modify(ExecutionState& process_instance, const std::vector<Instruction>& instructions);
  // `scope`: of an ad-hoc sub-process. Throws not_valid where an activity cannot be started there.
  void start_ad_hoc_activities(ExecutionState& scope, const std::vector<std::string>& activities,
                               const Variables& variables);
  void delete_instance(ExecutionState& process_instance, const DeleteOptions& options, const char* state);
  // Variables set from outside: conditional events are evaluated.
  void set_variables(ExecutionState& scope, const Variables& variables, bool local);
  void remove_variables(ExecutionState& scope, const std::vector<std::string>& names, bool local);
  // Task listeners run; assignment, update events as Camunda fires them.
  void change_task(TaskRecord& task, const std::function<void(Task&)>& change);

  // --- Mutators: the only way to change an aggregate ---------------------------------------------

  ExecutionState& create_execution(ExecutionState* parent, const DefinitionPtr& definition);
  void touch(ExecutionState& execution) { mark(execution); }
  void remove_execution(ExecutionState& execution);
  // A process instance with its history; `caller` is a call activity's execution or null for the root.
  ExecutionState& create_process_instance(const DefinitionPtr& definition, bpmn::NodeId start,
                                          std::optional<std::string> business_key, const std::string& case_instance_id,
                                          ExecutionState* caller);
  void set_initiator(ExecutionState& root);
  void set_initial_variables(ExecutionState& process_instance, const Variables& variables);

  TaskRecord& create_task(ExecutionState* execution, Task task);
  void touch(TaskRecord& task) { mark(task, dirty_tasks_); }
  void remove_task(TaskRecord& task, const std::string& delete_reason, const char* state);
  void log_assignment(const TaskRecord& task);
  void refresh_task_history(const TaskRecord& task);  // the task's row has changed
  IdentityLinkRecord& create_identity_link(IdentityLink link, const char* operator_id = nullptr);
  void remove_identity_link(IdentityLinkRecord& link);
  ExternalTaskRecord& create_external_task(ExecutionState& execution, ExternalTask task);
  void touch(ExternalTaskRecord& task) { mark(task, dirty_external_tasks_); }
  void remove_external_task(ExternalTaskRecord& task);
  // From 0 to more resolves the incident, to 0 raises one.
  void set_external_retries(ExternalTaskRecord& task, std::int64_t retries);
  JobRecord& create_job(ExecutionState* execution, Job job);
  void touch(JobRecord& job) { mark(job, dirty_jobs_); }
  void remove_job(JobRecord& job, const char* log_state);  // "successful", "deleted" or null: no log
  SubscriptionRecord& create_subscription(ExecutionState& execution, EventSubscription subscription);
  void touch(SubscriptionRecord& subscription) { mark(subscription, dirty_subscriptions_); }
  void remove_subscription(SubscriptionRecord& subscription);
  // Mirrors itself on calling executions.
  IncidentRecord& create_incident(ExecutionState* execution, Incident incident);
  // State "resolved" or "deleted"; mirrors go with it.
  void remove_incident(IncidentRecord& incident, const char* state);
  void touch(IncidentRecord& incident);

  // Variables. Setting writes the innermost scope that has the name, else the process instance.
  VariableState* find_variable(ExecutionState& scope, std::string_view name) const;
  VariableState* find_local_variable(ExecutionState& scope, std::string_view name) const;
  void set_variable(ExecutionState& scope, const std::string& name, const TypedValue& value);
  void set_local_variable(ExecutionState& scope, const std::string& name, const TypedValue& value);
  void set_task_variable(TaskRecord& task, const std::string& name, const TypedValue& value);
  void remove_task_variable(TaskRecord& task, const std::string& name);
  void set_task_scope_variables(TaskRecord& task, const Variables& variables);
  bool remove_variable(ExecutionState& scope, const std::string& name);
  bool remove_local_variable(ExecutionState& scope, const std::string& name);
  void drop_variables(ExecutionState& scope);                        // the scope has ended
  void move_variables(ExecutionState& from, ExecutionState& to);     // the tree is rebuilt

  // Data stores outlive their readers and writers.
  std::optional<Value> stored_data(const std::string& name);
  void store_data(const std::string& name, Value value);

  // An outbox entry of this commit.
  void put_outbox(const std::string& kind, std::string payload);
  // A signal for other aggregates, and for this one if asked: an outbox entry of this commit.
  void put_signal(ExecutionState& execution, const std::string& name, const Variables& variables, bool to_own);

  // History rows.
  void history(const HistoricJobLog& log) { batch_.insert(log); }
  void history(const HistoricExternalTaskLog& log) { batch_.insert(log); }
  void job_log(const JobRecord& job, const char* state);
  void external_task_log(const ExternalTaskRecord& task, const char* state);
  Batch& batch() { return batch_; }
  Effects& effects() { return effects_; }

  Instance& instance() { return instance_; }
  Environment& environment() { return environment_; }
  const SessionOptions& options() const { return options_; }
  TimestampMs now() const { return now_; }
  void time_has_passed() { now_ = environment_.look_at_clock(); }
  // The activity that was at work last: where a failure happened.
  const std::string& current_activity() const;

  // The root scope's variables when the root instance ended in this session.
  std::map<std::string, Value> final_variables;

  // Runs what is queued until everything waits (all commands above have done so already).
  void run();
  // Dirty state into the batch; the session is over. Returns rows to commit.
  Batch finish();
  // After the commit has succeeded: the rows are stored.
  void committed();

 private:
  friend class Interpreter;
  void mark(ExecutionState& execution);
  template <class R>
  void mark(R& record, std::vector<R*>& list) {
    if (record.is_dirty) return;
    record.is_dirty = true;
    list.push_back(&record);
  }

  VariableState& assign(std::vector<std::unique_ptr<VariableState>>& list, ExecutionState& owner,
                        const std::string& task_id, const std::string& name, const TypedValue& value, bool& is_new);
  void bury(std::vector<std::unique_ptr<VariableState>>& list, std::size_t position);
  void log_link(const TaskRecord& task, const char* type, const std::string& user, const char* operation);
  void begin_by_message(ExecutionState& root, bpmn::NodeId start);
  void take_content(ExecutionState& execution, const bpmn::Node& event, const Variables& content);
  void write_variable_history(const VariableState& variable, bool is_new);
  void set_removal_time();

  Instance& instance_;
  Environment& environment_;
  SessionOptions options_;
  bool initial_variables_ = false;  // the variables of a start are being set
  std::optional<std::int64_t> days_to_live_;  // of the root instance's history, when it has ended
  TimestampMs now_;
  Batch batch_;
  Effects effects_;
  std::unique_ptr<class Interpreter> interpreter_;

  std::map<std::string, Value> written_stores_;
  std::vector<ExecutionState*> dirty_executions_;
  std::vector<TaskRecord*> dirty_tasks_;
  std::vector<ExternalTaskRecord*> dirty_external_tasks_;
  std::vector<JobRecord*> dirty_jobs_;
  std::vector<SubscriptionRecord*> dirty_subscriptions_;
  std::vector<IncidentRecord*> dirty_incidents_;
  std::vector<IdentityLinkRecord*> dirty_links_;
  std::vector<VariableState*> dirty_variables_;
  // Removed entities live until the session ends, since queued operations may still name them.
  struct Graveyard;
  std::unique_ptr<Graveyard> graveyard_;
};

// What can be started in a running ad-hoc sub-process, by element id.
std::vector<std::string> enabled_ad_hoc_activities(const ExecutionState& scope);

}  // namespace baton
