// The activity instance tree out of the execution tree, as Camunda 7 derives it: every leaf execution is an activity
// instance, or a transition instance when it stands before or behind an asynchronous mark (or has finished inside a
// parallel multi-instance); every scope execution above it is one, too.
#include <algorithm>

#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

using Incidents = std::vector<std::pair<std::string, std::string>>;

class TreeBuilder {
 public:
  explicit TreeBuilder(const ExecutionState& root) : root_(root) {}

  ActivityInstanceNode build() {
    add_root();
    visit(root_);
    for (std::size_t i = nodes_.size(); i-- > 0;) attach(i);
    return std::move(nodes_.front().node);
  }

 private:
  struct Entry {
    ActivityInstanceNode node;
    std::size_t parent = 0;
  };

  static std::vector<const ExecutionState*> children(const ExecutionState& execution) {
    std::vector<const ExecutionState*> found;
    for (const ExecutionState* child : execution.children) {
      if (!child->row.is_event_scope) found.push_back(child);
    }
    return found;
  }

  void visit(const ExecutionState& execution) {
    const auto below = children(execution);
    if (below.empty()) {
      if (execution.node != bpmn::kNoNode) add_leaf(execution);
      return;
    }
    for (const ExecutionState* child : below) visit(*child);
  }

  static void collect_incidents(const ExecutionState& execution, Incidents& incidents) {
    for (const IncidentRecord* incident : execution.incidents) {
      incidents.emplace_back(incident->row.id, incident->row.activity_id);
    }
  }

  // Executions and incidents that a node shows: its own, and concurrent paths that are in no activity.
  static void describe(const ExecutionState& execution, bpmn::NodeId scope, ActivityInstanceNode& node) {
    node.execution_ids.push_back(execution.row.id);
    if (execution.node == bpmn::kNoNode || execution.node == scope) collect_incidents(execution, node.incidents);
    for (const ExecutionState* child : children(execution)) {
      if (!child->row.is_concurrent || child->node != bpmn::kNoNode) continue;
      node.execution_ids.push_back(child->row.id);
      collect_incidents(*child, node.incidents);
    }
  }

  void add_root() {
    ActivityInstanceNode node;
    node.id = root_.row.id;
    node.activity_id = root_.row.definition_id;
    node.activity_type = "processDefinition";
    node.activity_name = root_.graph->process().name;
    node.process_instance_id = root_.row.id;
    node.definition_id = root_.row.definition_id;
    describe(root_, bpmn::kProcessNode, node);
    nodes_.push_back({std::move(node), 0});
    positions_[root_.row.id] = 0;
  }

  // Position of the instance `id`, added when it is new.
  std::size_t add(const ExecutionState& execution, bpmn::NodeId element, const std::string& id, std::size_t parent) {
    const auto [known, is_new] = positions_.emplace(id, nodes_.size());
    if (!is_new) return known->second;
    const bpmn::Node& definition = execution.graph->node(element);
    ActivityInstanceNode node;
    node.id = id;
    node.parent_id = nodes_[parent].node.id;
    node.activity_id = definition.element_id;
    node.activity_name = definition.name;
    node.activity_type = definition.activity_type;
    node.process_instance_id = root_.row.id;
    node.definition_id = root_.row.definition_id;
    describe(execution, element, node);
    nodes_.push_back({std::move(node), parent});
    return nodes_.size() - 1;
  }

  // The instance of the scope that `execution` is, or that surrounds it; those around it are added, too.
  std::size_t scope_of(const ExecutionState& execution) {
    if (execution.is_process_instance()) return 0;
    const std::size_t above = scope_of(*execution.parent);
    if (!execution.row.is_scope || execution.scope_node == bpmn::kNoNode) return above;
    if (execution.row.scope_instance_id.empty()) return above;  // not begun yet
    const std::size_t parent = surrounding(*execution.parent, execution.scope_node, above);
    return add(execution, execution.scope_node, execution.row.scope_instance_id, parent);
  }

  // Where an instance of `element` below `execution` belongs: to the scope that holds the element. That is not
  // always the nearest one: compensation handlers run below the event that threw, and belong beside it.
  std::size_t surrounding(const ExecutionState& execution, bpmn::NodeId element, std::size_t nearest) const {
    const bpmn::NodeId wanted = execution.graph->node(element).parent;
    for (const ExecutionState* at = &execution; at; at = at->parent) {
      if (!at->row.is_scope || at->scope_node != wanted) continue;
      const auto found = positions_.find(at->is_process_instance() ? at->row.id : at->row.scope_instance_id);
      return found == positions_.end() ? nearest : found->second;
    }
    return nearest;
  }

  void add_leaf(const ExecutionState& leaf) {
    const bool is_own_scope = leaf.row.is_scope && leaf.scope_node == leaf.node && !leaf.is_process_instance();
    const ExecutionState& around = is_own_scope ? *leaf.parent : leaf;
    const std::size_t parent = surrounding(around, leaf.node, scope_of(around));
    if (!leaf.row.activity_instance_id.empty()) {
      add(leaf, leaf.node, leaf.row.activity_instance_id, parent);
      return;
    }
    const bpmn::Node& definition = leaf.current_node();
    ActivityInstanceNode::Transition transition;
    transition.id = leaf.row.id;
    transition.parent_id = nodes_[parent].node.id;
    transition.activity_id = definition.element_id;
    transition.activity_name = definition.name;
    transition.activity_type = definition.activity_type;
    transition.process_instance_id = root_.row.id;
    transition.definition_id = root_.row.definition_id;
    transition.execution_id = leaf.row.id;
    collect_incidents(leaf, transition.incidents);
    nodes_[parent].node.transitions.push_back(std::move(transition));
  }

  // Children come after their parents in nodes_, so going from the end every node is complete when it is moved;
  // its children were then collected backwards.
  void attach(std::size_t i) {
    ActivityInstanceNode& node = nodes_[i].node;
    std::reverse(node.children.begin(), node.children.end());
    if (i > 0) nodes_[nodes_[i].parent].node.children.push_back(std::move(node));
  }

  const ExecutionState& root_;
  std::vector<Entry> nodes_;
  std::unordered_map<std::string, std::size_t> positions_;  // by id
};

}  // namespace

std::optional<ActivityInstanceNode> Engine::activity_instances(const std::string& id) {
  const auto root_id = impl_->root_of_execution(id);
  if (!root_id) return std::nullopt;
  std::optional<ActivityInstanceNode> tree;
  impl_->read(*root_id, [&](Instance& instance) {
    const ExecutionState* process = instance.find_execution(id);
    if (process && process->is_process_instance()) tree = TreeBuilder(*process).build();
  });
  return tree;
}

}  // namespace baton
