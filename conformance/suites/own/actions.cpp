// What can be done to an engine in a scenario.
#include <algorithm>
#include <chrono>

#include "conformance/suites/own/stage.hpp"
#include "expression/time.hpp"

namespace baton::conformance {

namespace {

const std::string& word(const Step& step, std::size_t index) {
  if (index >= step.words.size()) throw Broken{"'" + step.text + "' needs another word"};
  return step.words[index];
}

std::string only_process(Stage& stage) {
  const auto& definitions = stage.deployed.definitions();
  if (definitions.empty()) throw Broken{"the file holds no executable process"};
  return definitions.front().key;
}

Answer start(Stage& stage, const Step& step) {
  const std::string key = step.words.empty() ? only_process(stage) : step.words[0];
  const Answer answer = stage.subject.post("/process-definition/key/" + percent_encode(key) + "/start",
                                           {{"variables", as_variables(step.variables)}});
  if (answer.ok() && stage.root.empty()) stage.root = text_of(answer.body, "id");
  return answer;
}

// The oldest open one.
Tree first(const std::vector<Tree>& found, const std::string& what) {
  if (found.empty()) throw Broken{"there is no " + what};
  return found.front();
}

std::string task(Stage& stage, const std::string& key) {
  return text_of(first(stage.all("/task", {{"taskDefinitionKey", key}, {"sortBy", "created"}, {"sortOrder", "asc"}}),
                       "open task " + key),
                 "id");
}

Answer complete(Stage& stage, const Step& step) {
  return stage.subject.post("/task/" + task(stage, word(step, 0)) + "/complete",
                            {{"variables", as_variables(step.variables)}});
}

Answer error(Stage& stage, const Step& step) {
  return stage.subject.post("/task/" + task(stage, word(step, 0)) + "/bpmnError",
                            {{"errorCode", word(step, 1)}, {"variables", as_variables(step.variables)}});
}

Answer escalate(Stage& stage, const Step& step) {
  return stage.subject.post("/task/" + task(stage, word(step, 0)) + "/bpmnEscalation",
                            {{"escalationCode", word(step, 1)}, {"variables", as_variables(step.variables)}});
}

// Locks the external task of an activity for the worker of scenarios; answers its path.
std::string locked(Stage& stage, const std::string& activity) {
  const Tree found = first(stage.all("/external-task", {{"activityId", activity}}), "external task " + activity);
  stage.subject.post("/external-task/fetchAndLock",
                     {{"workerId", "scenario"},
                      {"maxTasks", 100},
                      {"topics", {{{"topicName", text_of(found, "topicName")}, {"lockDuration", 600000}}}}});
  return "/external-task/" + text_of(found, "id");
}

Answer external(Stage& stage, const Step& step) {
  const std::string path = locked(stage, word(step, 0));
  Tree body = {{"workerId", "scenario"}, {"variables", as_variables(step.variables)}};
  if (step.words.size() < 2) return stage.subject.post(path + "/complete", body);
  body["errorCode"] = step.words.back();
  return stage.subject.post(path + "/bpmnError", body);
}

Answer message(Stage& stage, const Step& step) {
  Tree body = {{"messageName", word(step, 0)}, {"processVariables", as_variables(step.variables)}};
  if (!step.keys.empty()) body["correlationKeys"] = as_variables(step.keys);
  return stage.subject.post("/message", body);
}

Answer signal(Stage& stage, const Step& step) {
  return stage.subject.post("/signal", {{"name", word(step, 0)}, {"variables", as_variables(step.variables)}});
}

Answer condition(Stage& stage, const Step& step) {
  return stage.subject.post("/condition", {{"variables", as_variables(step.variables)}});
}

Answer set(Stage& stage, const Step& step) {
  return stage.subject.post("/process-instance/" + stage.root + "/variables",
                            {{"modifications", as_variables(step.variables)}});
}

// Where the clock does not stand, what would fall due is executed instead, in its order.
void execute_what_falls_due(Stage& stage, std::int64_t milliseconds) {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
  const TimestampMs until = now.count() + milliseconds;
  for (int fired = 0; fired < 100; ++fired) {
    const std::vector<Tree> jobs = stage.of_running("/job", {{"timers", "true"}, {"sortBy", "jobDueDate"}, {"sortOrder", "asc"}});
    const auto due = std::find_if(jobs.begin(), jobs.end(), [&](const Tree& job) {
      const auto date = parse_rest_date(text_of(job, "dueDate"));
      return date && *date <= until;
    });
    if (due == jobs.end()) return;
    stage.subject.post("/job/" + text_of(*due, "id") + "/execute", Tree::object());
  }
}

Answer wait(Stage& stage, const Step& step) {
  const std::int64_t milliseconds = add_period(0, parse_period(word(step, 0)));
  if (stage.subject.clock_stands()) stage.subject.pass(milliseconds);
  else execute_what_falls_due(stage, milliseconds);
  return {200, {}};
}

// An activity of an ad-hoc sub-process that a person chooses to start.
Answer begin(Stage& stage, const Step& step) {
  return stage.subject.post("/process-instance/" + stage.root + "/modification",
                            {{"instructions", {{{"type", "startBeforeActivity"}, {"activityId", word(step, 0)}}}}});
}

}  // namespace

const std::vector<Verb>& action_verbs() {
  static const std::vector<Verb> table{
      {"start [PROCESS] [NAME=JSON...]", "starts an instance", start},
      {"complete TASK [NAME=JSON...]", "completes the oldest open user task of that id", complete},
      {"error TASK CODE [NAME=JSON...]", "the user task ends in a BPMN error", error},
      {"escalate TASK CODE [NAME=JSON...]", "the user task raises an escalation", escalate},
      {"external ACTIVITY [error CODE] [NAME=JSON...]", "a worker completes the external task, or ends it in a BPMN error", external},
      {"message NAME [NAME=JSON...] [for NAME=JSON...]", "correlates a message, by variables after 'for'", message},
      {"signal NAME [NAME=JSON...]", "broadcasts a signal", signal},
      {"condition NAME=JSON...", "evaluates conditional start events", condition},
      {"set NAME=JSON...", "sets variables of the first instance", set},
      {"begin ACTIVITY", "starts an activity of an ad-hoc sub-process", begin},
      {"wait DURATION", "lets time pass", wait},
  };
  return table;
}

}  // namespace baton::conformance
