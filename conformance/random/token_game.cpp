#include "conformance/random/token_game.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "conformance/random/diagram.hpp"
#include "conformance/random/joins.hpp"

namespace baton::conformance {

using bpmn::Element;

namespace {

// What leaves the scope in which it was thrown, until somebody around catches it.
struct Thrown {
  bool is_error = false;
  std::string reference;
};

// Moves the tokens of a state until none can move.
class Play {
 public:
  Play(const TokenGame::Variables& variables, bool wrong_join) : variables_(variables), wrong_join_(wrong_join) {}

  static void enter(TokenScope& scope, const Element& from) {
    for (const Element& flow : outgoing(from)) scope.tokens.push_back(flow);
  }

  // What was thrown and not caught in `scope`.
  std::optional<Thrown> settle(TokenScope& scope) {
    for (;;) {
      if (auto thrown = settle_inner(scope)) return thrown;
      if (finish_one(scope)) continue;
      std::optional<Thrown> thrown;
      if (!move_one(scope, thrown)) return std::nullopt;
      if (thrown) return thrown;
    }
  }

  void begin(TokenScope& scope, const Element& node) {
    const int count = cardinality(node);
    TokenRest rest;
    rest.node = node;
    if (count == 0) return enter(scope, node);
    const int at_once = count < 0 || is_sequential(node) ? 1 : count;
    rest.to_come = std::max(count, 1) - at_once;
    for (int i = 0; i < at_once; ++i) add_instance(rest);
    scope.rests.push_back(std::move(rest));
  }

  static void add_instance(TokenRest& rest) {
    if (!is(rest.node, "subProcess")) {
      ++rest.waiting;
      return;
    }
    TokenScope inner;
    inner.container = rest.node;
    enter(inner, start_event(rest.node));
    rest.scopes.push_back(std::move(inner));
  }

 private:
  // Scopes inside first: what they throw is caught here, at their boundary, or thrown further.
  std::optional<Thrown> settle_inner(TokenScope& scope) {
    for (std::size_t i = 0; i < scope.rests.size(); ++i) {
      for (std::size_t k = 0; k < scope.rests[i].scopes.size(); ++k) {
        const auto thrown = settle(scope.rests[i].scopes[k]);
        if (!thrown) continue;
        if (!caught_at(scope, i, *thrown)) return thrown;
        i = static_cast<std::size_t>(-1);  // the rests have changed: from the beginning
        break;
      }
    }
    return std::nullopt;
  }

  bool caught_at(TokenScope& scope, std::size_t rest, const Thrown& thrown) {
    for (const Element& event : boundaries(scope.rests[rest].node)) {
      if (trigger(event) != (thrown.is_error ? "error" : "escalation") || reference(event) != thrown.reference) continue;
      if (event.flag("cancelActivity", true)) scope.rests.erase(scope.rests.begin() + static_cast<std::ptrdiff_t>(rest));
      enter(scope, event);
      return true;
    }
    return false;
  }

  // An instance of a sub-process without tokens is complete; an activity whose instances all are is, too.
  bool finish_one(TokenScope& scope) {
    for (std::size_t i = 0; i < scope.rests.size(); ++i) {
      TokenRest& rest = scope.rests[i];
      const auto complete = std::find_if(rest.scopes.begin(), rest.scopes.end(), [](const TokenScope& s) { return s.done(); });
      if (complete != rest.scopes.end()) {
        rest.scopes.erase(complete);
        next_or_leave(scope, i);
        return true;
      }
    }
    return false;
  }

 public:
  static void next_or_leave(TokenScope& scope, std::size_t index) {
    TokenRest& rest = scope.rests[index];
    if (rest.to_come > 0) {
      --rest.to_come;
      add_instance(rest);
    } else if (rest.waiting == 0 && rest.scopes.empty()) {
      const Element node = rest.node;
      scope.rests.erase(scope.rests.begin() + static_cast<std::ptrdiff_t>(index));
      enter(scope, node);
    }
  }

