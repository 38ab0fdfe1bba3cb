// The engine: every change of Baton's state is one of these commands, every answer is true on disk.
//
// A command locks the aggregate that it concerns (a root process instance with all that it called), lets the
// interpreter work on it, commits, then acts (jobs, pollers, outbox) and answers. Different aggregates run in
// parallel; one aggregate has one writer at a time, so callers never see an optimistic locking error.
// Refusals are EngineError; nothing of a refused command remains.
//
// Reads go to store() directly: entities.hpp names the tables, query.hpp the language. They see every
// command that has been answered.
//
// Threads: all members may be called from any thread. A command may block on the disk and on scripts.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bpmn/findings.hpp"
#include "expression/script/script_pool.hpp"
#include "expression/value.hpp"
#include "runtime/engine/error.hpp"
#include "runtime/engine/history.hpp"
#include "runtime/engine/ports.hpp"
#include "runtime/store/entities.hpp"

namespace baton {

class Store;
namespace bpmn {
class ProcessGraph;
}

using Variables = std::map<std::string, TypedValue>;

// Who asks; empty: nobody is logged in.
struct Caller {
  std::string user_id;
  std::vector<std::string> groups;
};

// --- Deployment ---------------------------------------------------------------------------------

struct DeploymentFile {
  std::string name;
  std::string bytes;
};

struct DeploymentRequest {
  std::optional<std::string> name, source;
  std::string tenant_id;
  bool duplicate_filtering = false;
  bool changed_only = false;
  std::optional<TimestampMs> activation_time;
  bool lenient = false;
  std::vector<DeploymentFile> files;
};

struct DeploymentAnswer {
  Deployment deployment;
  bool is_new = true;  // false: duplicate filtering found everything deployed already
  std::vector<ProcessDefinition> definitions;
  std::vector<std::pair<std::string, bpmn::Finding>> warnings;  // by file
};

// --- Instances ----------------------------------------------------------------------------------

struct Instruction {
  enum class Type : std::uint8_t { cancel, start_before, start_after, start_transition };
  Type type = Type::start_before;
  std::string activity_id, transition_id;
  std::string activity_instance_id, transition_instance_id;   // cancel one
  std::string ancestor_activity_instance_id;
  bool cancel_current_active = false;
  Variables variables, local_variables;
};

struct DefinitionSelector {  // exactly one of id and key
  std::string id;
  std::string key;
  std::string tenant_id;       // with key; empty: without tenant
};

struct StartRequest {
  DefinitionSelector definition;
  std::optional<std::string> business_key;
  std::string case_instance_id;
  Variables variables;
  std::vector<Instruction> instructions;
  bool skip_custom_listeners = false, skip_io_mappings = false;
  bool through_form = false;  // the start form's fields validate and convert the variables
  std::string restarted_from;  // the ended instance that this one begins anew
};

struct InstanceAnswer {
  std::string id, definition_id, definition_key, tenant_id, case_instance_id;
  std::optional<std::string> business_key;
  bool ended = false, suspended = false;
  std::map<std::string, Value> variables;  // of the root scope when the command was done
};

struct DeleteOptions {
  std::optional<std::string> reason;
  bool skip_custom_listeners = false, skip_io_mappings = false, skip_sub_processes = false;
};

// The activity instance tree (camunda7-rest A.3.1).
struct ActivityInstanceNode {
  std::string id, parent_id, activity_id, activity_name, activity_type, process_instance_id, definition_id;
  std::vector<std::string> execution_ids;
  std::vector<std::pair<std::string, std::string>> incidents;  // id, activity id
  std::vector<ActivityInstanceNode> children;
  struct Transition {
    std::string id, parent_id, activity_id, activity_name, activity_type, process_instance_id, definition_id,
        execution_id;
    std::vector<std::pair<std::string, std::string>> incidents;
  };
  std::vector<Transition> transitions;
};

// Where variables are read and written.
struct VariableScope {
  enum class Kind : std::uint8_t { process_instance, execution, task };
  Kind kind = Kind::process_instance;
  std::string id;
  bool local = false;
};

struct ScopedVariable {
  std::string id;  // of the variable instance
  Value value;
};

// --- Tasks --------------------------------------------------------------------------------------

struct TaskChanges {  // PUT /task/{id}: all are set as given
  std::optional<std::string> name, description, assignee, owner;
  std::optional<std::int64_t> due, follow_up;
  std::int64_t priority = 50;
  std::string delegation_state, parent_task_id, case_instance_id, tenant_id;
};

struct TaskCompletion {
  std::string task_id;
  Variables variables;
  bool through_form = false;  // form field validation applies
};

// --- External tasks -----------------------------------------------------------------------------

struct TopicRequest {
  std::string topic;
  std::int64_t lock_duration_ms = 0;
  std::optional<std::vector<std::string>> variables;  // nothing: all visible
  bool local_variables = false;
  bool deserialize_values = false;
  bool include_extension_properties = false;
  std::vector<std::pair<std::string, Value>> process_variables;  // any may match (Camunda's OR)
  std::optional<std::string> business_key;
  std::vector<std::string> definition_ids, definition_keys;
  std::optional<std::string> version_tag;
  std::vector<std::string> tenant_ids;
  bool without_tenant = false;
  std::vector<std::string> process_instance_ids;
};

struct FetchRequest {
  std::string worker_id;
  std::int64_t max_tasks = 0;
  bool use_priority = false;
  std::optional<bool> create_time_descending;  // sorting by createTime
  std::vector<TopicRequest> topics;
};

struct LockedTask {
  ExternalTask task;
  std::map<std::string, Value> variables;
  std::map<std::string, std::string> extension_properties;
  bool deserialize_values = false;
};

struct ExternalFailure {
  std::string task_id, worker_id;
  std::optional<std::string> error_message, error_details;
  std::int64_t retries = 0, retry_timeout_ms = 0;
  Variables variables, local_variables;
};

// --- Messages and signals -----------------------------------------------------------------------

struct MessageRequest {
  std::string name;
  std::optional<std::string> business_key;
  std::optional<std::string> tenant_id;
  bool without_tenant = false;
  std::string process_instance_id;
  Variables correlation_keys, local_correlation_keys;
  Variables variables, local_variables, variables_to_triggered_scope;
  bool all = false;
  bool start_only = false;
};

struct MessageResult {
  // Either an execution that received it, or an instance that it started.
  std::optional<Execution> execution;
  std::optional<InstanceAnswer> started;
  std::map<std::string, Value> variables;
};

struct SignalRequest {
  std::string name;
  std::string execution_id;
  Variables variables;
  std::optional<std::string> tenant_id;
  bool without_tenant = false;
};

struct ConditionRequest {
  Variables variables;
  std::optional<std::string> business_key;
  std::string definition_id;
  std::optional<std::string> tenant_id;
  bool without_tenant = false;
};

// Which runtime objects a suspension concerns.
struct SuspensionTarget {
  std::string instance_id, definition_id, definition_key, tenant_id, job_definition_id, job_id;
  bool has_tenant = false;  // with definition_key: of this tenant (empty: without tenant)
  std::vector<std::string> instance_ids;
};

struct Figures;

// What the engine is doing, for metrics.
struct EngineFigures {
  const Figures& counted;
  TimestampMs started = 0;
  std::size_t cached_aggregates = 0, queued_jobs = 0;
  std::uint64_t redelivered = 0;  // messages and signals that a former run had left
};

struct EngineOptions {
  ScriptLimits script_limits;
  std::string script_executable;      // empty: this binary
  int job_threads = 2;                // 0: jobs run only when asked (execute_job, run_due_jobs)
  std::int64_t step_budget = 1'000'000;
  std::size_t cached_instances = 20'000;
  std::string hostname = "baton";
  HistoryLevel history = HistoryLevel::full;
  std::function<void(std::string_view)> log;  // what no caller is told: failed deliveries; any thread
};

class Engine {
 public:
  // `store`, `clock` and `ids` outlive the engine. Opens what the store holds: definitions are loaded
  // when first used; due jobs and undelivered commands go on.
  Engine(Store& store, Clock& clock, IdSource& ids, EngineOptions options = {});
  ~Engine();  // finishes commands under way, stops its threads
  Engine(const Engine&) = delete;

