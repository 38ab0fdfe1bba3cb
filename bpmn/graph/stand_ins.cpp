#include "bpmn/graph/stand_ins.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bpmn/graph/compiler.hpp"
#include "bpmn/graph/reachability.hpp"

namespace baton::bpmn {

namespace {

constexpr std::string_view kNever = "9999-12-31T23:59:59";

bool is_blank(const Expression& text) {
  return text.empty() ||
         (text.is_constant() && text.source().find_first_not_of(" \t\r\n") == std::string::npos);
}

// A text is no truth value, and a script in an unknown language has none.
bool can_be_decided(const Flow& flow) {
  return !flow.condition.is_constant() && flow.condition.source() != Compiler::failing().source();
}

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return result + "'";
}

Expression chosen(const Node& source, const Flow& flow) {
  const std::string variable = fmt::format("execution.getVariable({})", quoted(source.element_id));
  std::string text = fmt::format("{} == {}", variable, quoted(flow.element_id));
  if (!flow.name.empty()) text += fmt::format(" || {} == {}", variable, quoted(flow.name));
  return Expression::compile("${" + text + "}");
}

class Gaps {
 public:
  Gaps(std::vector<Node>& nodes, std::vector<Flow>& flows) : nodes_(nodes), flows_(flows), reach_(nodes, flows) {}

  void fill() {
    for (Node& node : nodes_) {
      fill_events(node);
      if (node.loop) fill_loop(*node.loop);
      for (Parameter& parameter : node.io.inputs) fill_parameter(parameter);
      for (Parameter& parameter : node.io.outputs) fill_parameter(parameter);
      if (node.kind != NodeKind::event_based_gateway && node.kind != NodeKind::parallel_gateway) fill_choice(node);
    }
  }

 private:
  static void fill_events(Node& node) {
    for (EventDefinition& event : node.events) {
      if (event.kind == EventKind::timer && is_blank(event.timer)) {
        event.timer_kind = TimerKind::date;
        event.timer = Expression::compile(kNever);
      }
      const bool is_named = event.kind == EventKind::message || event.kind == EventKind::signal;
      if (is_named && is_blank(event.name)) event.name = Expression::compile(node.element_id);
      if (event.kind == EventKind::conditional && is_blank(event.condition)) {
        event.condition = Expression::compile("${execution.getVariable(" + quoted(node.element_id) + ") == true}");
      }
    }
  }

  static void fill_loop(Loop& loop) {
    if (loop.kind != Loop::Kind::standard && loop.cardinality.empty() && loop.collection.empty()) {
      loop.cardinality = Expression::compile("1");
    }
  }

  static void fill_parameter(Parameter& parameter) {
    for (Parameter& item : parameter.items) fill_parameter(item);
    if (parameter.expression.source() == Compiler::failing().source()) parameter.expression = Expression::compile("${null}");
  }

  void fill_choice(Node& node) {
    std::vector<Flow*> open = undecidable(node);
    if (open.empty()) return;
    for (Flow* flow : open) flow->condition = chosen(node, *flow);
    if (node.default_flow != kNoFlow) return;
    const std::vector<bool>& back = reach_.reaching(node.id);
    const auto onward = std::find_if(open.begin(), open.end(), [&](const Flow* flow) {
      return flow->target != node.id && !back[flow->target];
    });
    Flow& fallback = onward == open.end() ? *open.front() : **onward;
    fallback.condition = Expression();
    fallback.is_default = true;
    node.default_flow = static_cast<FlowId>(&fallback - flows_.data());
  }

  // A single flow without a condition is the default of an exclusive gateway; of other nodes, every one is taken.
  std::vector<Flow*> undecidable(const Node& node) {
    std::vector<Flow*> open, bare;
    const auto source = [](const Flow& flow, NodeId id) { return flow.source < id; };
    for (auto flow = std::lower_bound(flows_.begin(), flows_.end(), node.id, source);
         flow != flows_.end() && flow->source == node.id; ++flow) {
      if (flow->is_default) continue;
      if (flow->condition.empty()) bare.push_back(&*flow);
      if (!flow->condition.empty() && !can_be_decided(*flow)) open.push_back(&*flow);
    }
    const bool needs_conditions = node.kind == NodeKind::exclusive_gateway &&
                                  (bare.size() > 1 || node.default_flow != kNoFlow);
    if (needs_conditions) open.insert(open.end(), bare.begin(), bare.end());
    return open;
  }

  std::vector<Node>& nodes_;
  std::vector<Flow>& flows_;
  Reachability reach_;
};

}  // namespace

void fill_gaps(std::vector<Node>& nodes, std::vector<Flow>& flows) { Gaps(nodes, flows).fill(); }

}  // namespace baton::bpmn
