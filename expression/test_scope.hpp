// A Scope over two maps, for this room's tests.
#pragma once

#include <map>

#include "expression/expression.hpp"

namespace baton {

class TestScope : public Scope {
 public:
  std::optional<Value> variable(std::string_view name) const override {
    if (auto value = local_variable(name)) return value;
    return find(outer, name);
  }
  std::optional<Value> local_variable(std::string_view name) const override { return find(local, name); }
  std::vector<std::string> variable_names() const override {
    std::map<std::string, Value, std::less<>> all = outer;
    all.insert(local.begin(), local.end());
    return names(all);
  }
  std::vector<std::string> local_variable_names() const override { return names(local); }
  void set_variable(const std::string& name, Value value) override {
    (local.contains(name) ? local : outer)[name] = std::move(value);
  }
  void set_local_variable(const std::string& name, Value value) override { local[name] = std::move(value); }
  void remove_variable(const std::string& name) override {
    if (local.erase(name) == 0) outer.erase(name);
  }
  void remove_local_variable(const std::string& name) override { local.erase(name); }

  std::optional<Value> property(std::string_view object, std::string_view name) const override {
    const auto found = properties.find(std::string(object) + "." + std::string(name));
    if (found == properties.end()) return std::nullopt;
    return found->second;
  }
  bool call(std::string_view object, std::string_view method, const std::vector<Value>& arguments,
            Value& result) override {
    if (method != "setAssignee") return false;
    calls.push_back(std::string(object) + "." + std::string(method) + "(" + to_text(arguments.at(0)) + ")");
    result = Value::null();
    return true;
  }

  TimestampMs now() const override { return time; }
  std::string current_user() const override { return user; }
  std::vector<std::string> current_user_groups() const override { return groups; }
  Value run_script(const Expression& script) override { return Value::string("ran " + script.source()); }

  std::map<std::string, Value, std::less<>> outer, local;
  std::map<std::string, Value> properties;
  std::vector<std::string> calls, groups;
  std::string user;
  TimestampMs time = 1'709'209'815'123;  // 2024-02-29T12:30:15.123Z

 private:
  using Variables = std::map<std::string, Value, std::less<>>;

  static std::optional<Value> find(const Variables& variables, std::string_view name) {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  }
  static std::vector<std::string> names(const Variables& variables) {
    std::vector<std::string> list;
    for (const auto& [name, value] : variables) list.push_back(name);
    return list;
  }
};

}  // namespace baton
