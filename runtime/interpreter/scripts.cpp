// Scripts. A script task asks for its evaluation and its path rests; other paths go on, so scripts of parallel
// branches run beside each other. Results are taken in the order of the requests. A script that read a
// variable which another path has changed since is run again, so that no update is lost: scripts have no
// other effects than their variables.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/interpreter/execution_scope.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

namespace {

constexpr const char* kExecutionProperties[] = {
    "id", "processInstanceId", "businessKey", "processBusinessKey", "processDefinitionId", "parentId",
    "parentActivityInstanceId", "currentActivityId", "currentActivityName", "activityInstanceId",
    "currentTransitionId", "tenantId", "eventName", "processDefinitionKey"};
constexpr const char* kTaskProperties[] = {
    "id", "name", "description", "priority", "processInstanceId", "executionId", "processDefinitionId",
    "taskDefinitionKey", "assignee", "owner", "createTime", "dueDate", "followUpDate", "tenantId", "eventName"};

// Variables whose names the text cannot tell must all be sent.
bool may_read_any(const Expression& script) {
  const std::string& source = script.source();
  return source.find("Variable") != std::string::npos || source.find("eval") != std::string::npos ||
         source.find("this[") != std::string::npos;
}

EvaluationError failure(const ExecutionState& execution, const ScriptResult& result) {
  const std::string where = execution.node == bpmn::kNoNode ? "" : execution.current_node().element_id;
  return {fmt::format("Unable to evaluate script while executing activity '{}' in the process definition with id '{}': {}",
                      where, execution.row.definition_id, result.error),
          result.bpmn_error_code, result.bpmn_error_message};
}

}  // namespace

ScriptRequest Interpreter::script_request(ExecutionState& execution, TaskRecord* task, const Expression& script) {
  ScriptRequest request;
  request.source = script.source();
  ExecutionScope scope(*this, execution, task, nullptr, script_event);
  const bool all = may_read_any(script);
  const std::vector<std::string> wanted = all ? std::vector<std::string>{} : script.free_names();
  for (const std::string& name : scope.variable_names()) {
    if (!all && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    if (auto value = scope.variable(name)) request.variables.emplace(name, std::move(*value));
  }
  for (const std::string& name : scope.local_variable_names()) request.local_names.insert(name);
  auto& properties = request.objects["execution"];
  for (const char* name : kExecutionProperties) {
    if (auto value = scope.property("execution", name)) properties.emplace(name, std::move(*value));
  }
  if (task) {
    auto& of_task = request.objects["task"];
    for (const char* name : kTaskProperties) {
      if (auto value = scope.property("task", name)) of_task.emplace(name, std::move(*value));
    }
  }
  return request;
}

void Interpreter::apply_script(ExecutionState& execution, TaskRecord* task, const ScriptResult& result) {
  if (!result.error.empty()) throw failure(execution, result);
  ExecutionScope scope(*this, execution, task, nullptr, script_event);
  for (const ScriptWrite& write : result.writes) {
    if (!write.value) {
      if (write.local) {
        scope.remove_local_variable(write.name);
      } else {
        scope.remove_variable(write.name);
      }
    } else if (write.local) {
      scope.set_local_variable(write.name, *write.value);
    } else {
      scope.set_variable(write.name, *write.value);
    }
  }
  for (const ScriptCall& call : result.calls) {
    Value ignored;
    if (!scope.call(call.object, call.method, call.arguments, ignored)) {
      throw EvaluationError{fmt::format("'{}' has no method '{}'", call.object, call.method), std::nullopt, {}};
    }
  }
}

Value Interpreter::run_script_now(ExecutionState& execution, TaskRecord* task, const Expression& script) {
  const ScriptResult result =
      session_.environment().submit_script(script_request(execution, task, script)).get();
  apply_script(execution, task, result);
  return result.value;
}

void Interpreter::start_script(ExecutionState& execution, const Expression& script, const std::string& result_variable) {
  scripts_.push_back(submit_script(execution, script, result_variable));
  ++execution.queued;
}

Interpreter::PendingScript Interpreter::submit_script(ExecutionState& execution, const Expression& script,
                                                      const std::string& result_variable) {
  PendingScript pending{&execution, &script, result_variable, {}, std::make_shared<std::atomic<bool>>(false), {}};
  ScriptRequest request = script_request(execution, nullptr, script);
  request.is_cancelled = pending.is_cancelled;
  for (const auto& [name, value] : request.variables) {
    if (const VariableState* variable = session_.find_variable(execution, name)) {
      pending.snapshot.push_back({name, {variable->id, variable->revision}});
    }
  }
  pending.result = session_.environment().submit_script(std::move(request));
  return pending;
}

// The clock goes on while a script runs. A timer that falls due meanwhile is an event of its instance like any other:
// a boundary event may interrupt the very activity whose script is under way.
JobRecord* Interpreter::next_timer() const {
  JobRecord* first = nullptr;
  for (const auto& [id, job] : session_.instance().jobs) {
    const Job& row = job->row;
    // What was due before is the job executor's, and not of this command.
    if (!row.is_timer || !row.due || *row.due <= started_ || row.retries <= 0 || row.suspended) continue;
    if (!job->execution || job->execution->row.suspended) continue;
    if (!first || *row.due < *first->row.due) first = job.get();
  }
  return first;
}

bool Interpreter::finish_script() {
  if (scripts_.empty()) return false;
  JobRecord* timer = next_timer();
  const auto until = timer ? timer->row.due : std::optional<TimestampMs>();
  const bool has_result = session_.environment().wait_for_script(scripts_.front().result, until);
  session_.time_has_passed();
  if (!has_result) {
    current_activity = timer->row.activity_id;
    fire_timer(*timer);
    return true;
  }
  PendingScript pending = std::move(scripts_.front());
  scripts_.pop_front();
  const ScriptResult result = pending.result.get();
  ExecutionState& execution = *pending.execution;
  --execution.queued;
  if (execution.is_removed) return true;
  auto is_stale = [&](const std::string& name) {
    const VariableState* now_there = session_.find_variable(execution, name);
    for (const auto& [known, state] : pending.snapshot) {
      if (known != name) continue;
      return !now_there || now_there->id != state.first || now_there->revision != state.second;
    }
    return now_there != nullptr;
  };
  if (std::any_of(result.reads.begin(), result.reads.end(), is_stale)) {
    // The others wait for it meanwhile, so that it is true this time.
    scripts_.push_front(submit_script(execution, *pending.script, pending.result_variable));
    ++execution.queued;
    return true;
  }
  current_activity = execution.current_node().element_id;
  const bool goes_on = guarded(execution, [&] {
    apply_script(execution, nullptr, result);
    if (!pending.result_variable.empty() && !result.value.is_null()) {
      session_.set_variable(execution, pending.result_variable, {result.value});
    }
  });
  if (goes_on) push(Operation::Kind::leave, execution);
  return true;
}

}  // namespace baton
