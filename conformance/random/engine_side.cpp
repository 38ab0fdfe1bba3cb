#include "conformance/random/engine_side.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/store/query.hpp"

namespace baton::conformance {

namespace {

Variables as_engine_variables(const std::map<std::string, int>& values) {
  Variables variables;
  for (const auto& [name, value] : values) variables[name] = {Value::integer(value)};
  return variables;
}

void describe(const ActivityInstanceNode& node, std::multiset<std::string>& lines, const std::string& above) {
  const std::string line = above + "/" + node.activity_id;
  lines.insert(line);
  for (const ActivityInstanceNode& child : node.children) describe(child, lines, line);
}

}  // namespace

EngineSide::EngineSide(bool keeps_instances)
    : clock_(1'767'225'600'000), ids_(system_ids()), cached_(keeps_instances ? 1000 : 0) {
  restart();
}

void EngineSide::restart() {
  engine_.reset();
  EngineOptions options;
  options.job_threads = 0;
  options.cached_instances = cached_;
  options.step_budget = 5'000;
  engine_ = std::make_unique<Engine>(store_, clock_, *ids_, options);
}

void EngineSide::deploy(const std::string& xml) {
  DeploymentRequest request;
  request.files.push_back({"random.bpmn", xml});
  engine_->deploy(std::move(request));
}

void EngineSide::start(const std::map<std::string, int>& variables) {
  StartRequest request;
  request.definition.key = "p";
  request.variables = as_engine_variables(variables);
  instance_ = engine_->start(std::move(request)).id;
}

std::vector<EngineSide::Choice> EngineSide::choices() {
  std::vector<Choice> found;
  const auto of_instance = [&](TableId table, int column) {
    return Query{table, where::eq(column, instance_.c_str()), {}, 0, -1};
  };
  for (const Task& task : store_.all<Task>(of_instance(TableId::task, col::task::root_id))) {
    found.push_back({"task " + task.task_definition_key, task.id, ""});
  }
  for (const auto& one : store_.all<EventSubscription>(of_instance(TableId::event_subscription, col::event_subscription::root_id))) {
    found.push_back({one.event_type + " " + one.activity_id, one.execution_id, one.event_name.value_or("")});
  }
  for (const Job& job : store_.all<Job>(of_instance(TableId::job, col::job::root_id))) {
    found.push_back({"timer " + job.activity_id, job.id, ""});
  }
  return found;
}

std::multiset<std::string> EngineSide::enabled() {
  std::multiset<std::string> labels;
  for (const Choice& choice : choices()) labels.insert(choice.label);
  return labels;
}

void EngineSide::perform(const std::string& label, int choice, const std::map<std::string, int>& variables) {
  std::vector<Choice> possible = choices();
  possible.erase(std::remove_if(possible.begin(), possible.end(), [&](const Choice& c) { return c.label != label; }), possible.end());
  const Choice& chosen = possible.at(static_cast<std::size_t>(choice) % possible.size());
  const std::string kind = label.substr(0, label.find(' '));
  if (kind == "task") engine_->complete_task({chosen.id, as_engine_variables(variables), false});
  if (kind == "timer") engine_->execute_job(chosen.id);
  if (kind == "message") engine_->trigger_message(chosen.id, chosen.event, {});
  if (kind == "signal") {
    SignalRequest request;
    request.name = chosen.event;
    request.execution_id = chosen.id;
    engine_->signal(request);
  }
}

bool EngineSide::ended() { return !store_.get<Execution>(instance_); }

std::string EngineSide::leftovers() {
  std::string left;
  const auto count = [&](const char* what, TableId table) {
    if (const auto rows = store_.count(Query{table})) left += fmt::format("{} {}; ", rows, what);
  };
  count("executions", TableId::execution);
  count("tasks", TableId::task);
  count("event subscriptions", TableId::event_subscription);
  count("jobs", TableId::job);
  count("incidents", TableId::incident);
  const auto open = store_.count(Query{TableId::historic_activity, where::is_null(col::historic_activity::end_time)});
  if (open) left += fmt::format("{} open activities in history; ", open);
  return left;
}

std::string EngineSide::tree() {
  const auto root = engine_->activity_instances(instance_);
  if (!root) return "";
  std::multiset<std::string> lines;
  describe(*root, lines, "");
  return fmt::format("{}", fmt::join(lines, " "));
}

}  // namespace baton::conformance
