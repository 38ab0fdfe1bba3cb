// The commands that move tokens: how each begins; Session::run does the rest.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "runtime/interpreter/execution_scope.hpp"
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/session.hpp"

namespace baton {

using bpmn::kNoNode;
using bpmn::kProcessNode;
using bpmn::NodeId;
using Kind = Operation::Kind;

ExecutionState& Session::create_process_instance(const DefinitionPtr& definition, NodeId start,
                                                 std::optional<std::string> business_key,
                                                 const std::string& case_instance_id, ExecutionState* caller) {
  ExecutionState& root = create_execution(nullptr, definition);
  root.row.is_scope = true;
  root.scope_node = kProcessNode;
  root.row.scope_instance_id = root.row.id;
  root.row.business_key = business_key;
  root.row.case_instance_id = case_instance_id;
  if (caller) {
    if (root.row.tenant_id.empty()) root.row.tenant_id = caller->row.tenant_id;  // a shared definition
    root.super = caller;
    root.row.super_id = caller->row.id;
    caller->called = &root;
    touch(*caller);
  }
  HistoricProcessInstance h;
  h.id = root.row.id;
  h.root_id = instance_.root_id();
  if (caller) h.super_id = caller->row.process_instance_id;
  h.definition_id = definition->row.id;
  h.definition_key = definition->row.key;
  h.definition_name = definition->row.name;
  h.definition_version = definition->row.version;
  h.business_key = business_key;
  h.start_time = now_;
  h.start_user_id = options_.caller.user_id;
  if (start != kNoNode) h.start_activity_id = root.graph->node(start).element_id;
  h.tenant_id = root.row.tenant_id;
  h.state = "ACTIVE";
  h.case_instance_id = case_instance_id;
  batch_.insert(h);
  set_initiator(root);
  return root;
}

// The start event's variable exists also when nobody is logged in, and wherever the instance begins.
void Session::set_initiator(ExecutionState& root) {
  const std::string& user = options_.caller.user_id;
  for (NodeId child : root.graph->node(kProcessNode).children) {
    const std::string& name = root.graph->node(child).initiator_variable;
    if (name.empty()) continue;
    set_local_variable(root, name, {user.empty() ? Value::null() : Value::string(user)});
  }
}

void Session::set_initial_variables(ExecutionState& process_instance, const Variables& variables) {
  initial_variables_ = true;
  for (const auto& [name, value] : variables) set_local_variable(process_instance, name, value);
  initial_variables_ = false;
}

ExecutionState& Session::start_process(const DefinitionPtr& definition, NodeId start,
                                       std::optional<std::string> business_key, const std::string& case_instance_id,
                                       const Variables& variables, const std::vector<Instruction>& instructions) {
  const bool elsewhere = !instructions.empty();
  const NodeId shown = start == kNoNode && !elsewhere ? initial_node(*definition->graph) : start;
  ExecutionState& root = create_process_instance(definition, elsewhere ? kNoNode : shown, std::move(business_key),
                                                 case_instance_id, nullptr);
  set_initial_variables(root, variables);
  if (options_.received) begin_by_message(root, start);
  interpreter_->create_subscriptions(root, kProcessNode);
  interpreter_->create_timers(root, kProcessNode);
  if (elsewhere) {
    interpreter_->start_by_instructions(root, instructions);
  } else {
    interpreter_->push({Kind::process_start, &root, start});
  }
  run();
  return root;
}

void Session::complete_task(TaskRecord& task, const Variables& variables) {
  ExecutionState& execution = *task.execution;
  set_task_scope_variables(task, variables);
  if (task.is_removed) return run();
  interpreter_->run_task_listeners(task, "complete");
  if (task.is_removed) return run();
  remove_task(task, "completed", "Completed");
  if (!execution.is_removed) interpreter_->push(Kind::leave, execution);
  run();
}

// As Camunda does it: a name that the task has is set there, others from its execution on outwards.
void Session::set_task_scope_variables(TaskRecord& task, const Variables& variables) {
  const auto own = instance_.task_variables.find(task.row.id);
  for (const auto& [name, value] : variables) {
    bool local = false;
    if (own != instance_.task_variables.end()) {
      for (const auto& variable : own->second) local = local || variable->name == name;
    }
    if (local) {
      set_task_variable(task, name, value);
    } else {
      set_variable(*task.execution, name, value);
    }
  }
}

void Session::task_bpmn_error(TaskRecord& task, const std::string& code, const std::optional<std::string>& message,
                              const Variables& variables) {
  ExecutionState& execution = *task.execution;
  set_task_scope_variables(task, variables);
  if (!interpreter_->propagate_error(execution, code, message)) {
    remove_task(task, "deleted", "Deleted");
    interpreter_->leave_via(execution, {});
  }
  run();
}

void Session::task_bpmn_escalation(TaskRecord& task, const std::string& code, const Variables& variables) {
  ExecutionState& execution = *task.execution;
  set_task_scope_variables(task, variables);
  bool interrupted = false;
  if (!interpreter_->propagate_escalation(execution, code, interrupted)) {
    throw EngineError(ErrorCode::uncaught_escalation,
                      fmt::format("Execution with id '{}' throws an escalation event with escalationCode '{}', but no "
                                  "escalation handler was defined.", execution.row.id, code));
  }
  run();  // a handler that does not interrupt leaves the task open
}

namespace {

const bpmn::ExternalTaskWork* external_work(const ExecutionState& execution) {
  if (execution.node == kNoNode) return nullptr;
  return std::get_if<bpmn::ExternalTaskWork>(&execution.current_node().work);
}

}  // namespace

// camunda:errorEventDefinition: the first that holds throws its error. True: it did.
bool Interpreter::throw_mapped_error(ExternalTaskRecord& task) {
  ExecutionState& execution = *task.execution;
  const bpmn::ExternalTaskWork* work = external_work(execution);
  if (!work) return false;
  for (const auto& mapping : work->errors) {
    ExecutionScope scope(*this, execution, nullptr, &task);
    const Value holds = mapping.condition.evaluate(scope);
    if (holds.type() != ValueType::boolean || !holds.as_boolean()) continue;
    std::optional<std::string> message;
    if (!mapping.message.empty()) message = to_text(mapping.message.evaluate(scope));
    if (!message) message = task.row.error_message;
    throw_external_error(task, mapping.code, message);
    return true;
  }
  return false;
}

void Interpreter::throw_external_error(ExternalTaskRecord& task, const std::string& code,
                                       const std::optional<std::string>& message) {
  ExecutionState& execution = *task.execution;
  if (propagate_error(execution, code, message)) return;
  session_.external_task_log(task, "deleted");
  session_.remove_external_task(task);
  leave_via(execution, {});
}

void Session::complete_external_task(ExternalTaskRecord& task, const Variables& variables,
                                     const Variables& local_variables) {
  ExecutionState& execution = *task.execution;
  for (const auto& [name, value] : variables) set_variable(execution, name, value);
  for (const auto& [name, value] : local_variables) set_local_variable(execution, name, value);
  if (!interpreter_->throw_mapped_error(task)) {
    external_task_log(task, "successful");
    remove_external_task(task);
    interpreter_->push(Kind::leave, execution);
  }
  run();
}

void Session::external_task_bpmn_error(ExternalTaskRecord& task, const std::string& code,
                                       const std::optional<std::string>& message, const Variables& variables) {
  ExecutionState& execution = *task.execution;
  for (const auto& [name, value] : variables) set_variable(execution, name, value);
  interpreter_->throw_external_error(task, code, message);
  run();
}

void Session::fail_external_task(ExternalTaskRecord& task, const ExternalFailure& failure) {
  constexpr std::size_t kStoredMessage = 666;
  ExecutionState& execution = *task.execution;
  for (const auto& [name, value] : failure.variables) set_variable(execution, name, value);
  for (const auto& [name, value] : failure.local_variables) set_local_variable(execution, name, value);
  task.row.error_message = failure.error_message;
  if (task.row.error_message && task.row.error_message->size() > kStoredMessage) {
    task.row.error_message->resize(kStoredMessage);
  }
  if (failure.error_details) task.row.error_details = failure.error_details;  // as Camunda: the last that were told
  touch(task);
  if (interpreter_->throw_mapped_error(task)) return run();
  external_task_log(task, "failed");
  task.row.lock_expiration = now_ + failure.retry_timeout_ms;
  if (failure.retry_timeout_ms == 0) effects_.external_topics.push_back(task.row.topic);
  set_external_retries(task, failure.retries);
  run();
}

void Session::set_external_retries(ExternalTaskRecord& task, std::int64_t retries) {
  const bool had = !task.row.retries || *task.row.retries > 0;
  task.row.retries = retries;
  touch(task);
  if (had && retries == 0) {
    Incident incident;
    incident.type = "failedExternalTask";
    incident.message = task.row.error_message;
    incident.configuration = task.row.id;
    incident.activity_id = task.row.activity_id;
    create_incident(task.execution, std::move(incident));
  } else if (!had && retries > 0) {
    const std::vector<IncidentRecord*> incidents = task.execution->incidents;
    for (IncidentRecord* incident : incidents) {
      if (incident->row.type == "failedExternalTask" && incident->row.configuration == task.row.id) {
        remove_incident(*incident, "resolved");
      }
    }
    effects_.external_topics.push_back(task.row.topic);
  }
}

void Session::trigger_subscription(SubscriptionRecord& subscription, const Variables& variables,
                                   const Variables& local_variables, const Variables& to_triggered_scope) {
  ExecutionState& execution = *subscription.execution;
  for (const auto& [name, value] : variables) set_variable(execution, name, value);
  for (const auto& [name, value] : local_variables) set_local_variable(execution, name, value);
  interpreter_->triggered_variables = to_triggered_scope;
  interpreter_->event_happened(subscription);
  run();
}

void Session::signal_execution(ExecutionState& execution, const Variables& variables) {
  const bool waits = execution.node != kNoNode && !execution.row.activity_instance_id.empty() &&
                     execution.current_node().kind == bpmn::NodeKind::receive_task;
  const bool waits_at_catch = execution.node != kNoNode && !execution.row.activity_instance_id.empty() &&
                              execution.current_node().kind == bpmn::NodeKind::intermediate_catch_event;
  const bool waits_at_task = execution.node != kNoNode && execution.row.is_active && !execution.tasks.empty();
  const bool waits_for_worker = !execution.external_tasks.empty();
  if (!waits && !waits_at_catch && !waits_at_task && !waits_for_worker) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("Cannot signal execution {}: it does not wait for a signal (it stands on '{}')",
                                  execution.row.id, execution.row.activity_id));
  }
  for (const auto& [name, value] : variables) set_variable(execution, name, value);
  const std::vector<TaskRecord*> tasks = execution.tasks;
  for (TaskRecord* task : tasks) remove_task(*task, "completed", "Completed");
  const std::vector<ExternalTaskRecord*> external = execution.external_tasks;
  for (ExternalTaskRecord* task : external) {
    external_task_log(*task, "deleted");
    remove_external_task(*task);
  }
  interpreter_->push(Kind::leave, execution);
  run();
}

