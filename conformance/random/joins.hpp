// Joins of the token game, as clause 13.4 has them.
#pragma once

#include "conformance/random/diagram.hpp"
#include "conformance/random/token_game.hpp"

namespace baton::conformance {

// One token from each incoming flow that has one; with `all` none when a flow has none.
bool take_one_each(TokenScope& scope, const bpmn::Element& gateway, bool all);

// Clause 13.4.3. A token that rests in an activity counts as one on each flow that it may leave by.
bool inclusive_may_fire(const TokenScope& scope, const bpmn::Element& gateway);

}  // namespace baton::conformance
