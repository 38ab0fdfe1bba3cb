#include "expression/juel/variable_scope.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "expression/juel/evaluation.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/objects.hpp"

namespace baton::juel {

namespace {

struct Implicit {
  std::string_view name;
  std::string_view class_name;
};

constexpr std::array<Implicit, 4> kImplicit = {{
    {"execution", "org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity"},
    {"task", "org.camunda.bpm.engine.impl.persistence.entity.TaskEntity"},
    {"externalTask", "org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity"},
    {"delegateExecution", "org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity"},
}};

Scope& scope(const Call& call) { return call.evaluation.scope(); }

Item get(const Call& call, bool local) {
  bool found = false;
  return call.evaluation.variable(call.text(0), local, found);
}

Item has(const Call& call, bool local) {
  const auto value = local ? scope(call).local_variable(call.text(0)) : scope(call).variable(call.text(0));
  return bool_item(value.has_value());
}

void set(Evaluation& evaluation, const std::string& name, const Item& value, bool local) {
  if (local) {
    evaluation.scope().set_local_variable(name, to_value(value));
  } else {
    evaluation.scope().set_variable(name, to_value(value));
  }
  evaluation.forget(name);
}

Item set(const Call& call, bool local) {
  set(call.evaluation, call.text(0), call.item(1), local);
  return {};
}

Item set_all(const Call& call, bool local) {
  for (const auto& [name, value] : static_cast<const MapObject&>(*call.item(0).object).entries()) {
    set(call.evaluation, name, value, local);
  }
  return {};
}

Item remove(const Call& call, bool local) {
  if (local) {
    scope(call).remove_local_variable(call.text(0));
  } else {
    scope(call).remove_variable(call.text(0));
  }
  call.evaluation.forget(call.text(0));
  return {};
}

std::vector<std::string> names(const Call& call, bool local) {
  return local ? scope(call).local_variable_names() : scope(call).variable_names();
}

Item remove_all(const Call& call, bool local) {
  for (const auto& name : names(call, local)) {
    if (local) {
      scope(call).remove_local_variable(name);
    } else {
      scope(call).remove_variable(name);
    }
    call.evaluation.forget(name);
  }
  return {};
}

Item name_set(const Call& call, bool local) {
  std::vector<Item> items;
  for (auto& name : names(call, local)) items.push_back(text_item(std::move(name)));
  return Item(make_set(std::move(items)));
}

Item value_map(const Call& call, bool local) {
  std::vector<MapObject::Entry> entries;
  for (auto& name : names(call, local)) {
    bool found = false;
    Item value = call.evaluation.variable(name, local, found);
    entries.emplace_back(std::move(name), std::move(value));
  }
  return Item(std::make_shared<MapObject>(std::move(entries)));
}

// "getProcessInstanceId" is the property processInstanceId; nothing when it is no getter's name.
std::optional<std::string> property_of_getter(std::string_view name) {
  const std::size_t prefix = name.starts_with("get") ? 3 : name.starts_with("is") ? 2 : 0;
  if (prefix == 0 || name.size() == prefix) return std::nullopt;
  std::string property(name.substr(prefix));
  property[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(property[0])));
  return property;
}

}  // namespace

bool is_implicit_object(std::string_view name) {
  for (const auto& implicit : kImplicit) {
    if (name == implicit.name) return true;
  }
  return false;
}

std::string ScopeObject::class_name() const {
  for (const auto& implicit : kImplicit) {
    if (name_ == implicit.name) return std::string(implicit.class_name);
  }
  return name_;
}

Value ScopeObject::to_value() const {
  throw Fault{FaultKind::java, fmt::format("Cannot serialize object: {}", class_name())};
}

Json ScopeObject::to_json() const {
  throw Fault{FaultKind::java, fmt::format("Cannot serialize object: {}", class_name())};
}

bool ScopeObject::equals(const Item& other) const {
  return other.object && other.object->kind() == ObjectKind::variable_scope &&
         static_cast<const ScopeObject&>(*other.object).name_ == name_;
}

std::optional<Item> ScopeObject::call_other(Evaluation& evaluation, std::string_view name,
                                            const std::vector<Item>& arguments) const {
  if (arguments.empty()) {
    if (const auto property = property_of_getter(name)) {
      if (auto value = read_other(evaluation, *property)) return value;
    }
  }
  std::vector<Value> values;
  values.reserve(arguments.size());
  for (const auto& argument : arguments) values.push_back(juel::to_value(argument));
  Value result;
  if (!evaluation.scope().call(name_, name, values, result)) return std::nullopt;
  if (!arguments.empty() && arguments.front().is(ValueType::string)) {
    evaluation.forget(arguments.front().value.as_string());
  }
  return to_item(result);
}

std::optional<Item> ScopeObject::read_other(Evaluation& evaluation, std::string_view name) const {
  const auto value = evaluation.scope().property(name_, name);
  if (!value) return std::nullopt;
  // Some properties are objects themselves: task.execution.
  if (is_implicit_object(name) && value->is_null())
    return Item(std::make_shared<ScopeObject>(std::string(name)));
  return to_item(*value);
}

const MethodTable& ScopeObject::methods() const {
  static const MethodTable table(
      {
          {"getVariable", "s", [](const Call& c) { return get(c, false); }},
          {"getVariableLocal", "s", [](const Call& c) { return get(c, true); }},
          {"hasVariable", "s", [](const Call& c) { return has(c, false); }},
          {"hasVariableLocal", "s", [](const Call& c) { return has(c, true); }},
          {"setVariable", "so", [](const Call& c) { return set(c, false); }},
          {"setVariableLocal", "so", [](const Call& c) { return set(c, true); }},
          {"setVariables", "m", [](const Call& c) { return set_all(c, false); }},
          {"setVariablesLocal", "m", [](const Call& c) { return set_all(c, true); }},
          {"removeVariable", "s", [](const Call& c) { return remove(c, false); }},
          {"removeVariableLocal", "s", [](const Call& c) { return remove(c, true); }},
          {"removeVariables", "", [](const Call& c) { return remove_all(c, false); }},
          {"removeVariablesLocal", "", [](const Call& c) { return remove_all(c, true); }},
          {"getVariables", "", [](const Call& c) { return value_map(c, false); }},
          {"getVariablesLocal", "", [](const Call& c) { return value_map(c, true); }},
          {"getVariableNames", "", [](const Call& c) { return name_set(c, false); }},
          {"getVariableNamesLocal", "", [](const Call& c) { return name_set(c, true); }},
          {"hasVariables", "", [](const Call& c) { return bool_item(!names(c, false).empty()); }},
          {"hasVariablesLocal", "", [](const Call& c) { return bool_item(!names(c, true).empty()); }},
      },
      &object_methods());
  return table;
}

}  // namespace baton::juel