  Store& store() const;
  TimestampMs now() const;

  EngineFigures figures() const;
  // Writes what Camunda's meters have counted. Throws StoreError.
  void report_meters();

  // Deployments and definitions.
  DeploymentAnswer deploy(DeploymentRequest request, const Caller& caller = {});
  void delete_deployment(const std::string& id, bool cascade, const DeleteOptions& options);
  void delete_definition(const std::string& id, bool cascade, const DeleteOptions& options);
  void set_history_time_to_live(const std::string& definition_id, std::optional<std::int64_t> days);
  // Null when unknown. The graph lives as long as the pointer.
  std::shared_ptr<const bpmn::ProcessGraph> graph(const std::string& definition_id);
  std::optional<ProcessDefinition> find_definition(const DefinitionSelector& selector);

  // Instances.
  InstanceAnswer start(StartRequest request, const Caller& caller = {});
  void delete_instance(const std::string& id, const DeleteOptions& options, const Caller& caller = {});
  void delete_historic_instance(const std::string& id);
  // Begins to remove history whose time has come, slice by slice; it also happens by itself, now and then.
  void clean_history();
  void modify(const std::string& id, std::vector<Instruction> instructions, const DeleteOptions& options);
  // Activities of a running ad-hoc sub-process, which is named by its element or its activity instance: what can
  // be started there, and starting it. Variables are local to each of the new activities.
  std::vector<std::string> ad_hoc_activities(const std::string& process_instance_id, const std::string& sub_process);
  void start_ad_hoc_activities(const std::string& process_instance_id, const std::string& sub_process,
                               const std::vector<std::string>& activities, const Variables& variables,
                               const Caller& caller = {});
  std::optional<ActivityInstanceNode> activity_instances(const std::string& id);
  // {definitions and instances} or job definitions and jobs; include: the instances (jobs) as well.
  void set_definition_suspended(const SuspensionTarget& target, bool suspended, bool include_instances,
                                std::optional<TimestampMs> at = {});
  void set_instances_suspended(const SuspensionTarget& target, bool suspended);
  void set_jobs_suspended(const SuspensionTarget& target, bool suspended);
  void set_job_definition_suspended(const SuspensionTarget& target, bool suspended, bool include_jobs,
                                    std::optional<TimestampMs> at = {});

