// The interpreter: BPMN 2.0.2 clause 13 on Camunda 7's execution tree (see state/instance.hpp).
//
// An explicit stack of operations, no recursion over the token flow. Private to runtime/: others use Session.
// Behaviors of node kinds are a table (behavior_table.cpp); each lives in behavior_*.cpp.
#pragma once

#include <atomic>
#include <deque>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "runtime/interpreter/operation.hpp"
#include "runtime/interpreter/session.hpp"
#include "runtime/state/instance.hpp"

namespace baton {

class Interpreter {
 public:
  explicit Interpreter(Session& session);

  // --- The queue (interpreter.cpp) ---------------------------------------------------------------
  void push(Operation operation) {
    ++operation.execution->queued;
    stack_.push_back(operation);
  }
  void push(Operation::Kind kind, ExecutionState& execution) { push({kind, &execution}); }
  // Until nothing moves: operations, conditions that became true, scripts, joins that can fire.
  void run();
  // Operations queued for `from` now concern `to` (compaction and expansion of the tree).
  void redirect(ExecutionState& from, ExecutionState& to);
  // What `execution` was about to do is off.
  void forget(ExecutionState& execution);

  // --- The tree (tree.cpp) -----------------------------------------------------------------------
  ExecutionState& create_child(ExecutionState& parent);
  // A second path in a scope: expands the compact form first. The new path has no node yet.
  ExecutionState& create_concurrent(ExecutionState& scope);
  // The only concurrent child left gives its work back to its parent. Returns whether it did.
  bool try_prune(ExecutionState& scope);
  std::vector<ExecutionState*> plain_children(const ExecutionState& execution) const;  // without event scopes
  // The execution that is the scope of `scope_node`, from `execution` upwards, inside one process instance.
  ExecutionState& scope_execution(ExecutionState& execution, bpmn::NodeId scope_node);
  // The nearest scope execution: itself or an ancestor.
  ExecutionState& nearest_scope(ExecutionState& execution);
  void stand_on(ExecutionState& execution, bpmn::NodeId node);
  void set_active(ExecutionState& execution, bool active);
  void set_parent(ExecutionState& execution, ExecutionState& parent);
  // Moves everything of `from` to `to`: node, variables, tasks, jobs, subscriptions ...
  void take_over(ExecutionState& to, ExecutionState& from);
  void remove(ExecutionState& execution);
  ExecutionState& process_instance(ExecutionState& execution);
  // Activity instance of the scope that surrounds what `execution` executes.
  std::string parent_instance_id(const ExecutionState& execution) const;

  // --- The flow (flow.cpp) -----------------------------------------------------------------------
  void take(ExecutionState& execution, bpmn::FlowId flow, bool is_resumed);
  void arrive(ExecutionState& execution, bpmn::NodeId node, bool is_resumed);
  void enter(ExecutionState& execution, bpmn::NodeId node);
  void execute(ExecutionState& execution);
  void leave(ExecutionState& execution);
  // Leaves without the compensation bookkeeping of leave().
  void leave_by_default(ExecutionState& execution);
  void leave_via(ExecutionState& execution, std::vector<bpmn::FlowId> flows);
  // Joined executions end with it; `flows` may be empty: the path ends.
  void leave_joined(ExecutionState& execution, std::vector<ExecutionState*> joined, std::vector<bpmn::FlowId> flows);
  void end_path(ExecutionState& execution);

  // --- Where things begin (starts.cpp) -----------------------------------------------------------
  // At `start`, whose event has happened; at kNoNode: wherever an instance begins that nothing but the command starts.
  void process_start(ExecutionState& root, bpmn::NodeId start);
  // One path for each node; `scope` stands on its own scope node.
  void begin_paths(ExecutionState& scope, const std::vector<bpmn::NodeId>& nodes);
  // Who goes on when enough tokens are before an activity; null: the token waits.
  ExecutionState* collect_tokens(ExecutionState& arrived);

  void process_end(ExecutionState& root, const char* state = "COMPLETED");
  bool condition_holds(ExecutionState& execution, const bpmn::Flow& flow);

  // Begins and ends activity instances: history, input and output mappings, listeners.
  void begin_instance(ExecutionState& execution);
  void notify_end(ExecutionState& execution, bool canceled);
  // The scope of the node that `execution` stands on is closed; returns who continues.
  ExecutionState& destroy_scope(ExecutionState& execution);