 private:
  // A join that a moving token may or may not still come to could fire before or after it moves: clause 13.4.3 allows
  // both. The order here is the engine's: inclusive joins, which are gateways with several incoming flows, last.
  bool move_one(TokenScope& scope, std::optional<Thrown>& thrown) {
    for (std::size_t i = 0; i < scope.tokens.size(); ++i) {
      const Element node = target(scope.tokens[i]);
      if (is_inclusive_join(node)) continue;
      if (is(node, "parallelGateway") && !wrong_join_) {
        if (!take_one_each(scope, node, true)) continue;
        enter(scope, node);
      } else {
        scope.tokens.erase(scope.tokens.begin() + static_cast<std::ptrdiff_t>(i));
        thrown = arrive(scope, node);
      }
      return true;
    }
    return fire_inclusive(scope);
  }

  static bool is_inclusive_join(const Element& node) {
    return is(node, "inclusiveGateway") && incoming(node).size() > 1;
  }

  bool fire_inclusive(TokenScope& scope) {
    for (const Element& flow : scope.tokens) {
      const Element node = target(flow);
      if (!is_inclusive_join(node) || !inclusive_may_fire(scope, node)) continue;
      take_one_each(scope, node, false);
      choose_all(scope, node);
      return true;
    }
    return false;
  }

  std::optional<Thrown> arrive(TokenScope& scope, const Element& node) {
    const std::string event = trigger(node);
    if (is(node, "userTask") || is(node, "subProcess") || is(node, "eventBasedGateway") ||
        is(node, "intermediateCatchEvent")) {
      begin(scope, node);
    } else if (is(node, "exclusiveGateway")) {
      choose_first(scope, node);
    } else if (is(node, "inclusiveGateway")) {
      choose_all(scope, node);
    } else if (is(node, "endEvent") && event == "terminate") {
      scope.tokens.clear();
      scope.rests.clear();
    } else if (event == "error") {
      return Thrown{true, reference(node)};
    } else if (event == "escalation") {
      enter(scope, node);
      return Thrown{false, reference(node)};
    } else if (event == "link") {
      enter(scope, link_target(node));
    } else {
      enter(scope, node);
    }
    return std::nullopt;
  }

  // --- Gateways ---

  bool holds(const Element& flow) const {
    // ${vN == M}
    const std::string text = flow.child("conditionExpression").trimmed_text();
    if (text.empty()) return true;
    const auto found = variables_.find(text.substr(2, text.find(' ') - 2));
    return found != variables_.end() && found->second == text[text.find("== ") + 3] - '0';
  }

  void choose_first(TokenScope& scope, const Element& gateway) const {
    const std::string_view fallback = gateway.attribute("default");
    for (const Element& flow : outgoing(gateway)) {
      if (flow.id() != fallback && holds(flow)) return scope.tokens.push_back(flow);
    }
    take_default(scope, gateway);
  }

  void choose_all(TokenScope& scope, const Element& gateway) const {
    bool any = false;
    for (const Element& flow : outgoing(gateway)) {
      if (flow.id() == gateway.attribute("default") || !holds(flow)) continue;
      scope.tokens.push_back(flow);
      any = true;
    }
    if (!any) take_default(scope, gateway);
  }

  static void take_default(TokenScope& scope, const Element& gateway) {
    for (const Element& flow : outgoing(gateway)) {
      if (flow.id() == gateway.attribute("default")) scope.tokens.push_back(flow);
    }
  }

  const TokenGame::Variables& variables_;
  bool wrong_join_;
};

// --- What can be done -------------------------------------------------------------------------------

std::string label_of(const Element& event) { return trigger(event) + " " + std::string(event.id()); }

// Everything that can be done in a state, each with the function that does it. The functions refer to the state.
class Moves {
 public:
  using Do = std::function<void(Play&)>;
  std::vector<std::pair<std::string, Do>> found;

  void collect(TokenScope& scope) {
    for (std::size_t i = 0; i < scope.rests.size(); ++i) {
      rest_moves(scope, i);
      if (!given_up(scope.rests[i])) {
        for (const Element& event : boundaries(scope.rests[i].node)) boundary_move(scope, i, event);
      }
      for (TokenScope& inner : scope.rests[i].scopes) collect(inner);
    }
    if (scope.interrupted) return;
    for (const Element& handler : event_sub_processes(scope.container)) handler_move(scope, handler);
  }

