// The operations on variables that process instances, executions and tasks have in common (camunda7-rest A.3).
#pragma once

#include <string>

#include "api/http/router.hpp"

namespace baton::api {

// Registers base, base/{name} and base/{name}/data. `base` has the placeholder {id}.
void add_variable_routes(Router& router, const std::string& base, VariableScope::Kind kind, bool local);

}  // namespace baton::api
