// Entity tags: a file's and a project's is its revision, a version's content has its digest.
#pragma once

#include <string>

#include "api/http/message.hpp"
#include "modeler/workspace.hpp"

namespace baton::api {

std::string tag_of(std::int64_t revision);
std::string tag_of(const std::string& digest);

// The client has it: If-None-Match.
bool has_tag(const Request& request, const std::string& tag);

// Who changes, and If-Match. `author`: who the client says it is, which counts when nobody is logged in.
// Throws HttpError 428 when the header is missing and `is_required`; "*" is whatever there is.
modeler::Seen seen_by(const Request& request, bool is_required, const std::string& author = {});

std::string author_of(const Request& request, const std::string& author = {});

}  // namespace baton::api
