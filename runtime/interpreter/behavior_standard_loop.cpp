// Standard loops (BPMN 2.0.2 clause 13.3.6): the activity is executed in its body again and again while the
// condition holds. `loopCounter` is the number of turns that are done, so 0 in the first one.
#include <fmt/format.h>

#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/loop_state.hpp"

namespace baton {

using bpmn::Loop;

namespace {

bool may_turn(Interpreter& interpreter, ExecutionState& body, const Loop& loop, std::int64_t done) {
  const bool is_capped = loop.maximum && *loop.maximum > 0;
  if (is_capped && done >= *loop.maximum) return false;
  if (done == 0 && !loop.test_before) return true;
  // Without a condition only a maximum makes it a loop: what is underspecified is executed once.
  if (loop.loop_condition.empty()) return is_capped || done == 0;
  return as_condition(interpreter.evaluate(body, loop.loop_condition), loop.loop_condition);
}

}  // namespace

void Interpreter::turn_standard_loop(ExecutionState& body, std::int64_t done) {
  const bpmn::Node& node = body.graph->node(body.scope_node);
  loop_state::set(session_, body, loop_state::kCounter, done);
  if (!may_turn(*this, body, *node.loop, done)) return push(Operation::Kind::leave, body);
  push({Operation::Kind::arrive, &body, node.children.front()});
}

void Interpreter::standard_turn_done(ExecutionState& body) {
  turn_standard_loop(body, loop_state::get(session_, body, loop_state::kCounter) + 1);
}

}  // namespace baton
