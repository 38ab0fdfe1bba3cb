#include "conformance/random/exhaustive.hpp"

#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

#include "conformance/random/diagram.hpp"
#include "conformance/random/free_game.hpp"

namespace baton::conformance {

using bpmn::Element;

namespace {

// One scope in a state.
struct Active {
  Ids tokens;
  bool is_over = false;      // nothing left in it, or interrupted
  bool is_resting = false;   // tokens in activities
  bool holds_scopes = false;
};

void read(const TokenScope& scope, std::map<std::string, Active>& actives) {
  Active& active = actives[std::string(scope.container.id())];
  for (const Element& flow : scope.tokens) active.tokens.insert(std::string(flow.id()));
  active.is_over = scope.done() || scope.interrupted;
  active.is_resting = !scope.rests.empty();
  for (const TokenRest& rest : scope.rests) {
    for (const TokenScope& inner : rest.scopes) {
      active.holds_scopes = true;
      read(inner, actives);
    }
  }
}

struct Edge {
  std::size_t from = 0, to = 0;
  std::string mover, interrupted, ended;
  bool is_trigger = false;
};

class Exploration {
 public:
  Exploration(const Element& process, std::size_t most_states) : process_(process), most_(most_states) {}

  Soundness run() {
    explore();
    if (result_.is_too_large || result_.has_second_token) return result_;
    for (const std::string& node : nodes(process_)) {
      if (!executed_.count(node)) result_.dead.insert(node);
    }
    actives_.resize(states_.size());
    for (std::size_t i = 0; i < states_.size(); ++i) read(states_[i], actives_[i]);
    find_endless(process_);
    judge_scopes(process_);
    return result_;
  }

 private:
  void explore() {
    intern(free_start(process_));
    executed_.insert(std::string(start_event(process_).id()));
    for (std::size_t i = 0; i < states_.size(); ++i) {
      const TokenScope state = states_[i];
      for (FreeMove& move : free_moves(state)) {
        executed_.insert(move.executed.begin(), move.executed.end());
        if (conformance::has_second_token(move.state)) result_.has_second_token = true;
        edges_.push_back({i, intern(std::move(move.state)), move.mover, move.interrupted, move.ended, move.is_trigger});
      }
      result_.is_too_large = states_.size() > most_;
      if (result_.is_too_large || result_.has_second_token) break;
    }
    result_.states = states_.size();
  }

  std::size_t intern(TokenScope state) {
    const auto [found, is_new] = known_.emplace(written(state), states_.size());
    if (is_new) states_.push_back(std::move(state));
    return found->second;
  }

  static bool is_node(const Element& element) {
    const std::string_view name = element.name();
    const auto ends = [&](std::string_view with) {
      return name.size() >= with.size() && name.substr(name.size() - with.size()) == with;
    };
    return ends("Event") || ends("Gateway") || ends("ask") || name == "subProcess";
  }

  static Ids nodes(const Element& container) {
    Ids ids;
    for (const Element& child : container.children()) {
      if (is_node(child)) ids.insert(std::string(child.id()));
      if (is(child, "subProcess")) ids.merge(nodes(child));
    }
    return ids;
  }

  static bool is_inside(Element scope, const std::string& around) {
    for (; scope; scope = scope.parent()) {
      if (scope.id() == around) return true;
    }
    return false;
  }

  using Marks = std::vector<bool>;

  Marks can_reach(const std::function<bool(std::size_t)>& good, const std::function<bool(const Edge&)>& counts) const {
    std::vector<std::vector<std::size_t>> before(states_.size());
    for (const Edge& edge : edges_) {
      if (counts(edge)) before[edge.to].push_back(edge.from);
    }
    Marks met(states_.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (good(i)) open.push_back(i);
    }
    while (!open.empty()) {
      const std::size_t state = open.back();
      open.pop_back();
      if (met[state]) continue;
      met[state] = true;
      open.insert(open.end(), before[state].begin(), before[state].end());
    }
    return met;
  }

  const Active* active(std::size_t state, const std::string& scope) const {
    const auto found = actives_[state].find(scope);
    return found == actives_[state].end() ? nullptr : &found->second;
  }

  void judge_scopes(const Element& scope) {
    judge(scope);
    for (const Element& child : scope.children("subProcess")) judge_scopes(child);
  }

