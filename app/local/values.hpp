// Variables as the command line writes and prints them: JSON.
#pragma once

#include <string>

#include "expression/value.hpp"
#include "runtime/engine/engine.hpp"

namespace baton::app {

// JSON's types become Camunda's (Boolean, Integer, Long, Double, String, Null); objects and lists become
// Json. Text that is not JSON is a String: --var customer=Ada.
Value value_from_word(const std::string& text);
Value value_from_json(const Json& json);

// {"a": 1, ...}. Throws std::runtime_error when `text` is not a JSON object; empty text is no variables.
Variables variables_from(const std::string& text);

// For people: 3, "text", {"a":1}; cut when long.
std::string show_value(const Value& value);

}  // namespace baton::app
