// Jobs: asynchronous continuations and timers, made here and run here. Retries and incidents of failed jobs
// are the engine's (engine/jobs.cpp), since a failed command has been rolled back.
#include <fmt/format.h>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::FlowId;
using bpmn::kNoFlow;
using bpmn::Node;
using bpmn::NodeId;
using Kind = Operation::Kind;

namespace {

constexpr std::string_view kAsyncBefore = "async-before";
constexpr std::string_view kAsyncAfter = "async-after";

std::string job_definition_key(const Node& node, const std::string& handler, const std::string& configuration) {
  if (handler != "async-continuation") return node.element_id + "|" + handler;
  return node.element_id + "|" + handler + "|" + configuration.substr(0, configuration.find(':'));
}

}  // namespace

// What cannot be evaluated costs the job its rank, not the instance its life; a value of another type is a mistake.
std::int64_t Interpreter::priority(ExecutionState& execution, const Expression& expression) {
  if (expression.empty()) return 0;
  Value value;
  try {
    value = evaluate(execution, expression);
    if (expression.is_constant()) return std::stoll(to_text(value));
  } catch (const EvaluationError&) {
    return 0;
  } catch (const std::logic_error&) {  // a constant that is no number
  }
  if (value.is_whole_number()) return value.as_long();
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("Priority value '{}' of expression '{}' must be a whole number", to_text(value),
                                expression.source()));
}

Job Interpreter::new_job(ExecutionState& execution, const Node& node, const char* handler,
                         const std::string& configuration) {
  Job job;
  job.handler = handler;
  job.configuration = configuration;
  job.activity_id = node.element_id;
  job.exclusive = node.exclusive;
  job.retries = 3;
  if (!node.retry_cycle.empty()) {
    const std::string cycle = evaluate_text(execution, node.retry_cycle);
    if (!cycle.empty()) job.retries = retries_of_cycle(cycle);
  }
  const DefinitionHandle& definition = *execution.definition;
  if (const auto found = definition.job_definitions.find(job_definition_key(node, job.handler, configuration));
      found != definition.job_definitions.end()) {
    job.job_definition_id = found->second;
    const auto suspended = definition.job_definition_suspended.find(found->second);
    job.suspended = suspended != definition.job_definition_suspended.end() && suspended->second;
  }
  const auto overriding = definition.job_priorities.find(job.job_definition_id);
  if (overriding != definition.job_priorities.end()) {
    job.priority = overriding->second;
  } else {
    const Node& process = execution.graph->node(bpmn::kProcessNode);
    const Expression& priority = node.job_priority.empty() ? process.job_priority : node.job_priority;
    job.priority = this->priority(execution, priority);
  }
  return job;
}

JobRecord& Interpreter::create_async_job(ExecutionState& execution, const Node& node, const std::string& configuration) {
  execution.row.activity_instance_id.clear();
  session_.touch(execution);
  return session_.create_job(&execution, new_job(execution, node, "async-continuation", configuration));
}

void Session::execute_job(JobRecord& job) {
  Interpreter& interpreter = *interpreter_;
  ExecutionState& execution = *job.execution;
  const Job row = job.row;
  interpreter.current_activity = row.activity_id;
  if (row.handler == "async-continuation") {
    remove_job(job, "successful");
    if (row.configuration == kAsyncBefore) {
      interpreter.push({Kind::arrive, &execution, execution.node, kNoFlow, true});
    } else if (row.configuration == kAsyncAfter) {
      interpreter.push(Kind::end_path, execution);
    } else {
      const std::string name = row.configuration.substr(kAsyncAfter.size() + 1);
      FlowId flow = execution.graph->find_flow(name);
      if (flow == kNoFlow) flow = static_cast<FlowId>(std::stoul(name));
      interpreter.push({Kind::take, &execution, bpmn::kNoNode, flow, true});
    }
    return run();
  }
  interpreter.fire_timer(job);
  run();
}

void Interpreter::fire_timer(JobRecord& job) {
  const Job row = job.row;
  if (row.handler == "timer-task-listener") {
    const std::string listener = row.configuration.substr(row.configuration.find(':') + 1);
    const std::vector<TaskRecord*> tasks = job.execution->tasks;
    reschedule(job);
    for (TaskRecord* task : tasks) run_task_listeners(*task, "timeout", listener);
    return;
  }
  if (job.execution->graph->find_node(row.activity_id) == bpmn::kNoNode) {
    throw EngineError(ErrorCode::process_engine, fmt::format("Job {}: no element '{}' to run", row.id, row.activity_id));
  }
  event_happened(job);
}

bool Interpreter::reschedule(JobRecord& job) {
  ExecutionState& execution = *job.execution;
  Job next = job.row;
  session_.remove_job(job, "successful");
  if (next.repeat.empty()) return false;
  const TimerSchedule previous{next.due.value_or(now()), next.repeats_left};
  std::optional<TimerSchedule> schedule;
  try {
    schedule = next_due(next.repeat, previous, next.created, now());
  } catch (const TimeError& error) {
    throw EngineError(ErrorCode::process_engine, error.message);
  }
  if (!schedule) return false;
  next.due = schedule->due;
  next.repeats_left = schedule->repeats_left;
  next.exception_message.reset();
  next.exception_stack.reset();
  session_.create_job(&execution, std::move(next));
  return true;
}

}  // namespace baton
