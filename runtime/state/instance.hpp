// The aggregate in memory: a root process instance with everything that it called.
//
// The execution tree is Camunda 7's, because its clients see it: an execution is the process instance itself,
// a scope (sub-process, multi-instance body, activity with boundary events ...) or a concurrent path. A scope
// execution without children executes its leaf itself; a second path makes it fork into concurrent children,
// and it takes the last one's work back when the others are gone (interpreter/tree.cpp).
//
// Owned by the engine's cache; touched by one thread at a time, under the aggregate's lock. State changes only
// through Session (interpreter/session.hpp), which records what changed.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bpmn/graph/process_graph.hpp"
#include "expression/value.hpp"
#include "runtime/store/entities.hpp"

namespace baton {

// A deployed definition with its graph; shared by all instances of it.
struct DefinitionHandle {
  ProcessDefinition row;
  std::shared_ptr<const bpmn::ProcessGraph> graph;
  // By "activity id|job type", for asynchronous continuations "activity id|async-continuation|configuration":
  // ids of job definitions.
  std::unordered_map<std::string, std::string> job_definitions;
  // Their configurations as clients see them ("async-before", "DURATION: PT1H"), by job definition id.
  std::unordered_map<std::string, std::string> job_configurations;
  // Overriding priorities and suspension of job definitions, by job definition id.
  std::unordered_map<std::string, std::int64_t> job_priorities;
  std::unordered_map<std::string, bool> job_definition_suspended;
};
using DefinitionPtr = std::shared_ptr<const DefinitionHandle>;

struct ExecutionState;

// An entity in memory with what the commit must know of it.
template <class Entity>
struct Record {
  Entity row;
  ExecutionState* execution = nullptr;
  bool is_stored = false;   // a row exists in the store
  bool is_dirty = false;
  bool is_removed = false;
};

struct VariableState {
  std::string id;
  std::string name;
  Value value;
  ExecutionState* execution = nullptr;
  std::string task_id;  // a task's own variable
  bool is_transient = false;
  bool is_concurrent_local = false;
  std::int64_t sequence = 0;
  std::int64_t revision = 0;
  TimestampMs created = 0;
  bool is_stored = false, is_dirty = false;
};

using TaskRecord = Record<Task>;
using ExternalTaskRecord = Record<ExternalTask>;
using JobRecord = Record<Job>;
using SubscriptionRecord = Record<EventSubscription>;
using IncidentRecord = Record<Incident>;
using IdentityLinkRecord = Record<IdentityLink>;

struct ExecutionState {
  Execution row;
  DefinitionPtr definition;
  const bpmn::ProcessGraph* graph = nullptr;
  bpmn::NodeId node = bpmn::kNoNode;        // row.activity_id: where it stands
  bpmn::NodeId scope_node = bpmn::kNoNode;  // row.scope_activity_id: what it is the scope of; process: node 0

  ExecutionState* parent = nullptr;
  ExecutionState* super = nullptr;   // of a called instance: the call activity's execution
  ExecutionState* called = nullptr;  // the process instance that this call activity waits for
  std::vector<ExecutionState*> children;  // in order of creation, event scopes included

  std::vector<std::unique_ptr<VariableState>> variables;  // in order of creation
  std::vector<TaskRecord*> tasks;
  std::vector<ExternalTaskRecord*> external_tasks;
  std::vector<JobRecord*> jobs;
  std::vector<SubscriptionRecord*> subscriptions;
  std::vector<IncidentRecord*> incidents;

  bool is_stored = false, is_dirty = false, is_removed = false;
  // Set when its tree work was taken over by another execution (compaction, expansion).
  ExecutionState* replaced_by = nullptr;
  // Operations and scripts of the interpreter that concern it.
  std::int64_t queued = 0;
  // The activity instance that is being left has already had its end listeners.
  bool is_ended = false;

  const std::string& id() const { return row.id; }
  bool is_process_instance() const { return parent == nullptr; }
  const bpmn::Node& current_node() const { return graph->node(node); }
};

// The activity instance that a variable belongs to, as Camunda reports it: that of its scope, or of its task.
inline const std::string& scope_instance_of(const VariableState& variable) {
  const ExecutionState& execution = *variable.execution;
  if (!variable.task_id.empty()) return execution.row.activity_instance_id;
  if (execution.is_process_instance()) return execution.row.id;
  return execution.row.is_scope ? execution.row.scope_instance_id : execution.row.activity_instance_id;
}

// States of an execution that its row keeps (Execution::state).
namespace execution_state {
inline constexpr const char* kTriggered = "triggered";    // the event that it comes to has happened already
inline constexpr const char* kCollecting = "collecting";  // waits before an activity that takes several tokens
inline constexpr const char* kDetached = "detached";      // carries compensation handlers that nobody waits for
inline constexpr const char* kThrown = "thrown:";         // and how many definitions of its event are
}  // namespace execution_state

// The type of the subscription that a complex gateway leaves on its scope between start and reset; its configuration
// lists the flows that it has taken tokens from.
inline constexpr const char* kStartedGateway = "complexGateway";

class Instance {
 public:
  explicit Instance(std::string root_id) : root_id_(std::move(root_id)) {}
  Instance(const Instance&) = delete;

  const std::string& root_id() const { return root_id_; }
  // Null when the instance has ended.
  ExecutionState* root() const { return find_execution(root_id_); }
  bool empty() const { return executions.empty(); }

  ExecutionState* find_execution(std::string_view id) const;
  TaskRecord* find_task(const std::string& id) const;
  ExternalTaskRecord* find_external_task(const std::string& id) const;
  JobRecord* find_job(const std::string& id) const;
  SubscriptionRecord* find_subscription(const std::string& id) const;
  IncidentRecord* find_incident(const std::string& id) const;

  // Owned entities. Only Session and the loader change these maps.
  std::unordered_map<std::string, std::unique_ptr<ExecutionState>> executions;
  std::unordered_map<std::string, std::unique_ptr<TaskRecord>> tasks;
  std::unordered_map<std::string, std::unique_ptr<ExternalTaskRecord>> external_tasks;
  std::unordered_map<std::string, std::unique_ptr<JobRecord>> jobs;
  std::unordered_map<std::string, std::unique_ptr<SubscriptionRecord>> subscriptions;
  std::unordered_map<std::string, std::unique_ptr<IncidentRecord>> incidents;
  std::unordered_map<std::string, std::unique_ptr<IdentityLinkRecord>> identity_links;
  // Task-local variables by task id.
  std::unordered_map<std::string, std::vector<std::unique_ptr<VariableState>>> task_variables;

  // Paths that wait at an inclusive join; whether one can go on is looked at when nothing else moves.
  std::unordered_set<ExecutionState*> waiting_joins;

  // Notes of complex gateways that wait for their reset.
  std::unordered_set<SubscriptionRecord*> started_gateways;

  // A subscription came or goes: for the two above and the count below.
  void count(SubscriptionRecord& subscription);
  void uncount(SubscriptionRecord& subscription);

  // How many there are, so that nothing is searched for in vain.
  std::int64_t conditional_subscriptions = 0;
  std::int64_t transient_variables = 0;  // set in the command under way

  std::int64_t next_sequence = 1;  // order of creation within the aggregate

 private:
  std::string root_id_;
};

}  // namespace baton
