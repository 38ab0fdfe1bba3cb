// Scopes inside out: what a sub-process does has to be known before the scope around it is explored. Then outside in: what
// can be reached at all.
#include "bpmn/soundness/soundness.hpp"

#include <algorithm>
#include <set>

#include "bpmn/soundness/behavior.hpp"
#include "bpmn/soundness/catchers.hpp"
#include "bpmn/soundness/net_builder.hpp"
#include "bpmn/soundness/reduction.hpp"
#include "bpmn/soundness/states.hpp"

namespace baton::bpmn {

using namespace soundness;

namespace {

struct Explored {
  ScopeSoundness sound;
  std::set<NodeId> executed;  // nodes directly inside, boundary events included
  std::set<NodeId> caught;    // events around, or of handlers, to which something is thrown
};

class Check {
 public:
  Check(const ProcessGraph& graph, const SoundnessLimits& limits) : graph_(graph), budget_{limits.states, limits.work} {}

  ProcessSoundness run() {
    for (NodeId id = static_cast<NodeId>(graph_.node_count()); id-- > 0;) {
      if (is_flow_scope(graph_.node(id))) explore(id);
    }
    reached_.insert(kProcessNode);
    ProcessSoundness result;
    for (auto& [id, explored] : scopes_) {
      if (!reached_.count(id)) continue;
      enter_inner(id, explored);
      drop_escapable(explored.sound);
      result.scopes.push_back(std::move(explored.sound));
    }
    for (const ScopeSoundness& scope : result.scopes) {
      for (const NodeId node : scope.dead) add_dead(node, result.dead);
    }
    for (const NodeId activity : asleep_) add_dead_inside(activity, result.dead);
    std::sort(result.dead.begin(), result.dead.end());
    return result;
  }

 private:
  void explore(NodeId id) {
    Explored& explored = scopes_[id];
    ScopeSoundness& sound = explored.sound;
    sound.scope = id;
    if (graph_.node(id).children.empty()) {
      behaviors_[id] = unknown_behavior();
      return;
    }
    sound.net = build_net(graph_, id, behaviors_);
    if (!sound.net.unsupported.empty()) {
      sound.complete = false;
      sound.unknown = sound.net.unsupported;
      behaviors_[id] = unknown_behavior();
      return;
    }
    reduce(sound.net);
    const States states(sound.net, budget_);
    sound.states = states.size();
    sound.complete = states.complete();
    if (!sound.complete) sound.unknown = "it has more states than are looked at";
    sound.offences = judge(sound.net, states);
    behaviors_[id] = behavior_of(graph_, sound.net, states, behaviors_);
    note_executed(states, explored);
  }

  static void note_executed(const States& states, Explored& explored) {
    const Net& net = explored.sound.net;
    const auto cover = [&](const std::vector<NodeId>& nodes) { explored.executed.insert(nodes.begin(), nodes.end()); };
    for (const Start& start : net.starts) cover(start.covers);
    std::set<std::pair<VertexId, std::uint32_t>> fired;
    for (const Move& move : states.moves()) {
      if (move.to == kSecondToken) explored.sound.has_second_token = true;
      fired.emplace(move.vertex, move.mode);
    }
    for (const auto& [vertex, number] : fired) {
      const Mode& mode = net.vertices[vertex].modes[number];
      cover(mode.covers);
      for (const NodeId catcher : {mode.catcher, mode.thrown}) {
        if (catcher != kNoNode) explored.caught.insert(catcher);
      }
    }
  }

  bool never_runs(const Node& outer) const {
    return outer.loop && outer.loop->cardinality.is_constant() && outer.loop->cardinality.source() == "0";
  }

  // What is known to be executed in a scope that is reached leads to the scopes inside; what is known not to be, is dead.
  void enter_inner(NodeId id, Explored& explored) {
    const Node& scope = graph_.node(id);
    const bool is_certain = explored.sound.complete && !explored.sound.has_second_token;
    caught_.insert(explored.caught.begin(), explored.caught.end());
    for (const NodeId child : scope.children) {
      const Node& node = graph_.node(child);
      if (graph_.node(inner_of(graph_, child)).is_for_compensation) continue;
      if (explored.executed.count(child) || !is_certain) {
        if (never_runs(node)) {
          asleep_.push_back(child);
        } else {
          reached_.insert(inner_of(graph_, child));
        }
      }
      if (!is_certain) continue;
      if (!explored.executed.count(child)) explored.sound.dead.push_back(child);
      for (const NodeId boundary : node.boundary_events) {
        if (!explored.executed.count(boundary)) explored.sound.dead.push_back(boundary);
      }
    }
    for (const NodeId handler : scope.event_sub_processes) {
      if (is_triggered(handler, is_certain)) reached_.insert(handler);
      if (!reached_.count(handler)) explored.sound.dead.push_back(handler);
    }
  }

  bool is_triggered(NodeId handler, bool is_certain) const {
    if (!is_certain) return true;
    const auto& children = graph_.node(handler).children;
    return std::any_of(children.begin(), children.end(), [&](NodeId child) {
      const Node& node = graph_.node(child);
      if (node.kind != NodeKind::start_event) return false;
      return caught_.count(child) || is_from_outside(graph_, node);
    });
  }

  // Going round for ever is meant where something from outside ends it.
  void drop_escapable(ScopeSoundness& sound) const {
    bool can_be_interrupted = false;
    NodeId from = kNoNode;
    for (NodeId scope = sound.scope; scope != kNoNode; from = scope, scope = scope_of(graph_, scope)) {
      const auto check = [&](NodeId id) {
        const Node& event = graph_.node(id);
        can_be_interrupted = can_be_interrupted || (event.interrupting && is_from_outside(graph_, event));
      };
      for (const NodeId boundary : graph_.node(outer_of(graph_, scope)).boundary_events) check(boundary);
      for (const NodeId handler : graph_.node(scope).event_sub_processes) {
        if (handler == from) continue;
        for (const NodeId child : graph_.node(handler).children) {
          if (graph_.node(child).kind == NodeKind::start_event) check(child);
        }
      }
    }
    if (!can_be_interrupted) return;
    std::erase_if(sound.offences, [](const Offence& one) { return one.fault == Fault::no_way_out; });
  }

  void add_dead(NodeId id, std::vector<NodeId>& dead) const {
    dead.push_back(id);
    add_dead_inside(id, dead);
  }

  void add_dead_inside(NodeId id, std::vector<NodeId>& dead) const {
    const Node& inner = graph_.node(inner_of(graph_, id));
    for (const NodeId child : inner.children) add_dead(child, dead);
    for (const NodeId child : inner.children) {
      for (const NodeId boundary : graph_.node(child).boundary_events) dead.push_back(boundary);
    }
    for (const NodeId handler : inner.event_sub_processes) add_dead(handler, dead);
  }

  const ProcessGraph& graph_;
  Budget budget_;
  Behaviors behaviors_;
  std::map<NodeId, Explored> scopes_;
  std::set<NodeId> reached_, caught_;
  std::vector<NodeId> asleep_;  // activities that are executed no times
};

}  // namespace

ProcessSoundness check_soundness(const ProcessGraph& graph, const SoundnessLimits& limits) {
  return Check(graph, limits).run();
}

}  // namespace baton::bpmn
