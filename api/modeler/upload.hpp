// A file as clients send it: its bytes as they are (any media type but JSON and forms), multipart/form-data, or JSON:
// {"content": "...", "encoding": "base64", "path": ..., "comment": ..., "author": ..., "strict": ..., "lenient": ..., "fmt": ...}.
// What stands beside the content may be in the query as well; the body wins.
#pragma once

#include "api/http/message.hpp"
#include "modeler/workspace.hpp"

namespace baton::api {

struct Upload {
  modeler::Content content;
  std::string path, author;
};

// Throws HttpError 400.
Upload read_upload(const Request& request);

}  // namespace baton::api
