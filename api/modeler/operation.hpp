// The modeler's resources as a table: each line is a route and what OpenAPI says about it, so that neither can be without
// the other.
#pragma once

#include <string>
#include <vector>

#include "api/http/router.hpp"

namespace baton::api {

struct QueryParameter {
  const char* name;
  const char* type;  // JSON schema's: "string", "integer", "boolean"
  const char* text;
};

enum class BodyKind {
  none,
  json,     // of the schema `body`
  content,  // a file: raw, as JSON or as a form
};

struct Operation {
  const char* method;
  const char* path;
  Handler handler;
  const char* id;       // operationId
  const char* summary;  // one sentence
  BodyKind body_kind = BodyKind::none;
  const char* body = "";    // schema
  const char* answer = "";  // schema; "[]" behind it: a list; "": no content; with a slash: a media type
  int status = 200;
  bool needs_revision = false;  // If-Match
  std::vector<QueryParameter> query{};
};

using Operations = std::vector<Operation>;

const Operations& modeler_project_operations();
const Operations& modeler_file_operations();
const Operations& modeler_version_operations();
const Operations& modeler_tool_operations();  // search, check, the description itself

// All of them.
Operations modeler_operations();

// Lists' parameters, before which `own` ones stand. `sort_keys`: what sortBy may be.
std::vector<QueryParameter> listed(std::vector<QueryParameter> own, const char* sort_keys);

}  // namespace baton::api
