#include "runtime/interpreter/execution_scope.hpp"

#include <algorithm>
#include <map>

namespace baton {

namespace {

Value text(const std::string& value) { return value.empty() ? Value::null() : Value::string(value); }
Value text(const std::optional<std::string>& value) { return value ? Value::string(*value) : Value::null(); }
Value date(const std::optional<std::int64_t>& value) { return value ? Value::date(*value) : Value::null(); }

struct ExecutionView {
  Interpreter& interpreter;
  ExecutionState& execution;
  const std::string& event_name;
};
using ExecutionProperty = Value (*)(const ExecutionView&);
using TaskProperty = Value (*)(const Task&);
using ExternalProperty = Value (*)(const ExternalTask&);

// DelegateExecution's getters.
const std::map<std::string_view, ExecutionProperty>& execution_properties() {
  static const std::map<std::string_view, ExecutionProperty> table = {
      {"id", [](const ExecutionView& v) { return text(v.execution.row.id); }},
      {"processInstanceId", [](const ExecutionView& v) { return text(v.execution.row.process_instance_id); }},
      {"businessKey", [](const ExecutionView& v) { return text(v.interpreter.process_instance(v.execution).row.business_key); }},
      {"processBusinessKey", [](const ExecutionView& v) { return text(v.interpreter.process_instance(v.execution).row.business_key); }},
      {"processDefinitionId", [](const ExecutionView& v) { return text(v.execution.row.definition_id); }},
      {"parentId", [](const ExecutionView& v) { return text(v.execution.row.parent_id); }},
      {"parentActivityInstanceId", [](const ExecutionView& v) { return text(v.interpreter.parent_instance_id(v.execution)); }},
      {"currentActivityId", [](const ExecutionView& v) { return text(v.execution.row.activity_id); }},
      {"currentActivityName", [](const ExecutionView& v) {
         return v.execution.node == bpmn::kNoNode ? Value::null() : text(v.execution.current_node().name);
       }},
      {"activityInstanceId", [](const ExecutionView& v) {
         return text(v.execution.row.activity_instance_id.empty() ? v.execution.row.process_instance_id
                                                                  : v.execution.row.activity_instance_id);
       }},
      {"currentTransitionId", [](const ExecutionView& v) { return text(v.execution.row.arrived_flow); }},
      {"tenantId", [](const ExecutionView& v) { return text(v.execution.row.tenant_id); }},
      {"eventName", [](const ExecutionView& v) { return text(v.event_name); }},
      {"superExecution", [](const ExecutionView& v) {
         const ExecutionState* super = v.interpreter.process_instance(v.execution).super;
         return super ? text(super->row.id) : Value::null();
       }},
      {"processDefinitionKey", [](const ExecutionView& v) { return text(v.execution.row.definition_key); }},
      {"currentLane", [](const ExecutionView& v) {
         return v.execution.node == bpmn::kNoNode ? Value::null() : text(v.execution.current_node().lane);
       }},
      {"canceled", [](const ExecutionView& v) { return Value::boolean(v.execution.is_removed); }},
  };
  return table;
}

const std::map<std::string_view, TaskProperty>& task_properties() {
  static const std::map<std::string_view, TaskProperty> table = {
      {"id", [](const Task& t) { return text(t.id); }},
      {"name", [](const Task& t) { return text(t.name); }},
      {"description", [](const Task& t) { return text(t.description); }},
      {"priority", [](const Task& t) { return Value::integer(static_cast<std::int32_t>(t.priority)); }},
      {"processInstanceId", [](const Task& t) { return text(t.process_instance_id); }},
      {"executionId", [](const Task& t) { return text(t.execution_id); }},
      {"processDefinitionId", [](const Task& t) { return text(t.definition_id); }},
      {"taskDefinitionKey", [](const Task& t) { return text(t.task_definition_key); }},
      {"assignee", [](const Task& t) { return text(t.assignee); }},
      {"owner", [](const Task& t) { return text(t.owner); }},
      {"createTime", [](const Task& t) { return Value::date(t.created); }},
      {"dueDate", [](const Task& t) { return date(t.due); }},
      {"followUpDate", [](const Task& t) { return date(t.follow_up); }},
      {"tenantId", [](const Task& t) { return text(t.tenant_id); }},
      {"delegationState", [](const Task& t) { return text(t.delegation_state); }},
      {"caseInstanceId", [](const Task& t) { return text(t.case_instance_id); }},
      {"formKey", [](const Task& t) { return text(t.form_key); }},
  };
  return table;
}

const std::map<std::string_view, ExternalProperty>& external_properties() {
  static const std::map<std::string_view, ExternalProperty> table = {
      {"id", [](const ExternalTask& t) { return text(t.id); }},
      {"topicName", [](const ExternalTask& t) { return text(t.topic); }},
      {"workerId", [](const ExternalTask& t) { return text(t.worker_id); }},
      {"retries", [](const ExternalTask& t) {
         return t.retries ? Value::integer(static_cast<std::int32_t>(*t.retries)) : Value::null();
       }},
      {"errorMessage", [](const ExternalTask& t) { return text(t.error_message); }},
      {"errorDetails", [](const ExternalTask& t) { return text(t.error_details); }},
      {"executionId", [](const ExternalTask& t) { return text(t.execution_id); }},
      {"processInstanceId", [](const ExternalTask& t) { return text(t.process_instance_id); }},
      {"activityId", [](const ExternalTask& t) { return text(t.activity_id); }},
      {"activityInstanceId", [](const ExternalTask& t) { return text(t.activity_instance_id); }},
      {"processDefinitionId", [](const ExternalTask& t) { return text(t.definition_id); }},
      {"processDefinitionKey", [](const ExternalTask& t) { return text(t.definition_key); }},
      {"priority", [](const ExternalTask& t) { return Value::long_integer(t.priority); }},
      {"tenantId", [](const ExternalTask& t) { return text(t.tenant_id); }},
      {"businessKey", [](const ExternalTask& t) { return text(t.business_key); }},
      {"lockExpirationTime", [](const ExternalTask& t) { return date(t.lock_expiration); }},
  };
  return table;
}

template <class Table, class View>
std::optional<Value> look_up(const Table& table, std::string_view name, const View& view) {
  const auto found = table.find(name);
  if (found == table.end()) return std::nullopt;
  return found->second(view);
}

std::optional<std::string> text_argument(const std::vector<Value>& arguments) {
  if (arguments.empty() || arguments[0].is_null()) return std::nullopt;
  return to_text(arguments[0]);
}


// DelegateTask's setters; each returns nothing.
struct TaskCall {
  Session& session;
  TaskRecord& task;
  const std::vector<Value>& arguments;