  // Sub-processes that never end once they are active: what waits for one of them waits for what is wrong inside.
  void find_endless(const Element& around) {
    for (const Element& scope : around.children("subProcess")) {
      find_endless(scope);
      const std::string id(scope.id());
      const auto counts = [&](const Edge& edge) {
        return edge.interrupted == id || is_inside(process_.model().find(edge.mover), id);
      };
      const auto ends = [&](std::size_t state) {
        const Active* one = active(state, id);
        return !one || (one->tokens.empty() && !one->is_resting);
      };
      const Marks can_end = can_reach(ends, counts);
      bool is_endless = true;
      for (std::size_t i = 0; i < states_.size(); ++i) {
        if (active(i, id) && can_end[i]) is_endless = false;
      }
      if (is_endless) endless_.insert(id);
    }
  }

  bool holds_endless(std::size_t state, const Element& scope) const {
    for (const Element& inner : scope.children("subProcess")) {
      if (endless_.count(std::string(inner.id())) && active(state, std::string(inner.id()))) return true;
    }
    return false;
  }

  // What the scope and its insides do by themselves.
  std::function<bool(const Edge&)> own_moves(const Element& scope) const {
    const std::string id(scope.id());
    return [this, id](const Edge& edge) {
      return edge.interrupted != id && is_inside(process_.model().find(edge.mover), id);
    };
  }

  void judge(const Element& scope) {
    const std::string id(scope.id());
    starving_.assign(states_.size(), false);
    for (const Element& gateway : scope.children()) {
      const bool joins = is(gateway, "parallelGateway") || is(gateway, "inclusiveGateway");
      if (!joins || incoming(gateway).size() < 2) continue;
      for (const Element& flow : incoming(gateway)) judge_flow(scope, gateway, std::string(flow.id()));
    }
    for (const Edge& edge : edges_) {
      if (edge.mover == id && !edge.ended.empty() && starving_[edge.to]) result_.left_behind.insert(edge.ended);
    }
    judge_way_out(scope);
  }

  void judge_flow(const Element& scope, const Element& gateway, const std::string& flow) {
    const std::string id(scope.id()), join(gateway.id());
    const auto is_free = [&](std::size_t state) {
      return !active(state, id) || !active(state, id)->tokens.count(flow) || holds_endless(state, scope);
    };
    const Marks can_go_on = can_reach(is_free, own_moves(scope));
    const Marks moving = moving_in(id);
    bool starves = false, is_dead = false;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (can_go_on[i] || active(i, id)->holds_scopes) continue;
      starving_[i] = true;
      starves = true;
      is_dead = is_dead || (!moving[i] && !active(i, id)->is_resting);
    }
    if (!starves) return;
    if (is_dead) result_.deadlocks.insert(join);
    if (!is_dead) waits_.insert(join);
    if (result_.deadlocks.count(join)) waits_.erase(join);
    result_.waiting = waits_;
  }

  Marks moving_in(const std::string& scope) const {
    Marks moving(states_.size());
    for (const Edge& edge : edges_) {
      if (edge.mover == scope && !edge.is_trigger) moving[edge.from] = true;
    }
    return moving;
  }

  void judge_way_out(const Element& scope) {
    const std::string id(scope.id());
    const auto is_over = [&](std::size_t state) {
      return !active(state, id) || active(state, id)->is_over || starving_[state] || holds_endless(state, scope);
    };
    const auto counts = [&](const Edge& edge) {
      return is_inside(process_.model().find(edge.mover), id) ||
             (!edge.interrupted.empty() && is_inside(scope, edge.interrupted));
    };
    const Marks can_end = can_reach(is_over, counts);
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (!can_end[i] && !active(i, id)->holds_scopes) result_.without_way_out.insert(id);
    }
  }

  const Element process_;
  const std::size_t most_;
  std::vector<TokenScope> states_;
  std::unordered_map<std::string, std::size_t> known_;
  std::vector<Edge> edges_;
  std::vector<std::map<std::string, Active>> actives_;
  Ids executed_, waits_, endless_;
  Marks starving_;  // of the scope that is judged
  Soundness result_;
};

}  // namespace

Soundness explore_all(const Element& process, std::size_t most_states) { return Exploration(process, most_states).run(); }

}  // namespace baton::conformance
