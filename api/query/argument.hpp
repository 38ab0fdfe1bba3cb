// What a query was given, read to types: parameters of a URL (text) and members of a JSON body (typed), with
// Camunda 7's coercions (camunda7-rest B.6) and its errors (B.4: a bad one is a 400 that names it).
//
// Pure; no table is known here.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "expression/value.hpp"
#include "runtime/store/query.hpp"

namespace baton::api::query {

// How a parameter is read. A flag counts only when it is true, a `given` one whenever it is there (some of Camunda's
// look at nothing else). In a URL "" is one empty text of `texts` and none of a `list`. Integers are 64 bit; `value` is any plain
// value (in a URL a text), to be compared with variables.
enum class Type : std::uint8_t { text, texts, list, flag, given, integer, date, variables, dates, value };

enum class Operator : std::uint8_t { eq, neq, gt, gteq, lt, lteq, like, not_like };

// {name, operator, value} of a body, name_operator_value of a URL; `op` stays text because which operators
// exist depends on the parameter.
struct VariableCondition {
  bool has_name = true;
  std::string name;
  std::string op;
  Value value;
  bool is_structure = false;  // a JSON object or list, with which nothing can be compared
};

struct DateCondition {
  Compare compare = Compare::eq;
  TimestampMs at = 0;
};

// One parameter's value; the member that its Type names is the one that counts.
struct Argument {
  std::string text;
  std::vector<std::string> texts;
  std::int64_t number = 0;  // integer; date in milliseconds
  Value value;
  std::vector<VariableCondition> variables;
  std::vector<DateCondition> dates;
};

// Each answers false when the value says "not given" (null, a false flag, an empty date). Throws HttpError
// 400.
bool read_text(std::string_view name, Type type, const std::string& value, Argument& argument);
bool read_json(std::string_view name, Type type, const Json& value, Argument& argument);

// False for an unknown name.
bool parse_operator(std::string_view name, Operator& op);

// "a,b,,c" as Java splits it: trailing empty pieces are dropped; "" is one empty piece.
std::vector<std::string> split_list(std::string_view text);

}  // namespace baton::api::query
