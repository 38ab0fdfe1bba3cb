// Tasks whose work the engine does or hands out: service, send, business rule and script tasks, and the
// messages of throw and end events.
#include <fmt/format.h>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton::behavior {

using Kind = Operation::Kind;

namespace {

bool create_external_task(Interpreter& interpreter, ExecutionState& execution, const bpmn::ExternalTaskWork& work) {
  ExternalTask task;
  task.activity_id = execution.current_node().element_id;
  task.topic = interpreter.evaluate_text(execution, work.topic);
  const Expression& priority =
      work.priority.empty() ? execution.graph->process().task_priority : work.priority;
  task.priority = interpreter.priority(execution, priority);
  task.business_key = interpreter.process_instance(execution).row.business_key;
  interpreter.session().create_external_task(execution, std::move(task));
  return false;
}

void set_result(Interpreter& interpreter, ExecutionState& execution, const std::string& name, Value value) {
  if (!name.empty()) interpreter.session().set_variable(execution, name, {std::move(value)});
}

[[noreturn]] void refuse(const ExecutionState& execution, const std::string& what) {
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("Element '{}' needs {}, which cannot run here", execution.current_node().element_id, what));
}

struct Performer {
  Interpreter& interpreter;
  ExecutionState& execution;

  // Nothing but, perhaps, a message.
  bool operator()(const std::monostate&) const {
    if (const auto& message = execution.current_node().message) interpreter.send_message(execution, *message);
    return true;
  }
  bool operator()(const bpmn::ExternalTaskWork& work) const {
    return create_external_task(interpreter, execution, work);
  }
  bool operator()(const bpmn::ExpressionWork& work) const {
    return interpreter.guarded(execution, [&] {
      set_result(interpreter, execution, work.result_variable, interpreter.evaluate(execution, work.expression));
    });
  }
  bool operator()(const bpmn::ScriptWork& work) const {
    if (work.script.language() == Expression::Language::javascript) {
      interpreter.start_script(execution, work.script, work.result_variable);
      return false;
    }
    return interpreter.guarded(execution, [&] {
      const Value value = interpreter.evaluate(execution, work.script);
      if (!value.is_null()) set_result(interpreter, execution, work.result_variable, value);
    });
  }
  bool operator()(const bpmn::DecisionWork&) const { refuse(execution, "a decision (DMN)"); }
  bool operator()(const bpmn::UnavailableWork& work) const { refuse(execution, work.what); }
  bool operator()(const bpmn::UserTaskWork&) const { refuse(execution, "a user task"); }
  bool operator()(const bpmn::CallWork&) const { refuse(execution, "a call activity"); }
};

}  // namespace

bool perform_work(Interpreter& interpreter, ExecutionState& execution, const bpmn::Work& work) {
  return std::visit(Performer{interpreter, execution}, work);
}

void service_task(Interpreter& interpreter, ExecutionState& execution) {
  if (perform_work(interpreter, execution, execution.current_node().work)) {
    interpreter.push(Kind::leave, execution);
  }
}

void script_task(Interpreter& interpreter, ExecutionState& execution) { service_task(interpreter, execution); }

}  // namespace baton::behavior
