#include "bpmn/soundness/behavior.hpp"

#include <algorithm>
#include <set>

#include "bpmn/soundness/catchers.hpp"

namespace baton::bpmn::soundness {

namespace {

class Collector {
 public:
  Collector(const ProcessGraph& graph, const Net& net, const States& states)
      : graph_(graph), net_(net), states_(states) {}

  Behavior run(const Behaviors& behaviors) {
    collect_states();
    for (const Move& move : states_.moves()) add(move);
    for (const NodeId handler : graph_.node(net_.scope).event_sub_processes) {
      const auto found = behaviors.find(handler);
      if (found != behaviors.end()) add_handler(handler, found->second);
    }
    return {{finals_.begin(), finals_.end()}, {throwings_.begin(), throwings_.end()}};
  }

 private:
  void collect_states() {
    for (StateId state = 0; state < states_.size(); ++state) {
      seen_.insert(states_.thrown(state));
      if (!states_.has_tokens(state)) finals_.insert({states_.thrown(state), true, kNoNode});
    }
    if (!states_.complete()) complete_everywhere();
  }

  // What is not known may well end.
  void complete_everywhere() {
    for (const Thrown& thrown : seen_) finals_.insert({thrown, true, kNoNode});
  }

  bool is_own_handler(NodeId catcher) const {
    return catcher != kNoNode && graph_.node(graph_.node(catcher).parent).parent == net_.scope;
  }

  void add(const Move& move) {
    const Mode& mode = net_.vertices[move.vertex].modes[move.mode];
    const Thrown before = states_.thrown(move.from);
    if (move.to == kSecondToken) complete_everywhere();
    if (move.to == kLeft) {
      const bool completes = mode.leaving == Leaving::all || is_own_handler(mode.catcher);
      finals_.insert({before, completes, completes ? kNoNode : mode.catcher});
    }
    const bool is_known = std::find(net_.thrown.begin(), net_.thrown.end(), mode.thrown) != net_.thrown.end();
    if (is_state(move.to) && is_known) throwings_.insert({before, mode.thrown, states_.thrown(move.to)});
  }

  void add_handler(NodeId handler, const Behavior& behavior) {
    for (const NodeId start : graph_.node(handler).children) {
      const Node& node = graph_.node(start);
      if (node.kind != NodeKind::start_event || !node.interrupting || !is_from_outside(graph_, node)) continue;
      for (const Behavior::Final& final : behavior.finals) {
        if (final.completes) complete_everywhere();
      }
    }
    for (const Behavior::Final& final : behavior.finals) {
      if (final.completes) continue;
      for (const Thrown& thrown : seen_) finals_.insert({thrown, false, final.catcher});
    }
    std::set<NodeId> catchers;
    for (const Behavior::Throwing& throwing : behavior.throwings) catchers.insert(throwing.catcher);
    for (const NodeId catcher : catchers) throw_at_any_time(catcher);
  }

  static Thrown with(Thrown thrown, NodeId catcher) {
    int& count = thrown[catcher];
    count = std::min(count + 1, 2);
    return thrown;
  }

  void throw_at_any_time(NodeId catcher) {
    for (int again = 0; again < 2; ++again) {
      const auto finals = finals_;
      for (Behavior::Final final : finals) {
        final.thrown = with(std::move(final.thrown), catcher);
        finals_.insert(final);
      }
      const auto throwings = throwings_;
      for (Behavior::Throwing throwing : throwings) {
        throwing.from = with(std::move(throwing.from), catcher);
        throwing.to = with(std::move(throwing.to), catcher);
        throwings_.insert(throwing);
      }
      const auto seen = seen_;
      for (const Thrown& thrown : seen) {
        throwings_.insert({thrown, catcher, with(thrown, catcher)});
        seen_.insert(with(thrown, catcher));
      }
    }
  }

  const ProcessGraph& graph_;
  const Net& net_;
  const States& states_;
  std::set<Thrown> seen_;
  std::set<Behavior::Final> finals_;
  std::set<Behavior::Throwing> throwings_;
};

}  // namespace

Behavior behavior_of(const ProcessGraph& graph, const Net& net, const States& states, const Behaviors& behaviors) {
  return Collector(graph, net, states).run(behaviors);
}

Behavior unknown_behavior() { return {{Behavior::Final{}}, {}}; }

}  // namespace baton::bpmn::soundness
