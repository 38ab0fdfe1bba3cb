// Finds whole HTTP/1.1 requests in the bytes of a connection, so that no thread waits for a slow client.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "api/http/message.hpp"

namespace baton::api {

struct FramingLimits {
  std::size_t header_bytes = 64 * 1024;
  std::size_t body_bytes = 64ull << 20;
};

struct FramedRequest {
  Request request;        // path still holds the raw target's path, decoded by the router
  bool keep_alive = true;
};

// Thrown for what is not HTTP or breaks a limit: the status to answer before the connection is closed.
struct FramingError {
  int status;
  std::string message;
};

// Takes the first whole request off the front of `buffer`; nothing when more bytes are needed.
// `wants_continue` is set once the header is there, the body is not, and the client waits for "100 Continue".
std::optional<FramedRequest> take_request(std::string& buffer, const FramingLimits& limits, bool& wants_continue);

}  // namespace baton::api
