#include "runtime/testing/harness.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace baton::testing {

namespace {

constexpr TimestampMs kStart = 1'767'225'600'000;  // 2026-01-01T00:00:00Z

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace

std::string process_xml(const std::string& id, const std::string& content, const std::string& rest) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://example.org/test">
)" + rest + "<process id=\"" + id + "\" isExecutable=\"true\">\n" + content + "\n</process></definitions>";
}

Harness::Harness(std::size_t cached_instances) : cached_(cached_instances), clock_(kStart), ids_(system_ids()) {
  restart();
}

Harness::~Harness() = default;

void Harness::restart() {
  engine_.reset();
  EngineOptions options;
  options.job_threads = 0;
  options.cached_instances = cached_;
  options.step_budget = 10'000;
  engine_ = std::make_unique<Engine>(store_, clock_, *ids_, options);
}

void Harness::deploy(const std::string& xml) {
  DeploymentRequest request;
  request.name = "test";
  request.files.push_back({"test.bpmn", xml});
  try {
    engine_->deploy(std::move(request));
  } catch (const EngineError& error) {
    ADD_FAILURE() << "deployment refused: " << error.message();
    throw;
  }
}

InstanceAnswer Harness::run(const std::string& id, const std::string& content, const Variables& variables,
                            const std::string& rest) {
  deploy(process_xml(id, content, rest));
  return start(id, variables);
}

InstanceAnswer Harness::start(const std::string& key, const Variables& variables) {
  StartRequest request;
  request.definition.key = key;
  request.variables = variables;
  InstanceAnswer answer = engine_->start(std::move(request));
  instance_ = answer.id;
  return answer;
}

std::vector<std::string> Harness::all_instances() const {
  std::vector<std::string> ids;
  const Query query{TableId::historic_process_instance,
                    where::eq(col::historic_process_instance::root_id, instance_.c_str()), {}, 0, -1};
  for (const auto& row : store_.all<HistoricProcessInstance>(query)) ids.push_back(row.id);
  return ids;
}

void Harness::complete(const std::string& task_key, const Variables& variables) {
  const Query query{TableId::task,
                    where::all({where::eq(col::task::root_id, instance_.c_str()),
                                where::eq(col::task::task_definition_key, task_key.c_str())}),
                    {}, 0, -1};
  const auto found = store_.all<Task>(query);
  ASSERT_FALSE(found.empty()) << "no task " << task_key << "; open: " << join(tasks());
  engine_->complete_task({found.front().id, variables, false});
}

void Harness::fire(const std::string& activity) {
  const Query query{TableId::job,
                    where::all({where::eq(col::job::root_id, instance_.c_str()),
                                where::eq(col::job::activity_id, activity.c_str())}),
                    {}, 0, -1};
  const auto found = store_.all<Job>(query);
  ASSERT_FALSE(found.empty()) << "no job of " << activity;
  engine_->execute_job(found.front().id);
}

void Harness::message(const std::string& name, const Variables& variables) {
  MessageRequest request;
  request.name = name;
  request.variables = variables;
  engine_->correlate(std::move(request));
}

void Harness::advance(std::int64_t milliseconds) {
  clock_.advance(milliseconds);
  engine_->clock_moved();
  engine_->run_due_jobs();
}

std::string Harness::external(const std::string& topic) {
  FetchRequest request;
  request.worker_id = "w";
  request.max_tasks = 1;
  TopicRequest one;
  one.topic = topic;
  one.lock_duration_ms = 60'000;
  request.topics.push_back(one);
  const auto locked = engine_->fetch_and_lock(request);
  return locked.empty() ? "" : locked.front().task.id;
}

void Harness::finish_external(const std::string& topic, const Variables& variables) {
  const std::string id = external(topic);
  ASSERT_FALSE(id.empty()) << "no external task of topic " << topic;
  engine_->complete_external_task(id, "w", variables, {});
}

std::vector<std::string> Harness::tasks() const {
  std::vector<std::string> keys;
  const Query query{TableId::task, where::eq(col::task::root_id, instance_.c_str()), {}, 0, -1};
  for (const Task& task : store_.all<Task>(query)) keys.push_back(task.task_definition_key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::string Harness::trail() const {
  std::vector<std::string> parts;
  const Query query{TableId::historic_activity, where::eq(col::historic_activity::root_id, instance_.c_str()),
                    {{col::historic_activity::sequence}}, 0, -1};
  for (const auto& row : store_.all<HistoricActivity>(query)) {
    parts.push_back(row.activity_id + (row.canceled ? " cancelled" : row.end_time ? "" : " open"));
  }
  return join(parts);
}

std::string Harness::state() const {
  const auto row = store_.get<HistoricProcessInstance>(instance_);
  return row ? row->state : "none";
}

Value Harness::variable(const std::string& name) const {
  const Query query{TableId::historic_variable,
                    where::all({where::eq(col::historic_variable::root_id, instance_.c_str()),
                                where::eq(col::historic_variable::name, name.c_str())}),
                    {}, 0, -1};
  const auto found = store_.all<HistoricVariable>(query);
  if (found.empty()) return {};
  const HistoricVariable& row = found.back();
  return from_stored({static_cast<ValueType>(row.type), row.number.value_or(0), row.real, row.text.value_or(""), row.text2});
}

std::vector<Incident> Harness::incidents() const {
  return store_.all<Incident>({TableId::incident, where::eq(col::incident::root_id, instance_.c_str()), {}, 0, -1});
}

void run_both_ways(const std::function<void(Harness&)>& test) {
  for (const std::size_t cached : {std::size_t{1000}, std::size_t{0}}) {
    SCOPED_TRACE(cached ? "kept in memory" : "loaded before each command");
    Harness harness(cached);
    test(harness);
  }
}

Variables vars(std::initializer_list<std::pair<std::string, Value>> values) {
  Variables variables;
  for (const auto& [name, value] : values) variables[name] = {value};
  return variables;
}

}  // namespace baton::testing
