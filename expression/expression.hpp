// Compiled expressions: constants, JUEL (${..}, #{..}) and scripts, evaluated against a scope.
//
// An Expression is compiled once, when a diagram becomes a graph, and is immutable: many instances and
// threads evaluate it at the same time. What it may see and do is the Scope that the caller hands in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/value.hpp"

namespace baton {

// Thrown when an expression or script fails. `bpmn_error_code` is set when a script threw a BpmnError.
struct EvaluationError {
  std::string message;
  std::optional<std::string> bpmn_error_code;
  std::string bpmn_error_message;
};

// Thrown by compile(): the text is not of its language. `position` is an offset into the text.
struct SyntaxError {
  std::string message;
  std::size_t position = 0;
};

// What an expression can reach. Implemented by the runtime over an execution; by tests over a map.
// Called on the evaluating thread only; may throw EvaluationError.
class Scope {
 public:
  virtual ~Scope() = default;

  // Variables as seen from here, innermost scope first.
  virtual std::optional<Value> variable(std::string_view name) const = 0;
  virtual std::optional<Value> local_variable(std::string_view name) const = 0;
  virtual std::vector<std::string> variable_names() const = 0;
  virtual std::vector<std::string> local_variable_names() const = 0;
  virtual void set_variable(const std::string& name, Value value) = 0;
  virtual void set_local_variable(const std::string& name, Value value) = 0;
  virtual void remove_variable(const std::string& name) = 0;
  virtual void remove_local_variable(const std::string& name) = 0;

  // Properties of the implicit objects `execution`, `task`, `externalTask`, `delegateExecution`; e.g.
  // ("execution", "processInstanceId"), ("task", "assignee"). Nothing: the object or property does not
  // exist here. A name such as "execution" without property asks whether the object exists ("" as property).
  virtual std::optional<Value> property(std::string_view object, std::string_view name) const = 0;
  // Method calls on them beyond variables, e.g. task.setAssignee("x"). False: there is no such method.
  virtual bool call(std::string_view object, std::string_view method, const std::vector<Value>& arguments,
                    Value& result) = 0;

  virtual TimestampMs now() const = 0;
  virtual std::string current_user() const = 0;  // empty: nobody
  virtual std::vector<std::string> current_user_groups() const = 0;

  // Runs a script in the sandbox and waits for it.
  virtual Value run_script(const class Expression& script) = 0;
};

class Expression {
 public:
  enum class Language : std::uint8_t { constant, juel, javascript };

  Expression() = default;  // empty: evaluates to Null
  ~Expression();
  Expression(Expression&&) noexcept;
  Expression& operator=(Expression&&) noexcept;
  Expression(const Expression&);
  Expression& operator=(const Expression&);

  // Text as attributes hold it: JUEL where it has ${ or #{ (mixed text is concatenated), else a constant.
  // Throws SyntaxError.
  static Expression compile(std::string_view text);
  // A script. `language` as in scriptFormat: "javascript", "ecmascript", "js" (any case), "juel".
  // Throws SyntaxError; for a language that cannot run here, `known` is false and it is a constant.
  static Expression compile_script(std::string_view language, std::string_view text, bool& known);

  bool empty() const { return !impl_; }
  bool is_constant() const;
  Language language() const;
  const std::string& source() const;  // as written

  // Throws EvaluationError.
  Value evaluate(Scope& scope) const;

  // Identifiers that the expression reads, for findings about unresolved variables and for scripts'
  // snapshots. Superset: names in unreachable branches count.
  std::vector<std::string> free_names() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// A condition's value: true or false only; Camunda refuses the text "true" (surprises, "Flow").
// Throws EvaluationError naming what it was.
bool as_condition(const Value& value, const Expression& expression);

// Java's String.valueOf of a value, as JUEL coerces to text ("1.0", "true", "" for Null).
std::string to_text(const Value& value);

}  // namespace baton
