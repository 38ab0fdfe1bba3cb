// Questions of the form "from every state there is a way to ...", answered by walking the moves backwards from where it is so.
//
// A state in which a token is in a sub-process that never ends is not blamed on anybody here: its fault is inside.
#include "bpmn/soundness/judge.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace baton::bpmn::soundness {

namespace {

class Judge {
 public:
  Judge(const Net& net, const States& states) : net_(net), states_(states), before_(states.size()) {
    const auto& moves = states.moves();
    for (std::size_t i = 0; i < moves.size(); ++i) {
      if (is_state(moves[i].to)) before_[moves[i].to].push_back(moves[i].from);
    }
    for (PlaceId place = 0; place < net.places.size(); ++place) {
      const VertexId by = net.places[place].emptied_by;
      if (by == kNone || net.vertices[by].modes.empty()) traps_.push_back(place);
    }
    starving_anywhere_.assign(states.size(), kNoNode);
  }

  std::vector<Offence> run() {
    find_second_tokens();
    for (VertexId id = 0; id < net_.vertices.size(); ++id) {
      const Vertex& join = net_.vertices[id];
      if (!join.gone && join.join != Join::any) find_starving(id);
    }
    find_left_behind();
    find_no_way_out();
    return std::move(found_);
  }

 private:
  using Marks = std::vector<bool>;

  // From which states there is a way to a state that is `good`, or out of what is known, or that is not to blame; or in
  // which the vertex `firing` fires.
  Marks can_reach(const std::function<bool(StateId)>& good, VertexId firing = kNone) const {
    Marks met(states_.size());
    std::vector<StateId> open;
    const auto add = [&](StateId state) {
      if (!met[state]) open.push_back(state);
      met[state] = true;
    };
    for (StateId state = 0; state < states_.size(); ++state) {
      if (!states_.is_followed(state) || is_blameless(state) || good(state)) add(state);
    }
    for (const Move& move : states_.moves()) {
      if (!is_state(move.to) || move.vertex == firing) add(move.from);
    }
    while (!open.empty()) {
      const StateId state = open.back();
      open.pop_back();
      for (const StateId earlier : before_[state]) add(earlier);
    }
    return met;
  }

  bool is_blameless(StateId state) const {
    return std::any_of(traps_.begin(), traps_.end(), [&](PlaceId place) { return states_.marked(state, place); });
  }

  bool is_dead(StateId state) const {
    const auto [first, last] = states_.moves_of(state);
    return states_.is_followed(state) && first == last;
  }

  Offence offence(Fault fault, NodeId node, StateId state) const {
    Offence made;
    made.fault = fault;
    made.node = node;
    made.marking = states_.marking(state);
    made.trace = trace_to(state);
    return made;
  }

  Steps trace_to(StateId state) const {
    std::size_t start = 0;
    const std::vector<std::size_t> way = states_.way_to(state, start);
    Steps steps = net_.starts[start].steps;
    for (const std::size_t move : way) add_steps(steps, states_.moves()[move]);
    return steps;
  }

  void add_steps(Steps& steps, const Move& move) const {
    const Steps& more = net_.vertices[move.vertex].modes[move.mode].steps;
    steps.insert(steps.end(), more.begin(), more.end());
  }

  void find_second_tokens() {
    std::set<NodeId> told;
    for (const Move& move : states_.moves()) {
      if (move.to != kSecondToken || net_.places[move.second].is_spawned) continue;
      const NodeId node = net_.vertices[move.vertex].node;
      if (!told.insert(node).second) continue;
      Offence made = offence(Fault::second_token, node, move.from);
      made.second = move.second;
      add_steps(made.trace, move);
      found_.push_back(std::move(made));
    }
  }

  void find_starving(VertexId id) {
    const Vertex& join = net_.vertices[id];
    StateId dead = kNone, starving = kNone;
    for (const PlaceId place : join.in) {
      const Marks can_go_on = can_reach([&](StateId state) { return !states_.marked(state, place); }, id);
      for (StateId state = 0; state < states_.size(); ++state) {
        if (can_go_on[state]) continue;
        if (starving_anywhere_[state] == kNoNode) starving_anywhere_[state] = join.node;
        if (is_dead(state)) dead = std::min(dead, state);
        starving = std::min(starving, state);
      }
    }
    if (starving == kNone) return;
    const bool is_deadlock = dead != kNone;
    const StateId state = is_deadlock ? dead : starving;
    Offence made = offence(is_deadlock ? Fault::deadlock : Fault::waits_for_ever, join.node, state);
    for (const PlaceId place : join.in) {
      if (!states_.marked(state, place)) made.missing.push_back(place);
    }
    found_.push_back(std::move(made));
  }

  void find_left_behind() {
    std::set<NodeId> told;
    for (std::size_t i = 0; i < states_.moves().size(); ++i) {
      const Move& move = states_.moves()[i];
      const Vertex& vertex = net_.vertices[move.vertex];
      if (vertex.modes[move.mode].leaving != Leaving::end || !is_state(move.to)) continue;
      const NodeId end = vertex.modes[move.mode].steps.back().node;
      if (starving_anywhere_[move.to] == kNoNode || !told.insert(end).second) continue;
      Offence made = offence(Fault::left_behind, end, move.from);
      made.join = starving_anywhere_[move.to];
      made.marking = states_.marking(move.to);
      add_steps(made.trace, move);
      found_.push_back(std::move(made));
    }
  }

  void find_no_way_out() {
    // What leads to a join that waits for ever has been told.
    const Marks can_end = can_reach(
        [&](StateId state) { return !states_.has_tokens(state) || starving_anywhere_[state] != kNoNode; });
    for (StateId state = 0; state < states_.size(); ++state) {
      if (can_end[state]) continue;
      std::vector<NodeId> passed = passed_from(state);
      if (passed.empty()) continue;
      Offence made = offence(Fault::no_way_out, passed.front(), state);
      made.passed = std::move(passed);
      found_.push_back(std::move(made));
      return;
    }
  }

  // What is executed from a state on.
  std::vector<NodeId> passed_from(StateId from) const {
    Marks met(states_.size());
    std::vector<StateId> open{from};
    std::set<NodeId> nodes;
    while (!open.empty()) {
      const StateId state = open.back();
      open.pop_back();
      if (met[state]) continue;
      met[state] = true;
      const auto [first, last] = states_.moves_of(state);
      for (std::size_t i = first; i < last; ++i) {
        const Move& move = states_.moves()[i];
        for (const Step& step : net_.vertices[move.vertex].modes[move.mode].steps) nodes.insert(step.node);
        if (is_state(move.to)) open.push_back(move.to);
      }
    }
    return {nodes.begin(), nodes.end()};
  }


  const Net& net_;
  const States& states_;
  std::vector<std::vector<StateId>> before_;
  std::vector<PlaceId> traps_;
  std::vector<NodeId> starving_anywhere_;  // a join that waits for ever in a state
  std::vector<Offence> found_;
};

}  // namespace

std::vector<Offence> judge(const Net& net, const States& states) { return Judge(net, states).run(); }

}  // namespace baton::bpmn::soundness
