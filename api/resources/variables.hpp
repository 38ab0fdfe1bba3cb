// The variables of a process instance, an execution or a task: the same operations below different paths
// (camunda7-rest A.3, A.4, A.5).
#pragma once

#include <string>

#include "api/http/router.hpp"

namespace baton::api {

struct VariableResource {
  std::string path;   // with {id}: "/process-instance/{id}/variables"
  std::string label;  // in messages: "process instance"
  VariableScope::Kind kind = VariableScope::Kind::process_instance;
  bool local = false;
};

void add_variable_routes(Router& router, VariableResource resource);

// The value of a multipart upload: parts "data" and "valueType" ("Bytes", "File"), or "data" and "type" (JSON of an
// object of that type). Throws HttpError.
TypedValue uploaded_value(const Request& request);

}  // namespace baton::api
