// Complex gateways (BPMN 2.0.2 clause 13.4.5). A gateway starts when its activationCondition holds for the tokens that
// wait at it: one of each incoming flow goes on as one. Then it waits for its reset: until no token can come any more
// by the flows that it has taken none from, by the rule of the inclusive join. Those that came are taken too.
//
// What a reset sends out: where conditions ask for `waitingForStart`, what they say; else nothing, since the same
// condition would let the same work begin twice. Without an activationCondition the gateway starts as an inclusive
// join does.
//
// Between start and reset a note on the scope says which flows the tokens were taken from (kStartedGateway).
#include <algorithm>
#include <map>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/execution_scope.hpp"
#include "runtime/interpreter/joins.hpp"

namespace baton {

using bpmn::Flow;
using bpmn::FlowId;
using bpmn::kNoFlow;
using bpmn::Node;
using bpmn::NodeId;

namespace {

constexpr const char* kActivationCount = "activationCount";
constexpr const char* kWaitingForStart = "waitingForStart";

using Names = std::map<std::string, Value, std::less<>>;

// The variables of an execution and what a gateway's conditions may ask for besides.
class GatewayScope final : public ExecutionScope {
 public:
  GatewayScope(Interpreter& interpreter, ExecutionState& execution, const Names& names)
      : ExecutionScope(interpreter, execution), interpreter_(interpreter), execution_(execution), names_(names) {}

  std::optional<Value> variable(std::string_view name) const override {
    const auto found = names_.find(name);
    return found == names_.end() ? ExecutionScope::variable(name) : found->second;
  }
  Value run_script(const Expression& script) override {
    ScriptRequest request = interpreter_.script_request(execution_, nullptr, script);
    for (const auto& [name, value] : names_) request.variables.insert_or_assign(name, value);
    const ScriptResult result = interpreter_.session().environment().submit_script(std::move(request)).get();
    if (!result.error.empty()) throw EvaluationError{result.error, result.bpmn_error_code, result.bpmn_error_message};
    return result.value;
  }

