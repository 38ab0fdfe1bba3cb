#include "conformance/random/joins.hpp"

#include <algorithm>

namespace baton::conformance {

using bpmn::Element;

namespace {

// Whether the token that may go these ways can come to an incoming flow without token, and to none with one.
bool waits_for(const Elements& ways, const TokenScope& scope, const Element& gateway) {
  bool to_empty = false, to_full = false;
  for (const Element& flow : incoming(gateway)) {
    const bool full = std::find(scope.tokens.begin(), scope.tokens.end(), flow) != scope.tokens.end();
    for (const Element& way : ways) {
      if (leads_to(way, flow, gateway)) (full ? to_full : to_empty) = true;
    }
  }
  return to_empty && !to_full;
}

}  // namespace

bool take_one_each(TokenScope& scope, const Element& gateway, bool all) {
  std::vector<Element> rest = scope.tokens;
  for (const Element& flow : incoming(gateway)) {
    const auto found = std::find(rest.begin(), rest.end(), flow);
    if (found != rest.end()) {
      rest.erase(found);
    } else if (all) {
      return false;
    }
  }
  scope.tokens = rest;
  return true;
}

bool inclusive_may_fire(const TokenScope& scope, const Element& gateway) {
  for (const Element& flow : scope.tokens) {
    if (!(target(flow) == gateway) && waits_for({flow}, scope, gateway)) return false;
  }
  for (const TokenRest& rest : scope.rests) {
    Elements ways = outgoing(rest.node);
    for (const Element& event : boundaries(rest.node)) {
      for (const Element& flow : outgoing(event)) ways.push_back(flow);
    }
    if (waits_for(ways, scope, gateway)) return false;
  }
  return true;
}

}  // namespace baton::conformance
