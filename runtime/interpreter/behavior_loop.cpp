// Multi-instance activities (BPMN 2.0.2 clause 13.3.7), with Camunda 7's loop variables. The body is a scope:
// parallel instances are its concurrent children, a sequential instance runs in the body's own execution.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/loop_state.hpp"
#include "runtime/interpreter/value_json.hpp"

namespace baton {

using namespace loop_state;
using bpmn::kNoNode;
using bpmn::Loop;
using bpmn::Node;

namespace {

// One body's instances; more is a mistake in the model, not a plan.
constexpr std::int64_t kMaximumInstances = 1'000'000;

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

// A collection of what the instances put out, in their order; those that were cancelled put out nothing.
void put_out(Interpreter& interpreter, ExecutionState& body, const Loop& loop, const std::vector<ExecutionState*>& done) {
  Session& session = interpreter.session();
  std::vector<std::pair<std::int64_t, Value>> items;
  for (ExecutionState* instance : done) {
    const VariableState* counter = session.find_local_variable(*instance, kCounter);
    const VariableState* item = session.find_local_variable(*instance, loop.output_variable);
    if (counter && item) items.emplace_back(counter->value.as_long(), item->value);
  }
  std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Json list = Json::array();
  for (const auto& [counter, value] : items) list.push_back(to_json(value));
  session.set_variable(*body.parent, loop.output_collection, {Value::from_tree(list)});
}

}  // namespace

// The instance's execution stays until all are done, as clients of Camunda see it.
void Interpreter::loop_child_ended(ExecutionState& body, ExecutionState& ended) {
  const std::int64_t active = get(session_, body, kActive) - 1;
  set(session_, body, kCompleted, get(session_, body, kCompleted) + 1);
  set(session_, body, kActive, active);
  forget(ended);
  set_active(ended, false);
  ended.row.activity_instance_id.clear();
  session_.touch(ended);
  const LoopOutcome outcome = throw_loop_events(body, ended);
  if (outcome == LoopOutcome::interrupted) return;
  const Loop& loop = *body.graph->node(body.scope_node).loop;
  if (active > 0 && outcome == LoopOutcome::goes_on && !completion_holds(*this, ended, loop)) return;
  finish_parallel_loop(body);
}

void Interpreter::finish_parallel_loop(ExecutionState& body) {
  const Loop& loop = *body.graph->node(body.scope_node).loop;
  std::vector<ExecutionState*> done, running;
  for (ExecutionState* child : plain_children(body)) {
    const bool is_done = !child->row.is_active && child->node != kNoNode && child->row.activity_instance_id.empty() &&
                         child->jobs.empty();
    (is_done ? done : running).push_back(child);
  }
  for (ExecutionState* child : running) delete_cascade(*child, "Multi instance completion condition satisfied.");
  if (!loop.output_collection.empty()) put_out(*this, body, loop, done);
  for (std::size_t i = done.size(); i-- > 0;) {
    forget(*done[i]);
    remove(*done[i]);
  }
  stand_on(body, body.scope_node);
  body.row.activity_instance_id = body.row.scope_instance_id;
  set_active(body, true);
  push(Operation::Kind::leave, body);
}

void Interpreter::loop_instance_done(ExecutionState& body) {
  const Loop& loop = *body.graph->node(body.scope_node).loop;
  if (loop.kind == Loop::Kind::standard) return standard_turn_done(body);
  const std::int64_t counter = get(session_, body, kCounter) + 1;
  set(session_, body, kCompleted, get(session_, body, kCompleted) + 1);
  if (!loop.output_collection.empty()) collect_output(body, loop);
  const LoopOutcome outcome = throw_loop_events(body, body);
  if (outcome == LoopOutcome::interrupted) return;
  const bool is_last = counter >= get(session_, body, kInstances) || outcome == LoopOutcome::completes ||
                       completion_holds(*this, body, loop);
  if (!is_last) return start_loop_instance(body, counter);
  if (!loop.output_collection.empty()) {
    const VariableState* list = session_.find_local_variable(body, loop.output_collection);
    session_.set_variable(*body.parent, loop.output_collection, {list ? list->value : Value::from_tree(Json::array())});
  }
  push(Operation::Kind::leave, body);
}

// Sequential instances share the body's variables, so each adds its item before the next one begins.
void Interpreter::collect_output(ExecutionState& body, const Loop& loop) {
  const VariableState* item = session_.find_local_variable(body, loop.output_variable);
  const VariableState* list = session_.find_local_variable(body, loop.output_collection);
  const auto before = list ? list->value.tree() : nullptr;
  Json after = before ? *before : Json::array();
  after.push_back(item ? to_json(item->value) : Json());
  session_.set_local_variable(body, loop.output_collection, {Value::from_tree(after)});
}

void Interpreter::start_loop_instance(ExecutionState& body, std::int64_t counter) {
  const Node& node = body.graph->node(body.scope_node);
  const Value collection = node.loop->collection.empty() ? Value() : collection_of(*this, body, *node.loop);
  prepare_loop_instance(body, *node.loop, counter, collection);
  push({Operation::Kind::arrive, &body, node.children.front()});
}

void Interpreter::prepare_loop_instance(ExecutionState& instance, const Loop& loop, std::int64_t counter,
                                        const Value& collection) {
  set(session_, instance, kCounter, counter);
  if (!loop.collection.empty()) set_element(*this, instance, loop, collection, counter);
  if (!loop.output_variable.empty()) session_.set_local_variable(instance, loop.output_variable, {});
}

void Interpreter::run_loop(ExecutionState& body) {
  const Node& node = body.current_node();
  const Loop& loop = *node.loop;
  if (loop.kind == Loop::Kind::standard) return turn_standard_loop(body, 0);
  const std::int64_t number = number_of_instances(*this, body, loop);
  if (number == 0) {
    if (!loop.output_collection.empty()) put_out(*this, body, loop, {});
    return push(Operation::Kind::leave, body);
  }
  const bool parallel = loop.kind == Loop::Kind::parallel;
  set(session_, body, kInstances, number);
  set(session_, body, kCompleted, 0);
  set(session_, body, kActive, parallel ? number : 1);
  if (!parallel) return start_loop_instance(body, 0);
  const Value collection = loop.collection.empty() ? Value() : collection_of(*this, body, loop);
  stand_on(body, kNoNode);
  body.row.activity_instance_id.clear();
  set_active(body, false);
  std::vector<ExecutionState*> paths;
  for (std::int64_t i = 0; i < number; ++i) {
    ExecutionState& path = create_child(body);
    path.row.is_concurrent = true;
    prepare_loop_instance(path, loop, i, collection);
    paths.push_back(&path);
  }
  for (std::size_t i = paths.size(); i-- > 0;) push({Operation::Kind::arrive, paths[i], node.children.front()});
}

namespace behavior {
void multi_instance_body(Interpreter& interpreter, ExecutionState& execution) { interpreter.run_loop(execution); }
}  // namespace behavior

}  // namespace baton
