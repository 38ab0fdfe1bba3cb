// Signals that a process throws (BPMN 2.0.2 clause 10.5.7): heard by everybody who waits, in this instance at once, in
// others after the commit (engine/outbox.cpp).
//
// Parallel paths run one after the other here, though none is before the other in the diagram. So a throw event lets
// the other paths come to their waits first when one of them may wait for its signal. What is behind the throw event
// on its own path does not hear it.
#include <algorithm>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::EventDefinition;
using bpmn::EventKind;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;

namespace {

bool is_caught(const bpmn::ProcessGraph& graph, const std::string& name) {
  for (NodeId id = 0; id < graph.node_count(); ++id) {
    const Node& node = graph.node(id);
    if (node.kind == NodeKind::end_event || node.kind == NodeKind::intermediate_throw_event) continue;
    for (const EventDefinition& definition : node.events) {
      if (definition.kind != EventKind::signal) continue;
      if (!definition.name.is_constant() || definition.name.source() == name) return true;
    }
  }
  return false;
}

std::vector<SubscriptionRecord*> listeners_of(Instance& instance, const std::string& name) {
  std::vector<SubscriptionRecord*> found;
  for (auto& [id, subscription] : instance.subscriptions) {
    if (subscription->row.event_type == "signal" && subscription->row.event_name == name && subscription->execution) {
      found.push_back(subscription.get());
    }
  }
  std::sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->row.sequence < b->row.sequence; });
  return found;
}

}  // namespace

bool Interpreter::signal_is_early(ExecutionState& execution, const EventDefinition& definition) {
  if (std::erase(late_signals_, &execution) > 0 || stack_.empty() || definition.signal_async) return false;
  if (!is_caught(*execution.graph, event_name(execution, definition))) return false;
  late_signals_.push_back(&execution);
  ++execution.queued;
  stack_.insert(stack_.begin(), {Operation::Kind::execute, &execution});
  return true;
}

void Interpreter::throw_signal(ExecutionState& execution, const EventDefinition& definition) {
  const std::string name = event_name(execution, definition);
  const Variables variables = mapped_variables(execution, definition.in_mappings);
  session_.put_signal(execution, name, variables, definition.signal_async);
  if (definition.signal_async) return;
  for (SubscriptionRecord* listener : listeners_of(instance(), name)) {
    if (listener->is_removed || listener->execution->row.suspended) continue;
    for (const auto& [key, value] : variables) session_.set_variable(*listener->execution, key, value);
    event_happened(*listener);
  }
}

}  // namespace baton
