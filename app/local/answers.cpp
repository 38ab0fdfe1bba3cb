#include "app/local/answers.hpp"

#include <fmt/core.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "app/command.hpp"
#include "app/local/local_run.hpp"
#include "app/local/values.hpp"
#include "expression/time.hpp"
#include "runtime/store/query.hpp"

namespace baton::app {

namespace {

constexpr const char* kWorker = "baton-run";
constexpr std::int64_t kLockMs = 60'000;

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// The first word and what follows it.
std::pair<std::string, std::string> cut(const std::string& text) {
  const std::string all = trimmed(text);
  const auto blank = all.find_first_of(" \t");
  return blank == std::string::npos ? std::pair{all, std::string()}
                                    : std::pair{all.substr(0, blank), trimmed(all.substr(blank))};
}

template <class Entity>
std::optional<Entity> first_of(LocalRun& run, Where where) {
  auto found = run.store.all<Entity>(Query{Entity::kTable, std::move(where)});
  return found.empty() ? std::nullopt : std::optional<Entity>(std::move(found.front()));
}

std::optional<Task> user_task(LocalRun& run, const std::string& name) {
  return first_of<Task>(
      run, where::any({where::eq(col::task::task_definition_key, name.c_str()),
                       where::eq(col::task::id, name.c_str()), where::eq(col::task::name, name.c_str())}));
}

std::optional<ExternalTask> external_task(LocalRun& run, const std::string& name) {
  return first_of<ExternalTask>(run, where::any({where::eq(col::external_task::activity_id, name.c_str()),
                                                 where::eq(col::external_task::topic, name.c_str()),
                                                 where::eq(col::external_task::id, name.c_str())}));
}

// An external task that this run has locked, as a worker would have.
ExternalTask locked(LocalRun& run, const std::string& name) {
  const auto task = external_task(run, name);
  if (!task) throw std::runtime_error(fmt::format("no task '{}' is open", name));
  run.engine.lock_external_task(task->id, kWorker, kLockMs);
  return *task;
}

Job job_at(LocalRun& run, const std::string& name) {
  auto found = run.store.all<Job>(Query{
      TableId::job,
      where::any({where::eq(col::job::activity_id, name.c_str()), where::eq(col::job::id, name.c_str())})});
  if (found.empty()) throw std::runtime_error(fmt::format("no timer or job at '{}'", name));
  return found.front();
}

void complete(LocalRun& run, const std::string& name, const std::string& rest) {
  if (const auto task = user_task(run, name)) {
    run.engine.complete_task({task->id, variables_from(rest), false});
  } else {
    run.engine.complete_external_task(locked(run, name).id, kWorker, variables_from(rest), {});
  }
}

void fail(LocalRun& run, const std::string& name, const std::string& rest) {
  const ExternalTask task = locked(run, name);
  ExternalFailure failure;
  failure.task_id = task.id;
  failure.worker_id = kWorker;
  failure.error_message = rest.empty() ? "failed by hand" : rest;
  run.engine.fail_external_task(std::move(failure));
}

void throw_error(LocalRun& run, const std::string& name, const std::string& rest) {
  const auto [code, variables] = cut(rest);
  if (const auto task = user_task(run, name)) {
    run.engine.task_bpmn_error(task->id, code, std::nullopt, variables_from(variables));
  } else {
    run.engine.external_task_bpmn_error(locked(run, name).id, kWorker, code, std::nullopt,
                                        variables_from(variables));
  }
}

void escalate(LocalRun& run, const std::string& name, const std::string& rest) {
  const auto task = user_task(run, name);
  if (!task) throw std::runtime_error(fmt::format("no user task '{}' is open", name));
  const auto [code, variables] = cut(rest);
  run.engine.task_bpmn_escalation(task->id, code, variables_from(variables));
}

void send_message(LocalRun& run, const std::string& name, const std::string& rest) {
  MessageRequest request;
  request.name = name;
  // Correlation keys follow behind " for ": message paid {"amount": 3} for {"order": "A-1"}
  const auto keys = rest.rfind(" for ");
  request.variables = variables_from(trimmed(rest.substr(0, keys)));
  if (keys != std::string::npos) request.correlation_keys = variables_from(trimmed(rest.substr(keys + 5)));
  run.engine.correlate(std::move(request));
}

void send_signal(LocalRun& run, const std::string& name, const std::string& rest) {
  SignalRequest request;
  request.name = name;
  request.variables = variables_from(rest);
  run.engine.signal(std::move(request));
}

void fire(LocalRun& run, const std::string& name, const std::string&) {
  const Job job = job_at(run, name);
  if (job.due && *job.due > run.clock.now()) {
    run.move_clock(*job.due);
  } else {
    run.engine.execute_job(job.id);
  }
}

void pass_time(LocalRun& run, const std::string& text, const std::string&) {
  run.move_clock(add_period(run.clock.now(), parse_period(text)));
}

void retry(LocalRun& run, const std::string& name, const std::string&) {
  if (const auto task = external_task(run, name)) {
    run.engine.set_external_task_retries({task->id}, 1);
  } else {
    const Job job = job_at(run, name);
    run.engine.set_job_retries({job.id}, 1);
  }
}

void set_variables(LocalRun& run, const std::string& first, const std::string& rest) {
  VariableScope scope;
  scope.id = run.instance_id;
  run.engine.change_variables(scope, variables_from(first + " " + rest), {});
}

void trigger(LocalRun& run, const std::string& name, const std::string& rest) {
  const auto row = first_of<HistoricActivity>(
      run, where::all({where::eq(col::historic_activity::activity_id, name.c_str()),
                       where::is_null(col::historic_activity::end_time)}));
  if (!row) throw std::runtime_error(fmt::format("nothing waits at '{}'", name));
  run.engine.signal_execution(row->execution_id, variables_from(rest));
}

void start(LocalRun& run, const std::string& key, const std::string& rest) {
  StartRequest request;
  request.definition.key = key;
  request.variables = variables_from(rest);
  const InstanceAnswer answer = run.engine.start(std::move(request));
  if (run.instance_id.empty()) run.instance_id = answer.id;
}

}  // namespace

const std::vector<AnswerVerb>& answer_verbs() {
  static const std::vector<AnswerVerb> table{
      {"complete", "complete TASK [VARIABLES]", "Complete a user task or do an external task's work.",
       complete},
      {"fail", "fail TASK [MESSAGE]", "Report a failed external task without retries left.", fail},
      {"error", "error TASK CODE [VARIABLES]", "Throw a BPMN error from a task.", throw_error},
      {"escalate", "escalate TASK CODE [VARIABLES]", "Throw an escalation from a user task.", escalate},
      {"message", "message NAME [VARIABLES] [for KEYS]", "Send a message, correlated by KEYS.", send_message},
      {"signal", "signal NAME [VARIABLES]", "Broadcast a signal.", send_signal},
      {"fire", "fire ACTIVITY", "Let a timer fire: the clock moves to its due date.", fire},
      {"wait", "wait PERIOD", "Let time pass, e.g. wait PT1H; what comes due on the way happens.", pass_time},
      {"retry", "retry ACTIVITY", "Give a failed job or external task one more try.", retry},
      {"set", "set VARIABLES", "Set variables of the process.", set_variables},
      {"trigger", "trigger ACTIVITY [VARIABLES]", "Go on from a receive task without a message.", trigger},
      {"start", "start PROCESS [VARIABLES]", "Start another process of the file.", start},
  };
  return table;
}

void act_on(LocalRun& run, const std::string& line) {
  const auto [verb, rest] = cut(line);
  for (const AnswerVerb& known : answer_verbs()) {
    if (verb != known.name) continue;
    const auto [first, more] = cut(rest);
    if (first.empty()) throw std::runtime_error(fmt::format("expected: {}", known.usage));
    known.act(run, first, more);
    run.settle();
    return;
  }
  std::vector<std::string> names;
  for (const AnswerVerb& known : answer_verbs()) names.emplace_back(known.name);
  const auto meant = closest(verb, names);
  throw std::runtime_error(fmt::format("'{}' is not understood{}", verb,
                                       meant ? fmt::format("; did you mean '{}'?", *meant) : "; try help"));
}

}  // namespace baton::app
