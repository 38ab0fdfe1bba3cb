// Versions of files, and how they get to the engine.
#pragma once

#include "api/http/router.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

// `number`: digits or "latest". Throws HttpError 400, WorkspaceError not_found.
ModelVersion model_version(const std::string& file_id, const std::string& number, Context& context);
// Of the path's {file} and {version}.
ModelVersion model_version_of(const Request& request, Context& context);

// Where it was deployed: [{deploymentId, time, author, definitions}], those that are still there.
Json deployments_of(const ModelVersion& version, Context& context);

Response deploy_version(const Request& request, Context& context);

}  // namespace baton::api