  // --- Cancelling (cancel.cpp) -------------------------------------------------------------------
  // Everything below and at `execution` is cancelled and removed.
  void delete_cascade(ExecutionState& execution, const std::string& reason);
  // Everything that runs in the scope is cancelled; the scope itself stays, without waiting events.
  void interrupt(ExecutionState& scope, const std::string& reason);
  // `scope` (whose scope node is an activity) is cancelled; its parent goes on at `next`.
  void cancel_scope_and_start(ExecutionState& scope, bpmn::NodeId next);
  void delete_called(ExecutionState& execution, const std::string& reason);
  void remove_work(ExecutionState& execution);
  void remove_waits(ExecutionState& execution, bool keep_compensation);

  // --- Events (events.cpp, boundary and event sub-processes) -------------------------------------
  void create_subscriptions(ExecutionState& scope, bpmn::NodeId node);
  void create_timers(ExecutionState& scope, bpmn::NodeId node);
  void create_timers_of(ExecutionState& scope, const bpmn::Node& event);
  void subscribe(ExecutionState& scope, const bpmn::Node& event, const bpmn::EventDefinition& definition);
  void create_timer(ExecutionState& scope, const bpmn::Node& event, const bpmn::EventDefinition& definition,
                    const char* handler);
  // What is waited for has come: the event happens, unless it needs more than that.
  void event_happened(SubscriptionRecord& subscription);
  void event_happened(JobRecord& timer);
  // Of an event that needs all of its definitions, that one has come. True: it was the last.
  bool part_came(ExecutionState& scope, const bpmn::Node& event);
  // A catch event lets a token go and waits on.
  void pass_and_stay(ExecutionState& waiting);
  // Whether a throw or end event has definitions that are not thrown yet.
  bool has_more_to_throw(const ExecutionState& execution) const;
  // Everything else in the scope of an end event ends; returns who stands on it then.
  ExecutionState& take_scope_over(ExecutionState& execution);
  // An event that `scope` waits for has happened: boundary event, event sub-process, catch event.
  void trigger_event(ExecutionState& scope, bpmn::NodeId event);
  void execute_handler(ExecutionState& scope, bpmn::NodeId event);
  std::string event_name(ExecutionState& execution, const bpmn::EventDefinition& definition);
  void throw_signal(ExecutionState& execution, const bpmn::EventDefinition& definition);
  // True: other paths are to come to their waits first, because one may wait for this signal.
  bool signal_is_early(ExecutionState& execution, const bpmn::EventDefinition& definition);
  Variables mapped_variables(ExecutionState& source, const std::vector<bpmn::VariableMapping>& mappings);

  // --- Errors and escalations (errors.cpp) -------------------------------------------------------
  // False: nobody catches it, nothing happened.
  bool propagate_error(ExecutionState& execution, const std::string& code, const std::optional<std::string>& message);
  // Whether a handler was found; `interrupted`: the throwing path is gone.
  bool propagate_escalation(ExecutionState& execution, const std::string& code, bool& interrupted);
  // Runs `work`; a BPMN error out of a script or expression is propagated from `execution`.
  // Returns false when the execution was taken elsewhere by that.
  bool guarded(ExecutionState& execution, const std::function<void()>& work);

  // --- Compensation and transactions (compensation.cpp) ------------------------------------------
  void record_compensation(ExecutionState& execution);   // when an activity with a handler completes
  void create_event_scope(ExecutionState& execution);    // when a scope completes
  std::vector<SubscriptionRecord*> compensations(ExecutionState& execution, bpmn::NodeId activity);
  // Starts the handlers; true when there are some to wait for.
  bool compensate(ExecutionState& execution, std::vector<SubscriptionRecord*> subscriptions);
  // Starts the handlers on a path of their own, which nobody waits for.
  void compensate_aside(ExecutionState& execution, std::vector<SubscriptionRecord*> subscriptions);
  void compensation_done(ExecutionState& parent);
  void begin_snapshot(ExecutionState& snapshot);
  void end_snapshot(ExecutionState& snapshot);
  void finish_cancel(ExecutionState& end_event);
  void end_compensation(ExecutionState& execution);

  // --- Loops (behavior_loop.cpp) -----------------------------------------------------------------
  void loop_child_ended(ExecutionState& body, ExecutionState& ended);
  void loop_instance_done(ExecutionState& body);
  void run_loop(ExecutionState& body);
  void start_loop_instance(ExecutionState& body, std::int64_t counter);
  void finish_parallel_loop(ExecutionState& body);
  void collect_output(ExecutionState& body, const bpmn::Loop& loop);
  void prepare_loop_instance(ExecutionState& instance, const bpmn::Loop& loop, std::int64_t counter,
                             const Value& collection);
  void turn_standard_loop(ExecutionState& body, std::int64_t done);
  void standard_turn_done(ExecutionState& body);
  // What a multi-instance activity throws about an instance that has completed (loop_events.cpp).
  enum class LoopOutcome : std::uint8_t { goes_on, completes, interrupted };
  LoopOutcome throw_loop_events(ExecutionState& body, ExecutionState& instance);
  void throw_uncaught(ExecutionState& instance, const bpmn::EventDefinition& event);
  // A path inside a scope has ended (concurrent), or was the last (complete).
  void concurrent_ended(ExecutionState& scope, ExecutionState& ended);
  void complete_scope(ExecutionState& scope);
  void last_path_ended(ExecutionState& scope);

