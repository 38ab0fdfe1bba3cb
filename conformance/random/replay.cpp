#include "conformance/random/replay.hpp"

#include <algorithm>
#include <set>

#include "conformance/random/diagram.hpp"
#include "conformance/random/free_game.hpp"

namespace baton::conformance {

using bpmn::Element;

namespace {

using Step = bpmn::SoundnessTrace::Step;
using States = std::vector<TokenScope>;

class Replay {
 public:
  explicit Replay(const Element& process) : process_(process), states_{free_start(process)} {}

  // A token game that moves one token at a time needs several moves for a step: an activity is entered and left.
  bool advance(const Step& step) {
    const Element node = process_.model().find(step.element);
    if (is(node, "startEvent")) return true;
    const Element host = process_.model().find(node.attribute("attachedToRef"));
    States reached, open = states_;
    for (int moves = 0; moves < 2; ++moves) {
      States next;
      for (const TokenScope& state : open) {
        for (FreeMove& move : free_moves(state)) {
          if (move.mover != process_.id() || move.executed.empty()) continue;
          const bool fires = move.executed.front() == step.element;
          if (fires && holds(move.state, step.flows)) reached.push_back(move.state);
          if (fires || (host && move.executed.front() == host.id())) next.push_back(std::move(move.state));
        }
      }
      open = std::move(next);
    }
    for (const TokenScope& state : states_) {
      if (is_inside(state, node) && step.flows.empty()) reached.push_back(state);
    }
    keep(std::move(reached));
    return !states_.empty();
  }

  // Some way of doing the steps leads to these tokens.
  bool has_tokens(const std::vector<std::string>& places) {
    for (const std::string& place : places) {
      const Element node = process_.model().find(place);
      if (!node || is(node, "sequenceFlow")) continue;
      if (!std::any_of(states_.begin(), states_.end(), [&](const TokenScope& state) { return is_inside(state, node); })) advance({place, {}});
    }
    std::erase_if(states_, [&](const TokenScope& state) {
      std::vector<std::string> there;
      for (const Element& flow : state.tokens) there.emplace_back(flow.id());
      for (const TokenRest& rest : state.rests) there.emplace_back(rest.node.id());
      return !std::is_permutation(there.begin(), there.end(), places.begin(), places.end());
    });
    return !states_.empty();
  }

  bool is_stuck() const {
    return std::any_of(states_.begin(), states_.end(), [&](const TokenScope& state) {
      const auto moves = free_moves(state);
      return std::all_of(moves.begin(), moves.end(), [](const FreeMove& move) { return move.is_trigger; });
    });
  }

 private:
  // Each once: the same state is reached in several orders. Where tokens have met, states count as different.
  void keep(States reached) {
    std::set<std::string> known;
    std::erase_if(reached, [&](const TokenScope& state) { return !has_second_token(state) && !known.insert(written(state)).second; });
    states_ = std::move(reached);
  }

  static bool is_inside(const TokenScope& state, const Element& node) {
    return std::any_of(state.rests.begin(), state.rests.end(), [&](const TokenRest& rest) { return rest.node == node; });
  }

  static bool holds(const TokenScope& state, const std::vector<std::string>& flows) {
    return std::all_of(flows.begin(), flows.end(), [&](const std::string& flow) {
      return std::any_of(state.tokens.begin(), state.tokens.end(), [&](const Element& one) { return one.id() == flow; });
    });
  }

  const Element process_;
  States states_;
};

bool can_be_replayed(const Element& process, const bpmn::SoundnessFinding& finding) {
  const Element subject = process.model().find(finding.finding.element_id);
  if (finding.trace.steps.empty() || !(subject.parent() == process)) return false;
  const auto is_plain = [&](const Step& step) {
    const Element node = process.model().find(step.element);
    const Element host = process.model().find(node.attribute("attachedToRef"));
    // The token game passes both ends of a link at once.
    return node.parent() == process && !is(node, "subProcess") && trigger(node) != "link" && !(host && is(host, "subProcess"));
  };
  const auto& tokens = finding.trace.tokens;
  return std::all_of(finding.trace.steps.begin(), finding.trace.steps.end(), is_plain) &&
         std::none_of(tokens.begin(), tokens.end(), [&](const std::string& id) {
           const Element there = process.model().find(id);
           return !there || is(there, "subProcess");
         });
}

}  // namespace

std::string replay(const Element& process, const bpmn::SoundnessFinding& finding) {
  if (!can_be_replayed(process, finding)) return "";
  const std::string name = finding.finding.rule + " of " + finding.finding.element_id;
  Replay game(process);
  for (const Step& step : finding.trace.steps) {
    if (!game.advance(step)) return name + ": the token game cannot do the step " + step.element;
  }
  // Where two tokens meet the trace ends with both of them, on one flow or in one activity.
  if (finding.finding.rule == "soundness/lack-of-synchronization") return "";
  if (!game.has_tokens(finding.trace.tokens)) return name + ": the tokens are elsewhere";
  const bool has_to_be_stuck = finding.finding.rule == "soundness/deadlock";
  return has_to_be_stuck && !game.is_stuck() ? name + ": something moves" : "";
}

}  // namespace baton::conformance
