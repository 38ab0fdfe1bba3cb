// Expressions over a map of values: for forms, which are looked at outside of any command.
#pragma once

#include <map>
#include <string>

#include "expression/expression.hpp"

namespace baton::api {

class ValuesScope final : public Scope {
 public:
  ValuesScope(std::map<std::string, Value> values, TimestampMs now) : values_(std::move(values)), now_(now) {}

  std::optional<Value> variable(std::string_view name) const override;
  std::optional<Value> local_variable(std::string_view name) const override { return variable(name); }
  std::vector<std::string> variable_names() const override;
  std::vector<std::string> local_variable_names() const override { return variable_names(); }
  void set_variable(const std::string& name, Value value) override { values_[name] = std::move(value); }
  void set_local_variable(const std::string& name, Value value) override { set_variable(name, std::move(value)); }
  void remove_variable(const std::string& name) override { values_.erase(name); }
  void remove_local_variable(const std::string& name) override { values_.erase(name); }
  std::optional<Value> property(std::string_view, std::string_view) const override { return std::nullopt; }
  bool call(std::string_view, std::string_view, const std::vector<Value>&, Value&) override { return false; }
  TimestampMs now() const override { return now_; }
  std::string current_user() const override { return {}; }
  std::vector<std::string> current_user_groups() const override { return {}; }
  Value run_script(const Expression& script) override;

 private:
  std::map<std::string, Value> values_;
  const TimestampMs now_;
};

}  // namespace baton::api
