// Numbers, dates and JSON trees as Java writes them: what users see in `${...}` within text, in messages and
// in the JSON that Camunda's serialisers produce.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "expression/value.hpp"

namespace baton {

// Double.toString: "1.0", "1.0E10", "NaN", "-Infinity".
std::string java_double(double value);

// java.util.Date.toString in UTC: "Thu Feb 29 12:30:15 UTC 2024".
std::string java_date(TimestampMs time);

// Compact JSON as Jackson writes it; invalid UTF-8 becomes U+FFFD.
std::string java_json(const Json& tree);

// String.valueOf of the list, map or scalar that the tree stands for: "[1, two, {a=null}]".
std::string java_tree(const Json& tree);

// True when JSON text nests at most `limit` arrays and objects; text that is no JSON may answer either.
bool json_nests_at_most(std::string_view text, int limit);

}  // namespace baton
