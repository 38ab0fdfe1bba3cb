// What an expression sees where no instance is: at deployment (timers and names of start events), and for
// conditional start events, whose conditions look at the variables that the caller gave.
#pragma once

#include "expression/expression.hpp"
#include "expression/script/script_pool.hpp"
#include "runtime/engine/engine.hpp"

namespace baton {

class DefinitionScope final : public Scope {
 public:
  DefinitionScope(ScriptPool& scripts, TimestampMs now, Variables variables = {}, Caller caller = {})
      : scripts_(scripts), now_(now), variables_(std::move(variables)), caller_(std::move(caller)) {}

  std::optional<Value> variable(std::string_view name) const override;
  std::optional<Value> local_variable(std::string_view name) const override { return variable(name); }
  std::vector<std::string> variable_names() const override;
  std::vector<std::string> local_variable_names() const override { return variable_names(); }
  void set_variable(const std::string& name, Value value) override { variables_[name] = {std::move(value), false}; }
  void set_local_variable(const std::string& name, Value value) override { set_variable(name, std::move(value)); }
  void remove_variable(const std::string& name) override { variables_.erase(name); }
  void remove_local_variable(const std::string& name) override { variables_.erase(name); }
  std::optional<Value> property(std::string_view, std::string_view) const override { return std::nullopt; }
  bool call(std::string_view, std::string_view, const std::vector<Value>&, Value&) override { return false; }
  TimestampMs now() const override { return now_; }
  std::string current_user() const override { return caller_.user_id; }
  std::vector<std::string> current_user_groups() const override { return caller_.groups; }
  Value run_script(const Expression& script) override;

 private:
  ScriptPool& scripts_;
  const TimestampMs now_;
  Variables variables_;
  const Caller caller_;
};

}  // namespace baton
