#include "conformance/random/free_game.hpp"

#include <algorithm>
#include <set>

#include "conformance/random/diagram.hpp"
#include "conformance/random/joins.hpp"

namespace baton::conformance {

using bpmn::Element;

namespace {

// From the root to a scope: the rests that hold it. A rest has one instance at most.
using Path = std::vector<std::size_t>;

TokenScope& at(TokenScope& root, const Path& path) {
  TokenScope* scope = &root;
  for (const std::size_t rest : path) scope = &scope->rests[rest].scopes.front();
  return *scope;
}

std::string name(const Element& element) { return std::string(element.id()); }

void put_on(TokenScope& scope, const Elements& flows) { scope.tokens.insert(scope.tokens.end(), flows.begin(), flows.end()); }

template <typename T>
void erase_at(std::vector<T>& from, std::size_t index) {
  from.erase(from.begin() + static_cast<std::ptrdiff_t>(index));
}

// The sets of flows that may be taken together.
std::vector<Elements> flow_sets(const Element& node) {
  const Elements flows = outgoing(node);
  std::vector<Elements> sets;
  if (is(node, "exclusiveGateway") || is(node, "eventBasedGateway")) {
    for (const Element& flow : flows) sets.push_back({flow});
  } else if (is(node, "inclusiveGateway")) {
    Elements conditional, fallback;
    for (const Element& flow : flows) (flow.id() == node.attribute("default") ? fallback : conditional).push_back(flow);
    for (unsigned taken = 1; taken < 1u << conditional.size(); ++taken) {
      Elements set;
      for (std::size_t i = 0; i < conditional.size(); ++i) {
        if (taken >> i & 1) set.push_back(conditional[i]);
      }
      sets.push_back(set);
    }
    if (!fallback.empty()) sets.push_back(fallback);
  } else {
    sets.push_back(flows);
  }
  if (sets.empty()) sets.push_back({});
  return sets;
}

class FreeMoves {
 public:
  explicit FreeMoves(const TokenScope& root) : root_(root) {}

  std::vector<FreeMove> run() {
    if (!root_.done()) collect({});
    return std::move(moves_);
  }

  static void begin(TokenScope& scope, const Element& node, FreeMove& move) {
    TokenRest rest;
    rest.node = node;
    if (is(node, "subProcess")) {
      TokenScope inner;
      inner.container = node;
      put_on(inner, outgoing(start_event(node)));
      rest.scopes.push_back(std::move(inner));
      move.executed.push_back(name(start_event(node)));
    }
    scope.rests.push_back(std::move(rest));
  }

 private:
  void collect(const Path& path) {
    TokenScope copy = root_;
    const TokenScope scope = at(copy, path);
    for (std::size_t i = 0; i < scope.tokens.size(); ++i) token_moves(path, scope, i);
    for (std::size_t i = 0; i < scope.rests.size(); ++i) {
      rest_moves(path, scope, i);
      for (const Element& event : boundaries(scope.rests[i].node)) boundary_move(path, scope, i, event);
      if (scope.rests[i].scopes.empty()) continue;
      Path inner = path;
      inner.push_back(i);
      collect(inner);
    }
    if (scope.interrupted || scope.done()) return;
    for (const Element& handler : event_sub_processes(scope.container)) handler_move(path, scope, handler);
  }

  FreeMove begin_move(const Path& path) const {
    FreeMove move;
    move.state = root_;
    move.mover = name(at(move.state, path).container);
    return move;
  }

  // The token leaves `node`, which it has already been taken from, in every way.
  void leave(const Path& path, const FreeMove& before, const Element& node) {
    for (const Elements& flows : flow_sets(node)) {
      FreeMove move = before;
      put_on(at(move.state, path), flows);
      move.executed.push_back(name(node));
      if (flows.empty()) move.ended = name(node);
      moves_.push_back(std::move(move));
    }
  }

  void token_moves(const Path& path, const TokenScope& scope, std::size_t index) {
    const Element node = target(scope.tokens[index]);
    const bool joins = incoming(node).size() > 1;
    FreeMove move = begin_move(path);
    TokenScope& here = at(move.state, path);
    if (joins && is(node, "inclusiveGateway")) {
      if (!inclusive_may_fire(scope, node)) return;
      take_one_each(here, node, false);
      leave(path, move, node);
    } else if (is(node, "parallelGateway")) {
      if (take_one_each(here, node, true)) leave(path, move, node);
    } else {
      erase_at(here.tokens, index);
      arrive(path, std::move(move), node);
    }
  }

  // An undefined task is active for a while as well (clause 13.3.2), however soon the engine passes it.
  static bool rests_in(const Element& node) {
    const bool is_activity = is(node, "userTask") || is(node, "task") || is(node, "subProcess");
    return (is_activity || is(node, "intermediateCatchEvent")) && cardinality(node) != 0;
  }