 private:
  Interpreter& interpreter_;
  ExecutionState& execution_;
  const Names& names_;
};

bool holds(Interpreter& interpreter, ExecutionState& execution, const Expression& condition, const Names& names) {
  GatewayScope scope(interpreter, execution, names);
  return as_condition(condition.evaluate(scope), condition);
}

// The tokens at the gateway, all and by flow, and its phase.
Names names_of(const bpmn::ProcessGraph& graph, NodeId gateway, const std::vector<ExecutionState*>& waiting,
               bool waiting_for_start) {
  Names names;
  for (const FlowId flow : graph.incoming(gateway)) {
    const auto count = std::count_if(waiting.begin(), waiting.end(),
                                     [&](ExecutionState* token) { return flow_of(*token, gateway) == flow; });
    names[graph.flow(flow).element_id] = Value::integer(static_cast<std::int32_t>(count));
  }
  names[kActivationCount] = Value::integer(static_cast<std::int32_t>(waiting.size()));
  names[kWaitingForStart] = Value::boolean(waiting_for_start);
  return names;
}

bool asks_for_phase(const bpmn::ProcessGraph& graph, NodeId gateway) {
  for (const FlowId flow : all_outgoing(graph, gateway)) {
    if (graph.flow(flow).condition.source().find(kWaitingForStart) != std::string::npos) return true;
  }
  return false;
}

// The note of a gateway in its scope; null: it waits for its start.
SubscriptionRecord* note_of(const ExecutionState& scope, const Node& gateway) {
  for (SubscriptionRecord* subscription : scope.subscriptions) {
    if (subscription->row.event_type == kStartedGateway && subscription->row.activity_id == gateway.element_id) {
      return subscription;
    }
  }
  return nullptr;
}

std::string list(const bpmn::ProcessGraph& graph, const std::set<FlowId>& flows) {
  std::string text;
  for (const FlowId flow : flows) text += graph.flow(flow).element_id + " ";
  return text;
}

std::set<FlowId> flows_in(const bpmn::ProcessGraph& graph, std::string_view text) {
  std::set<FlowId> flows;
  for (std::size_t begin = 0, end = 0; (end = text.find(' ', begin)) != std::string_view::npos; begin = end + 1) {
    const FlowId flow = graph.find_flow(text.substr(begin, end - begin));
    if (flow != kNoFlow) flows.insert(flow);
  }
  return flows;
}

std::set<FlowId> flows_of(const std::vector<ExecutionState*>& tokens, NodeId gateway) {
  std::set<FlowId> flows;
  for (const ExecutionState* token : tokens) {
    if (const FlowId flow = flow_of(*token, gateway); flow != kNoFlow) flows.insert(flow);
  }
  return flows;
}

// What goes out: `unconditional` flows only at the start.
std::vector<FlowId> chosen_flows(Interpreter& interpreter, ExecutionState& execution, NodeId gateway, const Names& names,
                                 bool is_start) {
  const bpmn::ProcessGraph& graph = *execution.graph;
  const FlowId by_default = graph.node(gateway).default_flow;
  std::vector<FlowId> chosen;
  for (const FlowId id : all_outgoing(graph, gateway)) {
    const Flow& flow = graph.flow(id);
    if (id == by_default) continue;
    if (flow.condition.empty() ? is_start : holds(interpreter, execution, flow.condition, names)) chosen.push_back(id);
  }
  if (chosen.empty() && by_default != kNoFlow) chosen.push_back(by_default);
  if (is_start && chosen.empty() && !all_outgoing(graph, gateway).empty()) no_flow_selected(graph.node(gateway));
  return chosen;
}

bool may_start(Interpreter& interpreter, ExecutionState& token, const ExecutionState& scope, bool nothing_moves,
               const std::vector<ExecutionState*>& waiting, const Names& names) {
  const Node& gateway = token.current_node();
  if (token.graph->incoming(gateway.id).size() < 2) return true;
  if (!gateway.activation_condition.empty()) return holds(interpreter, token, gateway.activation_condition, names);
  return nothing_moves && !is_token_expected(scope, gateway.id, flows_of(waiting, gateway.id));
}

void leave_as_one(Interpreter& interpreter, ExecutionState& survivor, const std::vector<ExecutionState*>& tokens,
                  const std::vector<FlowId>& flows) {
  for (ExecutionState* token : tokens) interpreter.instance().waiting_joins.erase(token);
  interpreter.leave_joined(survivor, tokens, flows);
}

// What was not taken at the start is taken now. False: a token is still expected.
bool try_reset(Interpreter& interpreter, SubscriptionRecord& note) {
  ExecutionState& scope = *note.execution;
  const bpmn::ProcessGraph& graph = *scope.graph;
  const NodeId gateway = graph.find_node(note.row.activity_id);
  const std::set<FlowId> taken = flows_in(graph, note.row.configuration);
  std::vector<ExecutionState*> waiting;
  for (ExecutionState* token : interpreter.instance().waiting_joins) {
    if (token->node == gateway && (token == &scope || token->parent == &scope)) waiting.push_back(token);
  }
  std::sort(waiting.begin(), waiting.end(), [](auto* a, auto* b) { return a->row.sequence < b->row.sequence; });
  std::set<FlowId> full = flows_of(waiting, gateway);
  full.insert(taken.begin(), taken.end());
  if (is_token_expected(scope, gateway, full)) return false;

  std::erase_if(waiting, [&](ExecutionState* token) { return taken.contains(flow_of(*token, gateway)); });
  const std::vector<ExecutionState*> joined = one_per_flow(graph, gateway, waiting, false);
  std::vector<FlowId> flows;
  if (asks_for_phase(graph, gateway)) {
    flows = chosen_flows(interpreter, scope, gateway, names_of(graph, gateway, joined, false), false);
  }
  interpreter.session().remove_subscription(note);
  if (!joined.empty()) {
    leave_as_one(interpreter, *joined.back(), joined, flows);
  } else if (!flows.empty()) {
    ExecutionState& path = interpreter.create_concurrent(scope);
    interpreter.stand_on(path, gateway);
    interpreter.leave_via(path, flows);
  }
  return true;
}

bool try_start(Interpreter& interpreter, ExecutionState& token, bool nothing_moves) {
  const bpmn::ProcessGraph& graph = *token.graph;
  const Node& gateway = token.current_node();
  ExecutionState& scope = interpreter.scope_execution(token, gateway.parent);
  if (note_of(scope, gateway)) return false;
  const std::vector<ExecutionState*> waiting = tokens_at(token, gateway.id);
  const Names names = names_of(graph, gateway.id, waiting, true);
  if (!may_start(interpreter, token, scope, nothing_moves, waiting, names)) return false;

  std::vector<ExecutionState*> joined = one_per_flow(graph, gateway.id, waiting, false);
  if (joined.empty()) joined = {&token};
  const std::vector<FlowId> flows = chosen_flows(interpreter, token, gateway.id, names, true);
  SubscriptionRecord* note = nullptr;
  const bool asks = asks_for_phase(graph, gateway.id);
  if (graph.incoming(gateway.id).size() > 1 || asks) {
    EventSubscription row;
    row.event_type = kStartedGateway;
    row.activity_id = gateway.element_id;
    row.configuration = list(graph, flows_of(joined, gateway.id));
    note = &interpreter.session().create_subscription(scope, std::move(row));
  }
  const bool has_token = std::find(joined.begin(), joined.end(), &token) != joined.end();
  leave_as_one(interpreter, has_token ? token : *joined.back(), joined, flows);
  // Nothing to wait for: its second phase may send something out while the scope is there.
  if (asks) try_reset(interpreter, *note);
  return true;
}

}  // namespace

bool Interpreter::recheck_complex_gateways() {
  std::vector<ExecutionState*> tokens(instance().waiting_joins.begin(), instance().waiting_joins.end());
  std::sort(tokens.begin(), tokens.end(), [](auto* a, auto* b) { return a->row.sequence < b->row.sequence; });
  for (ExecutionState* token : tokens) {
    if (token->node == bpmn::kNoNode || token->current_node().kind != bpmn::NodeKind::complex_gateway) continue;
    if (try_start(*this, *token, true)) return true;
  }
  std::vector<SubscriptionRecord*> notes(instance().started_gateways.begin(), instance().started_gateways.end());
  std::sort(notes.begin(), notes.end(), [](auto* a, auto* b) { return a->row.sequence < b->row.sequence; });
  for (SubscriptionRecord* note : notes) {
    if (try_reset(*this, *note)) return true;
  }
  return false;
}

namespace behavior {

void complex_gateway(Interpreter& interpreter, ExecutionState& execution) {
  interpreter.set_active(execution, false);
  interpreter.instance().waiting_joins.insert(&execution);
  try_start(interpreter, execution, false);
}

}  // namespace behavior

}  // namespace baton
