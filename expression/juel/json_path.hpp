// JsonPath as Spin's jsonPath() takes it: $ .name ['name'] [n] [-n] [a,b] [a:b] [*] .* ..name [?(filter)]
// and .length() at the end. Filters compare @.path, $.path and literals with == != < <= > >=, join with
// && and ||, negate with ! and test existence.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "expression/value.hpp"

namespace baton::juel {

struct PathMatch {
  std::vector<Json::json_pointer> places;
  bool definite = true;          // the path names one place at most
  std::optional<Json> computed;  // of length()
};

// The places below `root`. Throws Fault when the path is malformed or visits too many places.
PathMatch find_path(const Json& root, std::string_view path);

}  // namespace baton::juel