  // --- Data (data_flow.cpp) ----------------------------------------------------------------------
  void open_data(ExecutionState& execution);
  void move_data_in(ExecutionState& execution);
  void move_data_out(ExecutionState& execution);
  void pass_data_in(ExecutionState& call, const bpmn::ProcessGraph& called, Variables& variables);
  void pass_data_out(ExecutionState& call, ExecutionState& called);
  // Whether a data element of this name is declared around; it may have no value yet.
  bool is_declared(const ExecutionState& execution, std::string_view name) const;

  // --- Messages (messages.cpp, conversation.cpp) --------------------------------------------------
  // What the node sends inside the engine, with the commit.
  void send_message(ExecutionState& execution, const bpmn::OutgoingMessage& message);
  void fix_correlation(ExecutionState& process, const std::string& message_id, const Variables& content);
  void join_conversation(ExecutionState& process, const std::string& message_id, const Variables& content,
                         const std::string& partner);
  // conversation::Rank
  int conversation_rank(ExecutionState& process, const std::string& message_id, const Variables& content,
                        const std::string& partner);

  // --- Ad-hoc sub-processes (behavior_ad_hoc.cpp) -------------------------------------------------
  bool is_ad_hoc(const ExecutionState& execution) const;  // the scope of a running one
  void enter_ad_hoc(ExecutionState& scope);
  void start_ad_hoc(ExecutionState& scope, std::vector<bpmn::NodeId> nodes, const Variables& variables);
  bool completes_ad_hoc(ExecutionState& execution);
  void ad_hoc_path_ended(ExecutionState& scope, ExecutionState& ended);

  // --- Conditions (conditions.cpp) ---------------------------------------------------------------
  void variable_changed(ExecutionState& scope, const std::string& name, const char* event);
  void condition_on_entry(ExecutionState& scope) { entered_scopes_.push_back(&scope); }
  void dispatch_conditions();
  void check_condition(SubscriptionRecord& subscription);
  // Whether a conditional event's condition holds; a missing variable makes it false.
  bool condition_true(ExecutionState& execution, const bpmn::EventDefinition& definition);
  bool has_delayed_conditions() const { return !changes_.empty() || !entered_scopes_.empty(); }

  // --- Gateways (behavior_gateway.cpp, behavior_complex_gateway.cpp) -----------------------------
  // Complex gateways that can start or be reset now. True: something moved.
  bool recheck_complex_gateways();
  // Inclusive joins that can fire now, after tokens moved or died (clause 13.4.3). True: something moved.
  bool recheck_joins();

  // --- Jobs (jobs.cpp) ---------------------------------------------------------------------------
  // A cycle that is not exhausted has its next firing as a new job; the one that fired is gone. False: that was the last.
  bool reschedule(JobRecord& job);
  JobRecord& create_async_job(ExecutionState& execution, const bpmn::Node& node, const std::string& configuration);
  // 0 when there is no expression, or it cannot be evaluated.
  std::int64_t priority(ExecutionState& execution, const Expression& expression);
  Job new_job(ExecutionState& execution, const bpmn::Node& node, const char* handler, const std::string& configuration);

  // --- Scripts (scripts.cpp) ---------------------------------------------------------------------
  void start_script(ExecutionState& execution, const Expression& script, const std::string& result_variable);
  Value run_script_now(ExecutionState& execution, TaskRecord* task, const Expression& script);
  ScriptRequest script_request(ExecutionState& execution, TaskRecord* task, const Expression& script);
  void apply_script(ExecutionState& execution, TaskRecord* task, const ScriptResult& result);
  bool finish_script();  // waits for the oldest, or until a timer is due; false: none pending
  JobRecord* next_timer() const;  // the first that falls due while a script runs
  void fire_timer(JobRecord& job);