  void arrive(const Path& path, FreeMove move, const Element& node) {
    const std::string event = trigger(node);
    TokenScope& here = at(move.state, path);
    if (rests_in(node)) {
      begin(here, node, move);
      move.executed.push_back(name(node));
    } else if (is(node, "endEvent") && event == "terminate") {
      here.tokens.clear();
      here.rests.clear();
      move.executed.push_back(name(node));
    } else if (event == "error") {
      move.executed.push_back(name(node));
      throw_out(move, path, true, reference(node));
    } else if (event == "escalation") {
      put_on(here, outgoing(node));
      move.executed.push_back(name(node));
      if (outgoing(node).empty()) move.ended = name(node);
      throw_out(move, path, false, reference(node));
    } else if (event == "link") {
      put_on(here, outgoing(link_target(node)));
      move.executed.push_back(name(node));
      move.executed.push_back(name(link_target(node)));
      if (outgoing(link_target(node)).empty()) move.ended = name(link_target(node));
    } else {
      return leave(path, move, node);
    }
    moves_.push_back(std::move(move));
  }

  // Up the scopes to the first boundary event that catches it; an error that nobody catches is the end of everything.
  static void throw_out(FreeMove& move, Path path, bool is_error, const std::string& what) {
    while (!path.empty()) {
      const std::size_t rest = path.back();
      path.pop_back();
      TokenScope& scope = at(move.state, path);
      for (const Element& event : boundaries(scope.rests[rest].node)) {
        if (trigger(event) != (is_error ? "error" : "escalation") || reference(event) != what) continue;
        if (event.flag("cancelActivity", true)) {
          erase_at(scope.rests, rest);
          move.ended.clear();
        }
        put_on(scope, outgoing(event));
        move.executed.push_back(name(event));
        return;
      }
    }
    if (is_error) move.state.tokens.clear(), move.state.rests.clear();
  }

  void rest_moves(const Path& path, const TokenScope& scope, std::size_t index) {
    const TokenRest& rest = scope.rests[index];
    if (!rest.scopes.empty() && !rest.scopes.front().done()) return;
    FreeMove move = begin_move(path);
    erase_at(at(move.state, path).rests, index);
    if (rest.node.flag("triggeredByEvent")) {
      moves_.push_back(std::move(move));
    } else {
      leave(path, move, rest.node);
    }
    if (is(rest.node, "userTask")) error_moves(path, rest.node);
  }

  void error_moves(const Path& path, const Element& task) {
    std::set<std::string> thrown;
    for (Element around = task.parent(); around; around = around.parent()) {
      if (!is(around, "subProcess")) continue;
      for (const Element& event : boundaries(around)) {
        if (trigger(event) != "error" || !thrown.insert(reference(event)).second) continue;
        FreeMove move = begin_move(path);
        throw_out(move, path, true, reference(event));
        moves_.push_back(std::move(move));
      }
    }
  }

  void boundary_move(const Path& path, const TokenScope& scope, std::size_t index, const Element& event) {
    const std::string kind = trigger(event);
    if (kind == "error" || kind == "escalation" || scope.rests[index].spent.count(name(event))) return;
    FreeMove move = begin_move(path);
    TokenScope& here = at(move.state, path);
    if (event.flag("cancelActivity", true)) {
      if (!here.rests[index].scopes.empty()) move.interrupted = name(here.rests[index].node);
      erase_at(here.rests, index);
    } else {
      here.rests[index].spent.insert(name(event));
    }
    leave(path, move, event);
  }

  void handler_move(const Path& path, const TokenScope& scope, const Element& handler) {
    const Element event = start_event(handler);
    if (scope.spent.count(name(event))) return;
    FreeMove move = begin_move(path);
    TokenScope& here = at(move.state, path);
    move.is_trigger = true;
    if (event.flag("isInterrupting", true)) {
      move.interrupted = name(here.container);
      here.tokens.clear();
      here.rests.clear();
      here.interrupted = true;
    } else {
      here.spent.insert(name(event));
    }
    begin(here, handler, move);
    move.executed.push_back(name(handler));
    moves_.push_back(std::move(move));
  }

  const TokenScope& root_;
  std::vector<FreeMove> moves_;
};

std::string joined(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += name + ",";
  return text;
}

template <typename T, typename Name>
bool any_twice(const std::vector<T>& all, Name name_of) {
  std::set<std::string> seen;
  return !std::all_of(all.begin(), all.end(), [&](const T& one) { return seen.insert(name_of(one)).second; });
}

}  // namespace

TokenScope free_start(const Element& process) {
  TokenScope state;
  state.container = process;
  put_on(state, outgoing(start_event(process)));
  return state;
}

std::vector<FreeMove> free_moves(const TokenScope& state) { return FreeMoves(state).run(); }

bool has_second_token(const TokenScope& state) {
  if (any_twice(state.tokens, [](const Element& flow) { return name(flow); })) return true;
  if (any_twice(state.rests, [](const TokenRest& rest) { return name(rest.node); })) return true;
  for (const TokenRest& rest : state.rests) {
    for (const TokenScope& inner : rest.scopes) {
      if (has_second_token(inner)) return true;
    }
  }
  return false;
}

std::string written(const TokenScope& scope) {
  std::set<std::string> tokens, rests;
  for (const Element& flow : scope.tokens) tokens.insert(std::string(flow.id()));
  for (const TokenRest& rest : scope.rests) {
    std::string text = std::string(rest.node.id()) + "<" + joined(rest.spent) + ">";
    for (const TokenScope& inner : rest.scopes) text += written(inner);
    rests.insert(std::move(text));
  }
  return "{" + joined(tokens) + "|" + joined(rests) + "|" + joined(scope.spent) + (scope.interrupted ? "!}" : "}");
}

}  // namespace baton::conformance