void Session::delete_instance(ExecutionState& process_instance, const DeleteOptions& options, const char* state) {
  const std::string id = process_instance.row.id;
  ExecutionState* caller = process_instance.super;
  interpreter_->terminated_state = state;
  interpreter_->tasks_first = true;
  const std::string reason = options.reason.value_or("");
  if (options.reason) interpreter_->task_delete_reason = reason;
  if (options.skip_sub_processes) interpreter_->release_called(process_instance);
  interpreter_->delete_cascade(process_instance, reason);
  std::vector<std::pair<int, Cell>> cells = {{col::historic_process_instance::end_time, Cell{now_}},
                                             {col::historic_process_instance::state, Cell{std::string(state)}}};
  cells.emplace_back(col::historic_process_instance::delete_reason, cell::put(options.reason));
  batch_.patch(TableId::historic_process_instance, id, std::move(cells));
  if (caller) interpreter_->called_deleted(*caller);
  run();
}

void Session::set_variables(ExecutionState& scope, const Variables& variables, bool local) {
  for (const auto& [name, value] : variables) {
    if (local) {
      set_local_variable(scope, name, value);
    } else {
      set_variable(scope, name, value);
    }
  }
  run();
}

void Session::remove_variables(ExecutionState& scope, const std::vector<std::string>& names, bool local) {
  for (const std::string& name : names) {
    if (local) {
      remove_local_variable(scope, name);
    } else {
      remove_variable(scope, name);
    }
  }
  run();
}

void Session::put_signal(ExecutionState& execution, const std::string& name, const Variables& variables, bool to_own) {
  Json payload = Json::object();
  payload["name"] = name;
  payload["tenantId"] = execution.row.tenant_id;
  payload["toOwn"] = to_own;
  payload["variables"] = Json::object();
  for (const auto& [key, value] : variables) payload["variables"][key] = value_to_rest(value.value, false);
  put_outbox("signal", payload.dump());
}

// Called instances outlive the deletion of their caller when that is asked for.
void Interpreter::release_called(ExecutionState& execution) {
  if (execution.called) {
    execution.called->super = nullptr;
    execution.called->row.super_id.clear();
    session_.touch(*execution.called);
    execution.called = nullptr;
  }
  for (ExecutionState* child : execution.children) release_called(*child);
}

// The instance that a call activity waited for was deleted: the activity is cancelled, and its instance ends when
// nothing else runs in it.
void Interpreter::called_deleted(ExecutionState& call) {
  call.called = nullptr;
  tasks_first = false;
  task_delete_reason = kDeleted;
  Instruction cancel;
  cancel.type = Instruction::Type::cancel;
  cancel.activity_instance_id = call.row.activity_instance_id;
  modify(process_instance(call), {cancel});
}

}  // namespace baton
