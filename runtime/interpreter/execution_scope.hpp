// What an expression sees of an execution (and of a task, in task listeners and task expressions).
#pragma once

#include "expression/expression.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

class ExecutionScope : public Scope {
 public:
  ExecutionScope(Interpreter& interpreter, ExecutionState& execution, TaskRecord* task = nullptr,
                 ExternalTaskRecord* external = nullptr, std::string event_name = {})
      : interpreter_(interpreter), execution_(execution), task_(task), external_(external),
        event_name_(std::move(event_name)) {}

  std::optional<Value> variable(std::string_view name) const override;
  std::optional<Value> local_variable(std::string_view name) const override;
  std::vector<std::string> variable_names() const override;
  std::vector<std::string> local_variable_names() const override;
  void set_variable(const std::string& name, Value value) override;
  void set_local_variable(const std::string& name, Value value) override;
  void remove_variable(const std::string& name) override;
  void remove_local_variable(const std::string& name) override;
  std::optional<Value> property(std::string_view object, std::string_view name) const override;
  bool call(std::string_view object, std::string_view method, const std::vector<Value>& arguments,
            Value& result) override;
  TimestampMs now() const override { return interpreter_.now(); }
  std::string current_user() const override { return interpreter_.session().options().caller.user_id; }
  std::vector<std::string> current_user_groups() const override {
    return interpreter_.session().options().caller.groups;
  }
  Value run_script(const Expression& script) override {
    return interpreter_.run_script_now(execution_, task_, script);
  }

 private:
  void set_variable_at(const std::string& activity_id, const std::string& name, const Value& value);

  Interpreter& interpreter_;
  ExecutionState& execution_;
  TaskRecord* task_;
  ExternalTaskRecord* external_;
  std::string event_name_;
};

}  // namespace baton
