// Ad-hoc sub-processes (BPMN 2.0.2 clause 10.3.5, 13.3.5). Activities without incoming flows are enabled as long
// as the sub-process runs. Which of them start by themselves is said by the collection of active elements;
// without one all do, each once, in the diagram's order and one after the other where the ordering is
// sequential. Others are started by command, as often as wanted.
//
// The paths inside are concurrent children of the scope, also when there is only one (tree.cpp leaves them so).
// What waits for its turn, or that the condition has come true, is kept in the state of the scope's execution.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::AdHoc;
using bpmn::kNoNode;
using bpmn::Node;
using bpmn::NodeId;
using bpmn::NodeKind;

namespace {

constexpr std::string_view kCompleting = "completing";
constexpr std::string_view kPending = "pending:";

bool is_enabled(const bpmn::ProcessGraph& graph, NodeId id) {
  const Node& node = graph.node(id);
  const bool is_catching_link = node.kind == NodeKind::intermediate_catch_event && node.event_kind() == bpmn::EventKind::link;
  return graph.incoming(id).empty() && !node.is_for_compensation && !is_catching_link;
}

std::vector<NodeId> pending_of(const ExecutionState& scope) {
  std::vector<NodeId> pending;
  std::string_view text = scope.row.state;
  if (!text.starts_with(kPending)) return pending;
  text.remove_prefix(kPending.size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const NodeId node = scope.graph->find_node(text.substr(0, end));
    if (node != kNoNode) pending.push_back(node);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return pending;
}

std::string state_of(const ExecutionState& scope, const std::vector<NodeId>& pending) {
  std::string text;
  for (NodeId node : pending) text += (text.empty() ? std::string(kPending) : ",") + scope.graph->node(node).element_id;
  return text;
}

std::vector<NodeId> all_enabled(const bpmn::ProcessGraph& graph, const Node& scope) {
  std::vector<NodeId> enabled;
  for (NodeId child : scope.children) {
    if (is_enabled(graph, child)) enabled.push_back(child);
  }
  return enabled;
}

// "a", "b" of a list, or of a text with commas.
std::vector<std::string> names_of(const Value& value) {
  std::vector<std::string> names;
  if (const auto tree = value.tree(); tree && tree->is_array()) {
    for (const Json& name : *tree) names.push_back(name.is_string() ? name.get<std::string>() : name.dump());
  } else if (!value.is_null()) {
    std::string name;
    for (const char c : to_text(value) + ",") {
      if (c != ',') {
        if (c != ' ') name += c;
      } else if (!name.empty()) {
        names.push_back(std::move(name));
        name.clear();
      }
    }
  }
  return names;
}

// The activity of the sub-process that `id` names. Throws where it is none that can be started.
NodeId enabled_activity(const ExecutionState& scope, const std::string& id) {
  const bpmn::ProcessGraph& graph = *scope.graph;
  NodeId node = graph.find_node(id + "#multiInstanceBody");
  if (node == kNoNode) node = graph.find_node(id);
  if (node == kNoNode || graph.node(node).parent != scope.scope_node || !is_enabled(graph, node)) {
    throw EngineError(ErrorCode::not_valid,
                      fmt::format("Expected an activity without incoming flows of ad-hoc sub-process '{}', found '{}'",
                                  graph.node(scope.scope_node).element_id, id));
  }
  return node;
}

}  // namespace

void Session::start_ad_hoc_activities(ExecutionState& scope, const std::vector<std::string>& activities,
                                      const Variables& variables) {
  if (scope.row.state == kCompleting) {
    throw EngineError(ErrorCode::not_valid, fmt::format("Ad-hoc sub-process '{}' only waits for its running activities",
                                                        scope.row.scope_activity_id));
  }
  std::vector<NodeId> nodes;
  for (const std::string& id : activities) nodes.push_back(enabled_activity(scope, id));
  interpreter_->start_ad_hoc(scope, std::move(nodes), variables);
  run();
}

bool Interpreter::is_ad_hoc(const ExecutionState& execution) const {
  return execution.row.is_scope && execution.scope_node != kNoNode && !execution.row.is_event_scope &&
         execution.graph->node(execution.scope_node).kind == NodeKind::ad_hoc_sub_process;
}

void Interpreter::enter_ad_hoc(ExecutionState& scope) {
  const Node& node = scope.current_node();
  std::vector<NodeId> begun;
  if (node.ad_hoc->active_elements.empty()) {
    begun = all_enabled(*scope.graph, node);
    if (begun.empty()) return push(Operation::Kind::leave, scope);
  } else {
    for (const std::string& id : names_of(evaluate(scope, node.ad_hoc->active_elements))) {
      begun.push_back(enabled_activity(scope, id));
    }
  }
  start_ad_hoc(scope, begun, {});
}

void Interpreter::start_ad_hoc(ExecutionState& scope, std::vector<NodeId> nodes, const Variables& variables) {
  const AdHoc& ad_hoc = *scope.graph->node(scope.scope_node).ad_hoc;
  if (ad_hoc.is_sequential) {
    std::vector<NodeId> pending = pending_of(scope);
    pending.insert(pending.end(), nodes.begin(), nodes.end());
    nodes.clear();
    if (plain_children(scope).empty() && !pending.empty()) {
      nodes.push_back(pending.front());
      pending.erase(pending.begin());
    }
    scope.row.state = state_of(scope, pending);
    session_.touch(scope);
  }
  std::vector<ExecutionState*> paths;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    ExecutionState& path = create_child(scope);
    path.row.is_concurrent = true;
    for (const auto& [name, value] : variables) session_.set_local_variable(path, name, value);
    paths.push_back(&path);
  }
  if (!paths.empty()) {
    scope.row.activity_instance_id.clear();
    stand_on(scope, kNoNode);
    set_active(scope, false);
  }
  for (std::size_t i = paths.size(); i-- > 0;) push({Operation::Kind::arrive, paths[i], nodes[i]});
}

