// User tasks: the task is made with all that its expressions say, then "create" and "assignment" listeners
// run (camunda7-rest E.3).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

namespace {

// A date, an ISO date or an ISO period from now.
std::optional<std::int64_t> date_of(Interpreter& interpreter, ExecutionState& execution, const Expression& expression,
                                    const char* what) {
  if (expression.empty()) return std::nullopt;
  const Value value = interpreter.evaluate(execution, expression);
  if (value.is_null()) return std::nullopt;
  if (value.type() == ValueType::date) return value.as_date();
  if (value.type() == ValueType::string) {
    const std::string& text = value.as_string();
    if (text.empty()) return std::nullopt;
    try {
      if (text.front() == 'P') return add_period(interpreter.now(), parse_period(text));
      return parse_date(text);
    } catch (const TimeError& error) {
      throw EngineError(ErrorCode::process_engine, fmt::format("{} of task '{}': {}", what,
                                                               execution.current_node().element_id, error.message));
    }
  }
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("{} expression does not resolve to a Date or Date string: {}", what, expression.source()));
}

std::optional<std::string> text_of(Interpreter& interpreter, ExecutionState& execution, const Expression& expression) {
  if (expression.empty()) return std::nullopt;
  const Value value = interpreter.evaluate(execution, expression);
  if (value.is_null()) return std::nullopt;
  return to_text(value);
}

std::int64_t priority_of(Interpreter& interpreter, ExecutionState& execution, const Expression& expression) {
  if (expression.empty()) return 50;
  const Value value = interpreter.evaluate(execution, expression);
  if (value.is_null()) return 50;
  try {
    if (value.is_number()) return static_cast<std::int64_t>(value.as_double());
    return std::stoll(to_text(value));
  } catch (const std::exception&) {
    throw EngineError(ErrorCode::process_engine, "Priority does not resolve to a number: " + to_text(value));
  }
}

// An entry may be a text with commas, or a collection.
std::vector<std::string> names_of(Interpreter& interpreter, ExecutionState& execution,
                                  const std::vector<Expression>& expressions) {
  std::vector<std::string> names;
  for (const Expression& expression : expressions) {
    const Value value = interpreter.evaluate(execution, expression);
    if (const auto tree = value.type() == ValueType::string ? nullptr : value.tree(); tree && tree->is_array()) {
      for (const auto& entry : *tree) {
        names.push_back(entry.is_string() ? entry.get<std::string>() : entry.dump());
      }
      continue;
    }
    std::string text = to_text(value);
    std::size_t begin = 0;
    while (begin <= text.size()) {
      std::size_t end = std::min(text.find(',', begin), text.size());
      std::string name = text.substr(begin, end - begin);
      name.erase(0, name.find_first_not_of(" \t\n"));
      name.erase(name.find_last_not_of(" \t\n") + 1);
      if (!name.empty()) names.push_back(std::move(name));
      begin = end + 1;
    }
  }
  return names;
}

}  // namespace

void Interpreter::run_user_task(ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  const auto& work = std::get<bpmn::UserTaskWork>(node.work);
  Task task;
  task.task_definition_key = node.element_id;
  task.name = text_of(*this, execution, work.name);
  task.description = text_of(*this, execution, work.description);
  task.due = date_of(*this, execution, work.due_date, "Due date");
  task.follow_up = date_of(*this, execution, work.follow_up_date, "Follow up date");
  task.priority = priority_of(*this, execution, work.priority);
  task.form_key = text_of(*this, execution, work.form.form_key);
  task.form_ref = text_of(*this, execution, work.form.form_ref);
  task.form_ref_binding = work.form.form_ref_binding;
  if (!work.form.form_ref_version.empty()) {
    const std::string version = evaluate_text(execution, work.form.form_ref_version);
    task.form_ref_version = version.empty() ? std::nullopt : std::optional<std::int64_t>(std::stoll(version));
  }
  const std::optional<std::string> assignee = text_of(*this, execution, work.assignee);
  const std::vector<std::string> users = names_of(*this, execution, work.candidate_users);
  const std::vector<std::string> groups = names_of(*this, execution, work.candidate_groups);
  task.task_state = "Created";
  if (assignee) task.assignee = assignee;
  task.owner = text_of(*this, execution, work.owner);
  TaskRecord& record = session_.create_task(&execution, std::move(task));
  auto candidate = [&](std::optional<std::string> user, std::optional<std::string> group) {
    IdentityLink link;
    link.task_id = record.row.id;
    link.user_id = std::move(user);
    link.group_id = std::move(group);
    link.type = "candidate";
    link.tenant_id = record.row.tenant_id;
    session_.create_identity_link(std::move(link));
  };
  for (const std::string& user : users) candidate(user, std::nullopt);
  for (const std::string& group : groups) candidate(std::nullopt, group);
  if (assignee) session_.log_assignment(record);
  for (const bpmn::Listener& listener : work.listeners) {
    if (listener.event != "timeout" || !listener.timeout) continue;
    create_timer(execution, node, *listener.timeout, "timer-task-listener");
    // The newest job is this timer: it names its listener.
    JobRecord& job = *execution.jobs.back();
    job.row.configuration = node.element_id + ":" + listener.id;
    session_.touch(job);
  }
  run_task_listeners(record, "create");
  if (!record.is_removed && record.row.assignee) run_task_listeners(record, "assignment");
}

namespace behavior {
void user_task(Interpreter& interpreter, ExecutionState& execution) { interpreter.run_user_task(execution); }
}  // namespace behavior

}  // namespace baton
