// The three ways to name a process definition in a path: /{id}, /key/{key} (the newest without tenant) and
// /key/{key}/tenant-id/{tenant} (the newest of that tenant).
#pragma once

#include <string>

#include "api/http/router.hpp"
#include "runtime/store/entities.hpp"

namespace baton::api {

// Adds `handler` below /process-definition for all three; `suffix` is "" or begins with '/'.
void add_for_definition(Router& router, const std::string& method, const std::string& suffix, Handler handler);

// The id that the path means: as given, whether it exists or not; of a key, the newest's.
// Throws HttpError 404 for a key that names nothing.
std::string definition_id(const Request& request, Context& context);

// The row, or HttpError 404 ("No matching definition with id ...").
ProcessDefinition definition(const Request& request, Context& context);

// The row, or EngineError not_found, as Camunda's repository service says it.
ProcessDefinition deployed_definition(const std::string& id, Context& context);

// A file of a deployment by its name.
std::optional<Resource> resource_named(const std::string& deployment_id, const std::string& name, Context& context);

}  // namespace baton::api
