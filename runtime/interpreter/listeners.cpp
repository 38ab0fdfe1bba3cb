// Expressions, listeners and input/output mappings of a running execution.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "runtime/interpreter/execution_scope.hpp"
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/value_json.hpp"

namespace baton {

using bpmn::Listener;
using bpmn::Parameter;

namespace {

Json tree_of(Interpreter& interpreter, ExecutionState& execution, const Parameter& parameter) {
  if (parameter.kind == Parameter::Kind::expression) {
    return to_json(interpreter.evaluate(execution, parameter.expression));
  }
  Json tree = parameter.kind == Parameter::Kind::list ? Json::array() : Json::object();
  for (const Parameter& item : parameter.items) {
    if (parameter.kind == Parameter::Kind::list) {
      tree.push_back(tree_of(interpreter, execution, item));
    } else {
      tree[item.name] = tree_of(interpreter, execution, item);
    }
  }
  return tree;
}

Value value_of(Interpreter& interpreter, ExecutionState& execution, const Parameter& parameter) {
  if (parameter.kind == Parameter::Kind::expression) return interpreter.evaluate(execution, parameter.expression);
  if (parameter.kind == Parameter::Kind::map) {
    // Camunda builds a TreeMap: sorted keys.
    const Json tree = tree_of(interpreter, execution, parameter);
    std::map<std::string, Json> sorted;
    for (const auto& [key, value] : tree.items()) sorted[key] = value;
    Json ordered = Json::object();
    for (auto& [key, value] : sorted) ordered[key] = std::move(value);
    return Value::object(ordered.dump(), "java.util.TreeMap<java.lang.Object,java.lang.Object>", "application/json");
  }
  return Value::from_tree(tree_of(interpreter, execution, parameter));
}

}  // namespace

Value Interpreter::evaluate(ExecutionState& execution, const Expression& expression, TaskRecord* task) {
  ExecutionScope scope(*this, execution, task);
  return expression.evaluate(scope);
}

std::string Interpreter::evaluate_text(ExecutionState& execution, const Expression& expression, TaskRecord* task) {
  if (expression.empty()) return {};
  if (expression.is_constant()) return expression.source();
  return to_text(evaluate(execution, expression, task));
}

void Interpreter::run_listeners(ExecutionState& execution, const std::vector<Listener>& listeners, const char* event,
                                bpmn::FlowId) {
  if (listeners.empty() || session_.options().skip_custom_listeners) return;
  for (const Listener& listener : listeners) {
    if (listener.event != event) continue;
    ExecutionScope scope(*this, execution, nullptr, nullptr, event);
    listener.action.evaluate(scope);
  }
}

void Interpreter::run_task_listeners(TaskRecord& task, const char* event, const std::string& timeout_id) {
  if (!task.execution || session_.options().skip_custom_listeners) return;
  ExecutionState& execution = *task.execution;
  const bpmn::NodeId node = execution.graph->find_node(task.row.task_definition_key);
  if (node == bpmn::kNoNode) return;
  const auto* work = std::get_if<bpmn::UserTaskWork>(&execution.graph->node(node).work);
  if (!work) return;
  for (const Listener& listener : work->listeners) {
    if (listener.event != event || (!timeout_id.empty() && listener.id != timeout_id)) continue;
    ExecutionScope scope(*this, execution, &task, nullptr, event);
    listener.action.evaluate(scope);
    if (task.is_removed) return;
  }
}

void Interpreter::map_inputs(ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  // Inputs are evaluated around the activity and do not see each other.
  ExecutionState& surrounding = node.is_scope && execution.parent ? *execution.parent : execution;
  std::vector<std::pair<std::string, Value>> values;
  for (const Parameter& input : node.io.inputs) {
    values.emplace_back(input.name, value_of(*this, surrounding, input));
  }
  for (auto& [name, value] : values) session_.set_local_variable(execution, name, {std::move(value)});
}

void Interpreter::map_outputs(ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  ExecutionState& surrounding = node.is_scope && execution.parent ? *execution.parent : execution;
  for (const Parameter& output : node.io.outputs) {
    Value value = value_of(*this, execution, output);
    session_.set_variable(surrounding, output.name, {std::move(value)});
  }
}

}  // namespace baton