  // Variables.
  std::map<std::string, ScopedVariable> variables(const VariableScope& scope);
  std::optional<ScopedVariable> variable(const VariableScope& scope, const std::string& name);
  void change_variables(const VariableScope& scope, Variables modifications, std::vector<std::string> deletions);

  // Executions.
  void signal_execution(const std::string& id, Variables variables);
  void trigger_message(const std::string& execution_id, const std::string& message, Variables variables);
  Incident create_incident(const std::string& execution_id, const std::string& type,
                           std::optional<std::string> configuration, std::optional<std::string> message);
  void resolve_incident(const std::string& id);
  void annotate_incident(const std::string& id, std::optional<std::string> annotation);

  // Tasks.
  void claim_task(const std::string& id, const std::string& user_id);
  void unclaim_task(const std::string& id);
  void assign_task(const std::string& id, std::optional<std::string> user_id);
  void delegate_task(const std::string& id, const std::string& user_id);
  void resolve_task(const std::string& id, Variables variables);
  std::map<std::string, Value> complete_task(TaskCompletion completion, const Caller& caller = {});
  void update_task(const std::string& id, TaskChanges changes);
  std::string create_task(std::string id, TaskChanges changes);  // stand-alone
  void delete_task(const std::string& id);
  void task_bpmn_error(const std::string& id, const std::string& code, std::optional<std::string> message,
                       Variables variables);
  void task_bpmn_escalation(const std::string& id, const std::string& code, Variables variables);
  void add_identity_link(const std::string& task_id, std::optional<std::string> user, std::optional<std::string> group,
                         std::optional<std::string> type, const Caller& caller = {});
  void remove_identity_link(const std::string& task_id, std::optional<std::string> user,
                            std::optional<std::string> group, std::optional<std::string> type,
                            const Caller& caller = {});

  // External tasks.
  std::vector<LockedTask> fetch_and_lock(const FetchRequest& request);
  // Calls `wake` once, on some thread, when a task of one of these topics may have become available after
  // this call; for long polling. The ticket ends the subscription when destroyed.
  std::shared_ptr<void> on_external_task(const std::vector<std::string>& topics, std::function<void()> wake);
  void complete_external_task(const std::string& id, const std::string& worker_id, Variables variables,
                              Variables local_variables);
  void fail_external_task(ExternalFailure failure);
  void external_task_bpmn_error(const std::string& id, const std::string& worker_id, const std::string& code,
                                std::optional<std::string> message, Variables variables);
  void extend_lock(const std::string& id, const std::string& worker_id, std::int64_t duration_ms);
  void lock_external_task(const std::string& id, const std::string& worker_id, std::int64_t duration_ms);
  void unlock_external_task(const std::string& id);
  void set_external_task_retries(const std::vector<std::string>& ids, std::int64_t retries);
  void set_external_task_priority(const std::string& id, std::int64_t priority);

  // Messages and signals.
  std::vector<MessageResult> correlate(MessageRequest request, const Caller& caller = {});
  void signal(SignalRequest request, const Caller& caller = {});
  std::vector<InstanceAnswer> evaluate_conditions(ConditionRequest request, const Caller& caller = {});

  // Jobs.
  void execute_job(const std::string& id);
  void set_job_retries(const std::vector<std::string>& ids, std::int64_t retries, bool set_due = false,
                       std::optional<TimestampMs> due = {});
  void set_job_definition_retries(const std::string& job_definition_id, std::int64_t retries, bool set_due = false,
                                  std::optional<TimestampMs> due = {});
  void set_job_due(const std::string& id, std::optional<TimestampMs> due, bool cascade);
  void recalculate_job_due(const std::string& id, bool creation_date_based);
  void set_job_priority(const std::string& id, std::int64_t priority);
  void set_job_definition_priority(const std::string& id, std::optional<std::int64_t> priority, bool include_jobs);
  void delete_job(const std::string& id);
  // Runs jobs that are due until none is left (for a manual clock); returns how many ran.
  int run_due_jobs();
  // Tells the job threads that the clock was moved.
  void clock_moved();

  struct Impl;  // engine_impl.hpp, private to runtime/engine/

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace baton