  // --- Listeners and mappings --------------------------------------------------------------------
  void run_listeners(ExecutionState& execution, const std::vector<bpmn::Listener>& listeners, const char* event,
                     bpmn::FlowId flow = bpmn::kNoFlow);
  void run_task_listeners(TaskRecord& task, const char* event, const std::string& timeout_id = {});
  void map_inputs(ExecutionState& execution);
  void map_outputs(ExecutionState& execution);
  Value evaluate(ExecutionState& execution, const Expression& expression, TaskRecord* task = nullptr);
  std::string evaluate_text(ExecutionState& execution, const Expression& expression, TaskRecord* task = nullptr);

  // --- External tasks (commands.cpp) -------------------------------------------------------------
  bool throw_mapped_error(ExternalTaskRecord& task);
  void throw_external_error(ExternalTaskRecord& task, const std::string& code,
                            const std::optional<std::string>& message);
  void release_called(ExecutionState& execution);
  void called_deleted(ExecutionState& call);

  // --- Modification (modification.cpp) -----------------------------------------------------------
  void start_by_instructions(ExecutionState& root, const std::vector<Instruction>& instructions);
  void modify(ExecutionState& process, const std::vector<Instruction>& instructions);
  void apply_instruction(ExecutionState& process, const Instruction& instruction);
  void apply_cancel(ExecutionState& process, const Instruction& instruction);
  void cancel_path(ExecutionState& at, bool keep_scope);
  void cancel_empty(ExecutionState& scope);
  void interrupt_leaf(ExecutionState& scope);
  void count_cancelled_loop_path(ExecutionState& body);
  void delete_everything(ExecutionState& process);
  void sweep_empty(ExecutionState& process);
  bool interrupts_on_start(const bpmn::Node& node) const;
  void set_instruction_variables(ExecutionState& path, const Instruction& instruction);
  ExecutionState& new_path(ExecutionState& scope);
  ExecutionState& new_loop_path(ExecutionState& body);
  ExecutionState& open_scopes(ExecutionState& process, bpmn::NodeId scope_node, const Instruction& instruction);
  ExecutionState& open_below(ExecutionState& ancestor, bpmn::NodeId scope_node);

  // Variables that a message sets in the scope that it opens.
  Variables triggered_variables;

  // --- Behaviors ---------------------------------------------------------------------------------
  void run_user_task(ExecutionState& execution);
  void run_call_activity(ExecutionState& execution);
  void sub_instance_ended(ExecutionState& execution);
  void pass_out_variables(ExecutionState& call, ExecutionState& called);

  Session& session() { return session_; }
  Instance& instance() { return session_.instance(); }
  TimestampMs now() const { return session_.now(); }
  std::string new_id() { return session_.environment().new_id(); }
  std::string new_instance_id(const bpmn::Node& node);

  // The state of called instances that are deleted with their caller, and whether a deletion ends tasks
  // before their activities (deletion of an instance) or after (interruption).
  static constexpr const char* kInternally = "INTERNALLY_TERMINATED";
  static constexpr const char* kExternally = "EXTERNALLY_TERMINATED";
  static constexpr const char* kDeleted = "deleted";
  const char* terminated_state = kInternally;
  bool tasks_first = false;
  std::string task_delete_reason = kDeleted;  // of tasks that are cancelled with their activity

  // The event of the listener whose script runs.
  std::string script_event;

  // Where the current failure happened, for Job.failedActivityId.
  std::string current_activity;

 private:
  void perform(const Operation& operation);
  void count_step(ExecutionState& execution, bpmn::NodeId node);

  struct PendingScript {
    ExecutionState* execution;
    const Expression* script;
    std::string result_variable;
    std::future<ScriptResult> result;
    std::shared_ptr<std::atomic<bool>> is_cancelled;
    // What the snapshot held: name -> (variable, revision), to see whether it is still true.
    std::vector<std::pair<std::string, std::pair<std::string, std::int64_t>>> snapshot;
  };
  PendingScript submit_script(ExecutionState& execution, const Expression& script, const std::string& result_variable);
  struct VariableChange {
    ExecutionState* scope;
    std::string name;
    const char* event;
  };

  Session& session_;
  const TimestampMs started_;
  std::vector<Operation> stack_;
  std::deque<PendingScript> scripts_;
  std::vector<VariableChange> changes_;
  std::vector<ExecutionState*> entered_scopes_;
  std::vector<ExecutionState*> late_signals_;  // have let the others go first
  std::int64_t steps_ = 0;
  bool over_budget_ = false;
  bool emptied_ = false;  // a modification has cancelled everything
};

// The start event at which an instance begins that is started without naming one. Throws EngineError.
bpmn::NodeId initial_node(const bpmn::ProcessGraph& graph);

}  // namespace baton
