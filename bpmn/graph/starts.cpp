// How many tokens an activity takes and gives, and what begins with a scope (BPMN 2.0.2 clauses 10.3.1, 10.5.2, 13.3.4):
// its none start events; where there is no start at all, everything that no flow leads to.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

namespace {

// More than the largest is a mistake in the file, not a plan.
constexpr std::int64_t kLargestQuantity = 10'000;

std::int64_t quantity(Element element, std::string_view name, Compiler& compiler) {
  const auto text = element.find_attribute(name);
  if (!text) return 1;
  std::int64_t value = 0;
  std::from_chars(text->data(), text->data() + text->size(), value);
  if (value >= 1 && value <= kLargestQuantity) return value;
  compiler.report(Severity::error, element, "token-quantity",
                  fmt::format("{} must be a number from 1 to {}, but is '{}'", name, kLargestQuantity, *text));
  return 1;
}

bool is_scope_of_flow(const Node& node) {
  return node.kind == NodeKind::process || node.kind == NodeKind::sub_process || node.kind == NodeKind::transaction;
}

bool is_start(const Node& node) {
  return node.kind == NodeKind::start_event || (node.kind == NodeKind::event_based_gateway && node.instantiate);
}

bool begins_unasked(const Node& node, const std::vector<bool>& is_target) {
  if (is_target[node.id] || node.is_for_compensation || node.kind == NodeKind::start_event) return false;
  return node.kind != NodeKind::intermediate_catch_event || !node.has_event(EventKind::link);
}

}  // namespace

void read_quantities(Element element, Node& node, Compiler& compiler) {
  node.start_quantity = quantity(element, "startQuantity", compiler);
  node.completion_quantity = quantity(element, "completionQuantity", compiler);
}

void set_initial_nodes(std::vector<Node>& nodes, const std::vector<Flow>& flows) {
  std::vector<bool> is_target(nodes.size());
  for (const Flow& flow : flows) is_target[flow.target] = true;
  for (Node& scope : nodes) {
    if (!is_scope_of_flow(scope)) continue;
    bool has_start = false;
    for (const NodeId id : scope.children) {
      const Node& child = nodes[id];
      has_start = has_start || is_start(child);
      if (child.kind == NodeKind::start_event && child.events.empty()) scope.initial_nodes.push_back(id);
    }
    if (has_start) continue;
    for (const NodeId id : scope.children) {
      if (begins_unasked(nodes[id], is_target)) scope.initial_nodes.push_back(id);
    }
  }
}

void order_thrown_events(Node& node) {
  if (node.kind != NodeKind::end_event && node.kind != NodeKind::intermediate_throw_event) return;
  const auto last = [](const EventDefinition& definition) {
    switch (definition.kind) {
      case EventKind::escalation: return 1;  // may interrupt its own path
      case EventKind::error: return 2;
      case EventKind::cancel:
      case EventKind::terminate: return 3;
      default: return 0;
    }
  };
  std::stable_sort(node.events.begin(), node.events.end(),
                   [&](const EventDefinition& a, const EventDefinition& b) { return last(a) < last(b); });
}

}  // namespace baton::bpmn
