// Reading members of JSON bodies: null and absent are the same, a member of the wrong type is named in the
// answer. For .cpp files: it includes the JSON library. Throws HttpError 400.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/http/message.hpp"

namespace baton::api::body {

// Null when absent or null.
const Json* member(const Json& object, const char* name);

std::optional<std::string> text(const Json& object, const char* name);
std::string text_or_empty(const Json& object, const char* name);
std::optional<std::int64_t> number(const Json& object, const char* name);
bool flag(const Json& object, const char* name, bool otherwise = false);
std::optional<TimestampMs> date(const Json& object, const char* name);
std::vector<std::string> texts(const Json& object, const char* name);  // an array

// A map of typed values. `what` begins the message of a bad one ("Cannot instantiate process definition x").
Variables variables(const Json& object, const char* name, const std::string& what);

// One typed value.
TypedValue value(const Json& dto, const std::string& what);

std::vector<Instruction> instructions(const Json& object, const char* name, const std::string& what = {});

// When something is to happen (executionDate): a date in any ISO 8601 form.
std::optional<TimestampMs> later(const Json& object, const char* name, const std::string& what);

// name -> {type, value, valueInfo}
Json value_map(const std::map<std::string, Value>& values, bool deserialize);

}  // namespace baton::api::body
