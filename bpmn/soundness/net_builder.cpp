// Every flow is a place. Most nodes are one vertex. An activity that may be left in several ways - boundary events, or
// what is thrown inside - has places of its own in between: one for each set of non-interrupting events that it has seen.
#include "bpmn/soundness/net_builder.hpp"

#include <algorithm>

#include "bpmn/soundness/catchers.hpp"
#include "bpmn/soundness/choices.hpp"
#include "bpmn/soundness/end_effects.hpp"
#include "bpmn/soundness/reach.hpp"
#include "bpmn/soundness/rests.hpp"

namespace baton::bpmn::soundness {

namespace {

bool never_runs(const Node& node) {
  return node.loop && node.loop->cardinality.is_constant() && node.loop->cardinality.source() == "0";
}

// Tokens that come to it by several flows and end in it meet inside.
bool meet_inside(const ProcessGraph& graph, const Node& node) {
  const auto [first, last] = graph.outgoing(node.id);
  const bool is_moment = node.kind == NodeKind::end_event || node.kind == NodeKind::intermediate_throw_event ||
                         node.kind == NodeKind::exclusive_gateway || node.kind == NodeKind::parallel_gateway ||
                         node.kind == NodeKind::inclusive_gateway || node.kind == NodeKind::complex_gateway;
  return first == last && graph.incoming(node.id).size() > 1 && !is_moment;
}

bool is_start(const Node& node) {
  const bool instantiates = node.kind == NodeKind::event_based_gateway || node.kind == NodeKind::receive_task;
  return node.kind == NodeKind::start_event || (instantiates && node.instantiate);
}

class Builder {
 public:
  Builder(const ProcessGraph& graph, NodeId scope, const Behaviors& behaviors)
      : graph_(graph), parts_{graph, behaviors, net_, place_of_flow_, {}} {
    net_.scope = scope;
  }

  Net run() {
    const Node& scope = graph_.node(net_.scope);
    place_of_flow_.assign(graph_.flow_count(), kNone);
    add_places();
    for (const NodeId child : scope.children) add(graph_.node(child));
    add_starts(scope);
    separate_fillers(net_);
    connect(net_);
    collect_thrown();
    if (net_.unsupported.empty()) {
      mark_spawned(net_);
      net_.reach = reach_of(net_, parts_.ways);
    }
    return std::move(net_);
  }

 private:
  // Also for flows of what is not executed, such as a boundary event that is attached to nothing.
  void add_places() {
    for (FlowId flow = 0; flow < graph_.flow_count(); ++flow) {
      const auto is_here = [&](NodeId node) { return graph_.node(node).parent == net_.scope; };
      if (!is_here(graph_.flow(flow).source) && !is_here(graph_.flow(flow).target)) continue;
      place_of_flow_[flow] = static_cast<PlaceId>(net_.places.size());
      net_.places.emplace_back().flow = flow;
    }
  }

  void unsupported(const Node& node, const char* what) {
    if (net_.unsupported.empty()) net_.unsupported = "'" + node.element_id + "' " + what;
  }

  void add(const Node& node) {
    if (graph_.node(inner_of(graph_, node.id)).is_for_compensation) return;
    if (node.start_quantity > 1 || node.completion_quantity > 1) unsupported(node, "takes or gives several tokens");
    Vertex vertex;
    vertex.node = node.id;
    for (const FlowId flow : graph_.incoming(node.id)) vertex.in.push_back(place_of_flow_[flow]);
    const bool joins = vertex.in.size() > 1;
    if (joins && node.kind == NodeKind::complex_gateway) unsupported(node, "is a complex gateway that joins");
    if (joins && node.kind == NodeKind::parallel_gateway) vertex.join = Join::all;
    if (joins && node.kind == NodeKind::inclusive_gateway) vertex.join = Join::inclusive;
    if ((rests_on_its_own(graph_, node) || meet_inside(graph_, node)) && !never_runs(node)) {
      if (!add_rests(parts_, node, vertex)) unsupported(node, "has too many non-interrupting events");
    } else if (!add_modes(parts_, node.id, vertex)) {
      unsupported(node, "has too many conditions");
    }
    net_.vertices.push_back(std::move(vertex));
  }

  // A place before the node that begins; what begins together is one start.
  void begin_at(NodeId node, Start& start) {
    // The entry of an activity stands behind the vertices that leave it.
    const auto vertex = std::find_if(net_.vertices.rbegin(), net_.vertices.rend(),
                                     [&](const Vertex& one) { return one.node == node; });
    if (vertex == net_.vertices.rend()) return;
    const auto place = static_cast<PlaceId>(net_.places.size());
    net_.places.emplace_back().node = node;
    net_.places.back().is_start = true;
    vertex->in.push_back(place);
    start.places.push_back(place);
  }

  void add_starts(const Node& scope) {
    Start together;
    for (const NodeId node : scope.initial_nodes) begin_at(node, together);
    if (!together.places.empty()) net_.starts.push_back(together);
    for (const NodeId child : scope.children) {
      if (!is_start(graph_.node(child))) continue;
      const auto& initial = scope.initial_nodes;
      if (std::find(initial.begin(), initial.end(), child) != initial.end()) continue;
      Start alone;
      begin_at(child, alone);
      net_.starts.push_back(alone);
    }
    for (const Start& start : net_.starts) {
      if (start.places.empty()) unsupported(scope, "begins with nothing that can be followed");
    }
    if (net_.starts.empty()) unsupported(scope, "has no beginning");
  }

  // What handlers of this very scope catch stays here.
  void collect_thrown() {
    for (const Vertex& vertex : net_.vertices) {
      for (const Mode& mode : vertex.modes) {
        if (mode.thrown == kNoNode || graph_.node(graph_.node(mode.thrown).parent).parent == net_.scope) continue;
        auto& all = net_.thrown;
        if (std::find(all.begin(), all.end(), mode.thrown) == all.end()) all.push_back(mode.thrown);
      }
    }
  }

  const ProcessGraph& graph_;
  Net net_;
  std::vector<PlaceId> place_of_flow_;
  Parts parts_;
};

}  // namespace

Net build_net(const ProcessGraph& graph, NodeId scope, const Behaviors& behaviors) {
  return Builder(graph, scope, behaviors).run();
}

}  // namespace baton::bpmn::soundness
