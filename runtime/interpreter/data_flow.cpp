// Data that the specification moves (BPMN 2.0.2 clause 10.4, 13.3.2): when an activity begins, its inputs are filled
// by its input associations; when it completes, output associations carry its outputs outwards. Data elements
// are variables of the scope that they stand in (see bpmn/graph/data.cpp).
//
// A source that has no value is not available: its association does nothing, and what the target held stays.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "runtime/interpreter/execution_scope.hpp"
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/value_json.hpp"

namespace baton {

using bpmn::DataAssociation;
using bpmn::DataItem;
using bpmn::Node;
using Path = std::vector<std::string>;

namespace {

std::optional<Value> read_item(Interpreter& interpreter, ExecutionState& execution, const DataItem& item) {
  if (item.is_stored) return interpreter.session().stored_data(item.name);
  const VariableState* variable = interpreter.session().find_variable(execution, item.name);
  if (!variable || variable->value.is_null()) return std::nullopt;
  return variable->value;
}

// The field of a variable that a path leads to; Null when there is none.
Value read_path(Interpreter& interpreter, ExecutionState& execution, const Path& path) {
  const auto variable = read_item(interpreter, execution, {path.front(), false});
  if (!variable || path.size() == 1) return variable.value_or(Value::null());
  Json value = to_json(*variable);
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (!value.is_object() || !value.contains(path[i])) return Value::null();
    value = Json(value[path[i]]);
  }
  return Value::from_tree(value);
}

// `before` with the field that `path` leads to replaced; objects on the way are made.
Value with_field(const Value& before, const Path& path, const Value& value) {
  const auto tree = before.tree();
  Json after = tree && tree->is_object() ? *tree : Json::object();
  Json* at = &after;
  for (std::size_t i = 1; i + 1 < path.size(); ++i) {
    Json& next = (*at)[path[i]];
    if (!next.is_object()) next = Json::object();
    at = &next;
  }
  (*at)[path.back()] = to_json(value);
  return Value::from_tree(after);
}

// Where the values of an association go.
struct Target {
  Interpreter& interpreter;
  ExecutionState& execution;
  bool is_local;

  void put(const DataItem& item, Value value) const {
    Session& session = interpreter.session();
    if (item.is_stored) return session.store_data(item.name, std::move(value));
    if (is_local) return session.set_local_variable(execution, item.name, {std::move(value)});
    session.set_variable(execution, item.name, {std::move(value)});
  }

  void put(const Path& path, const DataItem& declared, Value value) const {
    const bool is_store = declared.is_stored && declared.name == path.front();
    if (path.size() == 1) return put(DataItem{path.front(), is_store}, std::move(value));
    const auto before = read_item(interpreter, execution, {path.front(), is_store});
    put(DataItem{path.front(), is_store}, with_field(before.value_or(Value::null()), path, value));
  }
};

void assign(Interpreter& interpreter, ExecutionState& from, const DataAssociation& association, const Target& target) {
  for (const DataAssociation::Assignment& assignment : association.assignments) {
    Value value;
    if (!assignment.from_path.empty()) {
      value = read_path(interpreter, from, assignment.from_path);
    } else {
      value = interpreter.evaluate(from, assignment.from);
    }
    if (!assignment.to.empty()) {
      target.put(assignment.to, association.target, std::move(value));
    } else if (!association.target.name.empty()) {
      target.put(association.target, std::move(value));
    }
  }
}

void move(Interpreter& interpreter, ExecutionState& from, const DataAssociation& association, const Target& target) {
  for (const DataItem& source : association.sources) {
    if (!read_item(interpreter, from, source)) return;
  }
  if (!association.transformation.empty()) {
    target.put(association.target, interpreter.evaluate(from, association.transformation));
  } else if (!association.assignments.empty()) {
    assign(interpreter, from, association, target);
  } else if (auto value = read_item(interpreter, from, association.sources.front())) {
    target.put(association.target, std::move(*value));
  }
}

}  // namespace

void Interpreter::open_data(ExecutionState& execution) {
  const Node& node = execution.current_node();
  if (!node.is_scope) return;
  for (const std::string& name : node.data.locals) {
    if (!session_.find_local_variable(execution, name)) session_.set_local_variable(execution, name, {});
  }
}

void Interpreter::move_data_in(ExecutionState& execution) {
  const Node& node = execution.current_node();
  for (const DataAssociation& association : node.data.input_associations) {
    move(*this, execution, association, {*this, execution, true});
  }
}

void Interpreter::move_data_out(ExecutionState& execution) {
  const Node& node = execution.current_node();
  ExecutionState& surrounding = node.is_scope && execution.parent ? *execution.parent : execution;
  for (const DataAssociation& association : node.data.output_associations) {
    move(*this, execution, association, {*this, surrounding, false});
  }
}

namespace {

// Inputs and outputs of a caller and of what it calls belong together by name, else by their place.
const std::string& partner(const std::vector<std::string>& names, std::size_t place, const std::string& name) {
  if (names.empty() || std::find(names.begin(), names.end(), name) != names.end()) return name;
  return place < names.size() ? names[place] : name;
}

}  // namespace

void Interpreter::pass_data_in(ExecutionState& call, const bpmn::ProcessGraph& called, Variables& variables) {
  const std::vector<std::string>& inputs = call.current_node().data.inputs;
  const std::vector<std::string>& wanted = called.node(bpmn::kProcessNode).data.inputs;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const VariableState* variable = session_.find_local_variable(call, inputs[i]);
    if (variable) variables.insert_or_assign(partner(wanted, i, inputs[i]), TypedValue{variable->value, false});
  }
}

void Interpreter::pass_data_out(ExecutionState& call, ExecutionState& called) {
  const std::vector<std::string>& outputs = call.current_node().data.outputs;
  const std::vector<std::string>& offered = called.graph->node(bpmn::kProcessNode).data.outputs;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const VariableState* variable = session_.find_local_variable(called, partner(offered, i, outputs[i]));
    if (variable) session_.set_local_variable(call, outputs[i], {variable->value});
  }
}

bool Interpreter::is_declared(const ExecutionState& execution, std::string_view name) const {
  bpmn::NodeId node = execution.node != bpmn::kNoNode ? execution.node : execution.scope_node;
  while (node != bpmn::kNoNode) {
    const bpmn::DataFlow& data = execution.graph->node(node).data;
    for (const auto* names : {&data.locals, &data.inputs, &data.outputs}) {
      if (std::find(names->begin(), names->end(), name) != names->end()) return true;
    }
    node = execution.graph->node(node).parent;
  }
  return false;
}

// --- Data stores: one value for all instances, the last one written ------------------------------

namespace {
constexpr const char* kStore = "data-store:";
}  // namespace

std::optional<Value> Session::stored_data(const std::string& name) {
  const auto own = written_stores_.find(name);
  if (own != written_stores_.end()) return own->second;
  const auto text = environment_.property(kStore + name);
  if (!text) return std::nullopt;
  Value value = value_from_rest(Json::parse(*text)).value;
  if (value.is_null()) return std::nullopt;
  return value;
}

void Session::store_data(const std::string& name, Value value) {
  batch_.update(Property{kStore + name, value_to_rest(value, false).dump()});
  written_stores_.insert_or_assign(name, std::move(value));
}

}  // namespace baton
