// Multi-instance activities (BPMN 2.0.2 clause 13.3.7), with Camunda 7's loop variables. The body is a scope:
// parallel instances are its concurrent children, a sequential instance runs in the body's own execution.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::kNoNode;
using bpmn::Loop;
using bpmn::Node;

namespace {

constexpr const char* kInstances = "nrOfInstances";
constexpr const char* kActive = "nrOfActiveInstances";
constexpr const char* kCompleted = "nrOfCompletedInstances";
constexpr const char* kCounter = "loopCounter";
// One body's instances; more is a mistake in the model, not a plan.
constexpr std::int64_t kMaximumInstances = 1'000'000;

std::int64_t loop_variable(Session& session, ExecutionState& scope, const char* name) {
  const VariableState* variable = session.find_variable(scope, name);
  return variable && variable->value.is_whole_number() ? variable->value.as_long() : 0;
}

void set_loop_variable(Session& session, ExecutionState& scope, const char* name, std::int64_t value) {
  session.set_local_variable(scope, name, {Value::integer(static_cast<std::int32_t>(value))});
}

Value collection_of(Interpreter& interpreter, ExecutionState& execution, const Loop& loop) {
  Value value = interpreter.evaluate(execution, loop.collection);
  const auto tree = value.tree();
  if (!tree || !tree->is_array()) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("Collection '{}' of '{}' must resolve to a list, but is {}", loop.collection.source(),
                                  execution.current_node().element_id, type_name(value.type())));
  }
  return value;
}

// An element of Spin JSON is Spin JSON again, one of a list is a value.
Value element_of(const Value& collection, std::size_t index) {
  const Json& element = (*collection.tree())[index];
  return collection.type() == ValueType::json ? Value::json(element.dump()) : Value::from_tree(element);
}

std::int64_t size_of(const Value& collection) { return static_cast<std::int64_t>(collection.tree()->size()); }

std::int64_t number_of_instances(Interpreter& interpreter, ExecutionState& execution, const Loop& loop) {
  std::int64_t number = 0;
  if (!loop.collection.empty()) {
    number = size_of(collection_of(interpreter, execution, loop));
  } else {
    const Value value = interpreter.evaluate(execution, loop.cardinality);
    try {
      number = value.is_number() ? static_cast<std::int64_t>(value.as_double()) : std::stoll(to_text(value));
    } catch (const std::logic_error&) {
      throw EngineError(ErrorCode::process_engine,
                        fmt::format("Could not resolve loopCardinality expression '{}': not a number nor number String",
                                    loop.cardinality.source()));
    }
  }
  if (number < 0 || number > kMaximumInstances) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("Invalid number of instances: must be non-negative integer value, but was {}", number));
  }
  return number;
}

void set_element(Interpreter& interpreter, ExecutionState& execution, const Loop& loop, const Value& collection,
                 std::int64_t index) {
  if (loop.element_variable.empty()) return;
  if (index >= size_of(collection)) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("Collection '{}' has no element {}", loop.collection.source(), index));
  }
  interpreter.session().set_local_variable(execution, loop.element_variable,
                                           {element_of(collection, static_cast<std::size_t>(index))});
}

bool completion_holds(Interpreter& interpreter, ExecutionState& execution, const Loop& loop) {
  if (loop.completion_condition.empty()) return false;
  const Value value = interpreter.evaluate(execution, loop.completion_condition);
  if (value.type() != ValueType::boolean) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("completionCondition '{}' does not evaluate to a boolean value",
                                  loop.completion_condition.source()));
  }
  return value.as_boolean();
}

}  // namespace

void Interpreter::loop_child_ended(ExecutionState& body, ExecutionState& ended) {
  const Node& node = body.graph->node(body.scope_node);
  const std::int64_t active = loop_variable(session_, body, kActive) - 1;
  set_loop_variable(session_, body, kCompleted, loop_variable(session_, body, kCompleted) + 1);
  set_loop_variable(session_, body, kActive, active);
  forget(ended);
  set_active(ended, false);
  ended.row.activity_instance_id.clear();
  session_.touch(ended);
  if (active > 0 && !completion_holds(*this, ended, *node.loop)) return;
  for (ExecutionState* child : plain_children(body)) delete_cascade_unless_done(*child);
  stand_on(body, body.scope_node);
  body.row.activity_instance_id = body.row.scope_instance_id;
  set_active(body, true);
  push(Operation::Kind::leave, body);
}

void Interpreter::delete_cascade_unless_done(ExecutionState& child) {
  const bool is_done = !child.row.is_active && child.node != kNoNode && child.row.activity_instance_id.empty();
  if (!is_done) return delete_cascade(child, "Multi instance completion condition satisfied.");
  forget(child);
  remove(child);
}

void Interpreter::loop_instance_done(ExecutionState& body) {
  const Loop& loop = *body.graph->node(body.scope_node).loop;
  const std::int64_t counter = loop_variable(session_, body, kCounter) + 1;
  set_loop_variable(session_, body, kCompleted, loop_variable(session_, body, kCompleted) + 1);
  if (counter >= loop_variable(session_, body, kInstances) || completion_holds(*this, body, loop)) {
    return push(Operation::Kind::leave, body);
  }
  start_loop_instance(body, counter);
}

void Interpreter::start_loop_instance(ExecutionState& body, std::int64_t counter) {
  const Node& node = body.graph->node(body.scope_node);
  set_loop_variable(session_, body, kCounter, counter);
  if (!node.loop->collection.empty()) {
    set_element(*this, body, *node.loop, collection_of(*this, body, *node.loop), counter);
  }
  push({Operation::Kind::arrive, &body, node.children.front()});
}

void Interpreter::run_loop(ExecutionState& body) {
  const Node& node = body.current_node();
  const Loop& loop = *node.loop;
  const std::int64_t number = number_of_instances(*this, body, loop);
  if (number == 0) return push(Operation::Kind::leave, body);
  const bool parallel = loop.kind == Loop::Kind::parallel;
  set_loop_variable(session_, body, kInstances, number);
  set_loop_variable(session_, body, kCompleted, 0);
  set_loop_variable(session_, body, kActive, parallel ? number : 1);
  if (!parallel) return start_loop_instance(body, 0);
  const Value collection = loop.collection.empty() ? Value() : collection_of(*this, body, loop);
  stand_on(body, kNoNode);
  body.row.activity_instance_id.clear();
  set_active(body, false);
  std::vector<ExecutionState*> paths;
  for (std::int64_t i = 0; i < number; ++i) {
    ExecutionState& path = create_child(body);
    path.row.is_concurrent = true;
    set_loop_variable(session_, path, kCounter, i);
    if (!loop.collection.empty()) set_element(*this, path, loop, collection, i);
    paths.push_back(&path);
  }
  for (std::size_t i = paths.size(); i-- > 0;) push({Operation::Kind::arrive, paths[i], node.children.front()});
}

namespace behavior {
void multi_instance_body(Interpreter& interpreter, ExecutionState& execution) { interpreter.run_loop(execution); }
}  // namespace behavior

}  // namespace baton
