// What the modeler's resources answer.
#pragma once

#include "api/http/router.hpp"
#include "bpmn/findings.hpp"
#include "modeler/workspace.hpp"

namespace baton::api {

Json project_dto(const ModelProject& row, const Request& request);
Json model_file_dto(const ModelFile& row, const Request& request);
Json version_dto(const ModelVersion& row, const Request& request);
Json findings_dto(const bpmn::Findings& findings);  // {errors, warnings, findings}

// With the revision as ETag.
Response answer(const ModelProject& row, const Request& request, int status = 200);
Response answer(const ModelFile& row, const Request& request, int status = 200);
// A file with the findings of what was saved.
Response answer(const modeler::Saved& saved, const Request& request, int status = 200);
// Bytes as they are, under an entity tag; 304 when the client has them.
Response content_response(std::string bytes, const std::string& path, const std::string& tag, const Request& request);

Response refusal(const modeler::WorkspaceError& error);

}  // namespace baton::api
