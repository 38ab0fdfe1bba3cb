// A request and a response as resources see them: no Poco type crosses this line.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/value.hpp"
#include "runtime/engine/engine.hpp"

namespace baton::api {

struct Part {  // of multipart/form-data
  std::string name;
  std::optional<std::string> filename;
  std::string content_type;
  std::string bytes;
};

struct Request {
  std::string method;
  std::string path;                                // below the REST root, decoded segment by segment
  std::map<std::string, std::string> path_values;  // {id} of the route, decoded
  std::map<std::string, std::string> query;        // first value of each key, decoded
  std::map<std::string, std::string> headers;      // lower-case names
  std::string body;
  std::string base_url;                            // scheme://host:port/engine-rest, for links
  Caller caller;

  const std::string& value(const std::string& name) const { return path_values.at(name); }
  // Nothing when absent; an empty query value counts as given.
  std::optional<std::string> param(const std::string& name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::nullopt : std::optional<std::string>(found->second);
  }
  bool flag(const std::string& name) const { return param(name) == "true"; }

  // The JSON body; an empty body is {} (camunda7-rest B.6). Throws HttpError 400 when it is not JSON or,
  // for object(), not an object; the literal null counts as {}.
  Json json() const;
  // Throws HttpError 415 / 400.
  std::vector<Part> parts() const;
};

struct LongPoll;

struct Response {
  int status = 200;
  std::string content_type;  // empty: no body
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  // Set: there is no answer yet, the server parks the connection (see LongPoll).
  std::shared_ptr<LongPoll> long_poll;

  static Response json(const Json& body, int status = 200);   // Content-Type exactly application/json
  static Response text(std::string body, std::string content_type = "text/plain", int status = 200);
  static Response no_content() { return {204, {}, {}, {}, {}}; }
};

// An answer that waits for something to happen. It holds no thread: the server tries again when `wake` was
// called or a while has passed, answers `expired` at the deadline, and drops it when the client goes away.
struct LongPoll {
  std::int64_t wait_ms = 0;
  // Tries once; nothing: still nothing to answer. Any thread, never two at a time.
  std::function<std::optional<Response>()> attempt;
  // Subscribes to what could make an attempt succeed; the ticket ends it when destroyed.
  std::function<std::shared_ptr<void>(std::function<void()> wake)> subscribe;
  Response expired;
};

// An answer that is an error of the REST layer: {"type","message","code"}.
struct HttpError {
  int status = 400;
  std::string type = "InvalidRequestException";
  std::string message;
  int code = -1;  // of the engine's error behind it; negative: null
};

}  // namespace baton::api
