// Conditional events (BPMN 2.0.2 clause 10.5.5) as Camunda 7 looks at them: on entry of their scope whatever
// variable they name, then whenever a variable changes that they can see. Changes are collected while an
// operation runs and looked at before the next one, so that a node is not cancelled in its middle.
#include <algorithm>
#include <utility>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::EventDefinition;
using bpmn::EventKind;

namespace {

const EventDefinition* definition_of(const SubscriptionRecord& subscription) {
  const bpmn::ProcessGraph& graph = *subscription.execution->graph;
  return bpmn::definition_of(graph.node(graph.find_node(subscription.row.activity_id)), subscription.row.configuration);
}

bool concerns(const EventDefinition& definition, const std::string& name, const std::string& event) {
  if (!definition.variable_name.empty() && definition.variable_name != name) return false;
  const auto& events = definition.variable_events;
  return events.empty() || std::find(events.begin(), events.end(), event) != events.end();
}

// Conditional subscriptions that can see a variable of `scope`: below it, unless a nearer one hides it.
void collect(ExecutionState& scope, const std::string& name, bool is_first, std::vector<SubscriptionRecord*>& found) {
  if (!is_first) {
    for (const auto& variable : scope.variables) {
      if (variable->name == name) return;
    }
  }
  for (SubscriptionRecord* subscription : scope.subscriptions) {
    if (subscription->row.event_type == "conditional") found.push_back(subscription);
  }
  for (ExecutionState* child : scope.children) collect(*child, name, false, found);
}

}  // namespace

void Interpreter::variable_changed(ExecutionState& scope, const std::string& name, const char* event) {
  if (instance().conditional_subscriptions == 0) return;
  changes_.push_back({&scope, name, event});
}

bool Interpreter::condition_true(ExecutionState& execution, const EventDefinition& definition) {
  try {
    const Value value = evaluate(execution, definition.condition);
    return as_condition(value, definition.condition);
  } catch (const EvaluationError& error) {
    // A variable that does not exist yet cannot fulfil a condition.
    if (error.message.find("Unknown property used in expression") != std::string::npos ||
        error.message.find("Cannot resolve identifier") != std::string::npos ||
        error.message.find("is not defined") != std::string::npos) {
      return false;
    }
    throw;
  }
}

// Queues what may be fulfilled, in the order of the changes: an event that happens runs until it waits before the next
// condition is looked at.
void Interpreter::dispatch_conditions() {
  std::vector<SubscriptionRecord*> checks;
  for (ExecutionState* scope : std::exchange(entered_scopes_, {})) {
    if (scope->is_removed) continue;
    for (SubscriptionRecord* subscription : scope->subscriptions) {
      const bool is_own = subscription->row.activity_id == scope->row.activity_id;  // a catch event looks itself
      if (subscription->row.event_type == "conditional" && !is_own) checks.push_back(subscription);
    }
  }
  for (const VariableChange& change : std::exchange(changes_, {})) {
    if (change.scope->is_removed) continue;
    std::vector<SubscriptionRecord*> subscriptions;
    collect(*change.scope, change.name, true, subscriptions);
    for (SubscriptionRecord* subscription : subscriptions) {
      const EventDefinition* definition = definition_of(*subscription);
      if (definition && concerns(*definition, change.name, change.event)) checks.push_back(subscription);
    }
  }
  for (std::size_t i = checks.size(); i-- > 0;) {
    Operation check{Operation::Kind::check_condition, checks[i]->execution};
    check.waiting = checks[i];
    push(check);
  }
}

void Interpreter::check_condition(SubscriptionRecord& subscription) {
  if (subscription.is_removed || subscription.execution->is_removed) return;
  ExecutionState& scope = *subscription.execution;
  const EventDefinition* definition = definition_of(subscription);
  if (definition && condition_true(scope, *definition)) event_happened(subscription);
}

}  // namespace baton