 private:
  void rest_moves(TokenScope& scope, std::size_t index) {
    TokenRest& rest = scope.rests[index];
    if (is(rest.node, "userTask")) {
      for (int i = 0; i < rest.waiting; ++i) found.emplace_back("task " + std::string(rest.node.id()), leave(scope, index));
    } else if (is(rest.node, "intermediateCatchEvent")) {
      found.emplace_back(label_of(rest.node), leave(scope, index));
    } else if (is(rest.node, "eventBasedGateway")) {
      for (const Element& flow : outgoing(rest.node)) choice_move(scope, index, target(flow));
    }
  }

  // As in Camunda 7: an interrupting event sub-process also takes the place of the boundary events of its sub-process.
  static bool given_up(const TokenRest& rest) {
    return cardinality(rest.node) < 0 && !rest.scopes.empty() && rest.scopes.front().interrupted;
  }

  static Do leave(TokenScope& scope, std::size_t index) {
    return [&scope, index](Play&) {
      --scope.rests[index].waiting;
      Play::next_or_leave(scope, index);
    };
  }

  void choice_move(TokenScope& scope, std::size_t index, const Element& event) {
    found.emplace_back(label_of(event), [&scope, index, event](Play&) {
      scope.rests.erase(scope.rests.begin() + static_cast<std::ptrdiff_t>(index));
      Play::enter(scope, event);
    });
  }

  void boundary_move(TokenScope& scope, std::size_t index, const Element& event) {
    const std::string kind = trigger(event);
    if (kind == "error" || kind == "escalation" || scope.rests[index].spent.count(std::string(event.id()))) return;
    found.emplace_back(label_of(event), [&scope, index, event, kind](Play&) {
      if (event.flag("cancelActivity", true)) {
        scope.rests.erase(scope.rests.begin() + static_cast<std::ptrdiff_t>(index));
      } else if (kind == "timer") {
        scope.rests[index].spent.insert(std::string(event.id()));
      }
      Play::enter(scope, event);
    });
  }

  void handler_move(TokenScope& scope, const Element& handler) {
    const Element event = start_event(handler);
    if (scope.spent.count(std::string(event.id()))) return;
    found.emplace_back(label_of(event), [&scope, handler, event](Play&) {
      if (event.flag("isInterrupting", true)) {
        scope.tokens.clear();
        scope.rests.clear();
        scope.interrupted = true;
      } else if (trigger(event) == "timer") {
        scope.spent.insert(std::string(event.id()));
      }
      TokenRest rest;
      rest.node = handler;
      Play::add_instance(rest);
      scope.rests.push_back(std::move(rest));
    });
  }
};

}  // namespace

TokenGame::TokenGame(std::shared_ptr<const bpmn::Model> model, bool wrong_join)
    : model_(std::move(model)), wrong_join_(wrong_join) {}

TokenScope TokenGame::start(const std::string& process, const Variables& variables) const {
  TokenScope state;
  state.container = model_->find(process);
  Play::enter(state, start_event(state.container));
  Play(variables, wrong_join_).settle(state);
  return state;
}

TokenGame::Labels TokenGame::enabled(const TokenScope& state) const {
  TokenScope copy = state;
  Moves moves;
  if (!copy.done()) moves.collect(copy);
  Labels labels;
  for (const auto& [label, move] : moves.found) labels.insert(label);
  return labels;
}

std::vector<TokenScope> TokenGame::after(const TokenScope& state, const std::string& label, const Variables& variables) const {
  std::vector<TokenScope> states;
  for (std::size_t index = 0;; ++index) {
    TokenScope copy = state;
    Moves moves;
    if (!copy.done()) moves.collect(copy);
    if (index >= moves.found.size()) return states;
    if (moves.found[index].first != label) continue;
    Play play(variables, wrong_join_);
    moves.found[index].second(play);
    play.settle(copy);
    states.push_back(std::move(copy));
  }
}

int TokenGame::size(const TokenScope& state) {
  int size = static_cast<int>(state.tokens.size());
  for (const TokenRest& rest : state.rests) {
    size += 1 + rest.waiting + rest.to_come;
    for (const TokenScope& inner : rest.scopes) size += TokenGame::size(inner);
  }
  return size;
}

}  // namespace baton::conformance