  void change(const std::function<void(Task&)>& what) const {
    // Inside a listener the change itself must not start listeners again.
    what(task.row);
    session.touch(task);
    session.refresh_task_history(task);
  }
  void add_link(std::optional<std::string> user, std::optional<std::string> group) const {
    IdentityLink link;
    link.task_id = task.row.id;
    link.user_id = std::move(user);
    link.group_id = std::move(group);
    link.type = "candidate";
    link.tenant_id = task.row.tenant_id;
    session.create_identity_link(std::move(link));
  }
  void drop_link(const std::optional<std::string>& user, const std::optional<std::string>& group) const {
    std::vector<IdentityLinkRecord*> found;
    for (auto& [id, link] : session.instance().identity_links) {
      if (link->row.task_id == task.row.id && link->row.user_id == user && link->row.group_id == group) {
        found.push_back(link.get());
      }
    }
    for (IdentityLinkRecord* link : found) session.remove_identity_link(*link);
  }
};
using TaskMethod = void (*)(const TaskCall&);

std::optional<std::int64_t> date_argument(const std::vector<Value>& arguments) {
  if (arguments.empty() || arguments[0].is_null()) return std::nullopt;
  if (arguments[0].type() == ValueType::date) return arguments[0].as_date();
  try {
    return parse_date(to_text(arguments[0]));
  } catch (const TimeError& error) {
    throw EvaluationError{error.message, std::nullopt, {}};
  }
}

const std::map<std::string_view, TaskMethod>& task_methods() {
  static const std::map<std::string_view, TaskMethod> table = {
      {"setAssignee", [](const TaskCall& c) {
         const auto before = c.task.row.assignee;
         c.change([&](Task& t) { t.assignee = text_argument(c.arguments); });
         if (c.task.row.assignee != before) c.session.log_assignment(c.task);
       }},
      {"setName", [](const TaskCall& c) { c.change([&](Task& t) { t.name = text_argument(c.arguments); }); }},
      {"setDescription", [](const TaskCall& c) { c.change([&](Task& t) { t.description = text_argument(c.arguments); }); }},
      {"setOwner", [](const TaskCall& c) { c.change([&](Task& t) { t.owner = text_argument(c.arguments); }); }},
      {"setPriority", [](const TaskCall& c) {
         c.change([&](Task& t) {
           if (!c.arguments.empty() && c.arguments[0].is_number()) t.priority = static_cast<std::int64_t>(c.arguments[0].as_double());
         });
       }},
      {"setDueDate", [](const TaskCall& c) { c.change([&](Task& t) { t.due = date_argument(c.arguments); }); }},
      {"setFollowUpDate", [](const TaskCall& c) { c.change([&](Task& t) { t.follow_up = date_argument(c.arguments); }); }},
      {"addCandidateUser", [](const TaskCall& c) { c.add_link(text_argument(c.arguments), std::nullopt); }},
      {"addCandidateGroup", [](const TaskCall& c) { c.add_link(std::nullopt, text_argument(c.arguments)); }},
      {"deleteCandidateUser", [](const TaskCall& c) { c.drop_link(text_argument(c.arguments), std::nullopt); }},
      {"deleteCandidateGroup", [](const TaskCall& c) { c.drop_link(std::nullopt, text_argument(c.arguments)); }},
  };
  return table;
}

}  // namespace

std::optional<Value> ExecutionScope::local_variable(std::string_view name) const {
  if (task_) {
    const auto found = interpreter_.instance().task_variables.find(task_->row.id);
    if (found != interpreter_.instance().task_variables.end()) {
      for (const auto& variable : found->second) {
        if (variable->name == name) return variable->value;
      }
    }
    return std::nullopt;
  }
  if (VariableState* found = interpreter_.session().find_local_variable(execution_, name)) return found->value;
  return std::nullopt;
}

std::optional<Value> ExecutionScope::variable(std::string_view name) const {
  if (task_) {
    if (auto local = local_variable(name)) return local;
  }
  if (VariableState* found = interpreter_.session().find_variable(execution_, name)) return found->value;
  // The specification's names of the loop counters (table 10.30).
  if (name.starts_with("numberOf")) return variable("nrOf" + std::string(name.substr(8)));
  if (interpreter_.is_declared(execution_, name)) return Value::null();
  return std::nullopt;
}

std::vector<std::string> ExecutionScope::local_variable_names() const {
  std::vector<std::string> names;
  if (task_) {
    const auto found = interpreter_.instance().task_variables.find(task_->row.id);
    if (found != interpreter_.instance().task_variables.end()) {
      for (const auto& variable : found->second) names.push_back(variable->name);
    }
    return names;
  }
  for (const auto& variable : execution_.variables) names.push_back(variable->name);
  return names;
}

std::vector<std::string> ExecutionScope::variable_names() const {
  std::vector<std::string> names;
  if (task_) names = local_variable_names();
  for (ExecutionState* at = &execution_; at; at = at->parent) {
    for (const auto& variable : at->variables) {
      if (std::find(names.begin(), names.end(), variable->name) == names.end()) names.push_back(variable->name);
    }
  }
  return names;
}

void ExecutionScope::set_variable(const std::string& name, Value value) {
  if (task_ && local_variable(name)) return interpreter_.session().set_task_variable(*task_, name, {std::move(value)});
  interpreter_.session().set_variable(execution_, name, {std::move(value)});
}

void ExecutionScope::set_local_variable(const std::string& name, Value value) {
  if (task_) return interpreter_.session().set_task_variable(*task_, name, {std::move(value)});
  interpreter_.session().set_local_variable(execution_, name, {std::move(value)});
}

void ExecutionScope::remove_variable(const std::string& name) {
  interpreter_.session().remove_variable(execution_, name);
}

void ExecutionScope::remove_local_variable(const std::string& name) {
  if (task_) return interpreter_.session().remove_task_variable(*task_, name);
  interpreter_.session().remove_local_variable(execution_, name);
}

std::optional<Value> ExecutionScope::property(std::string_view object, std::string_view name) const {
  if (object == "execution" || object == "delegateExecution") {
    if (name.empty()) return Value::null();
    return look_up(execution_properties(), name, ExecutionView{interpreter_, execution_, event_name_});
  }
  if (object == "task" && task_) {
    if (name.empty()) return Value::null();
    if (name == "eventName") return Value::string(event_name_);
    return look_up(task_properties(), name, task_->row);
  }
  if (object == "externalTask" && external_) {
    if (name.empty()) return Value::null();
    return look_up(external_properties(), name, external_->row);
  }
  return std::nullopt;
}

// In the innermost scope around whose activity has this id.
void ExecutionScope::set_variable_at(const std::string& activity_id, const std::string& name, const Value& value) {
  for (ExecutionState* at = &execution_; at; at = at->parent) {
    const bool is_here = at == &execution_ && at->row.activity_id == activity_id;
    if (!is_here && at->row.scope_activity_id != activity_id) continue;
    return interpreter_.session().set_local_variable(*at, name, {value});
  }
}

bool ExecutionScope::call(std::string_view object, std::string_view method, const std::vector<Value>& arguments,
                          Value& result) {
  result = Value::null();
  if (object == "task" && task_) {
    const auto found = task_methods().find(method);
    if (found == task_methods().end()) return false;
    found->second(TaskCall{interpreter_.session(), *task_, arguments});
    return true;
  }
  if (object != "execution" && object != "delegateExecution") return false;
  if (method == "setProcessBusinessKey") {
    ExecutionState& process = interpreter_.process_instance(execution_);
    process.row.business_key = text_argument(arguments);
    interpreter_.session().touch(process);
    interpreter_.session().batch().patch(
        TableId::historic_process_instance, process.row.id,
        {{col::historic_process_instance::business_key, cell::put(process.row.business_key)}});
    return true;
  }
  if (method == "setVariable" && arguments.size() == 3) {
    set_variable_at(to_text(arguments[2]), to_text(arguments[0]), arguments[1]);
    return true;
  }
  if (method == "createIncident" && !arguments.empty()) {
    Incident incident;
    incident.type = to_text(arguments[0]);
    if (arguments.size() > 1 && !arguments[1].is_null()) incident.configuration = to_text(arguments[1]);
    if (arguments.size() > 2 && !arguments[2].is_null()) incident.message = to_text(arguments[2]);
    interpreter_.session().create_incident(&execution_, std::move(incident));
    return true;
  }
  return false;
}

}  // namespace baton