// Asked when an activity inside is done: true when its path is not to go on, because the condition holds.
bool Interpreter::completes_ad_hoc(ExecutionState& execution) {
  const Node& node = execution.current_node();
  const Node& scope_node = execution.graph->node(node.parent);
  if (scope_node.kind != NodeKind::ad_hoc_sub_process || node.is_event() || node.is_for_compensation) return false;
  ExecutionState& scope = scope_execution(execution, node.parent);
  if (scope.row.state == kCompleting) return true;
  const Expression& condition = scope_node.ad_hoc->completion_condition;
  if (condition.empty() || !as_condition(evaluate(execution, condition), condition)) return false;
  scope.row.state = kCompleting;
  session_.touch(scope);
  return true;
}

void Interpreter::ad_hoc_path_ended(ExecutionState& scope, ExecutionState& ended) {
  forget(ended);
  remove(ended);
  const AdHoc& ad_hoc = *scope.graph->node(scope.scope_node).ad_hoc;
  const bool is_completing = scope.row.state == kCompleting;
  if (is_completing && ad_hoc.cancel_remaining) {
    for (ExecutionState* child : plain_children(scope)) delete_cascade(*child, "Ad-hoc sub-process completed.");
  }
  if (!plain_children(scope).empty()) return;
  stand_on(scope, scope.scope_node);
  scope.row.activity_instance_id = scope.row.scope_instance_id;
  set_active(scope, true);
  if (!is_completing) {
    if (!pending_of(scope).empty()) return start_ad_hoc(scope, {}, {});
    if (!ad_hoc.completion_condition.empty()) return;  // somebody has more to start
  }
  scope.row.state.clear();
  push(Operation::Kind::leave, scope);
}

std::vector<std::string> enabled_ad_hoc_activities(const ExecutionState& scope) {
  std::vector<std::string> ids;
  for (NodeId node : all_enabled(*scope.graph, scope.graph->node(scope.scope_node))) {
    std::string id = scope.graph->node(node).element_id;
    ids.push_back(id.substr(0, id.find('#')));
  }
  return ids;
}

namespace behavior {
void ad_hoc_sub_process(Interpreter& interpreter, ExecutionState& execution) { interpreter.enter_ad_hoc(execution); }
}  // namespace behavior

}  // namespace baton
