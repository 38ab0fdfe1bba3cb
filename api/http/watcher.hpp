// Watches connections with epoll: accepts, reads, frames, writes what did not go out at once, times out.
// Whole requests go to `on_request` on the watcher's thread, which must not block; answers come back by
// answer(), from any thread. One request of a connection is under way at a time, so pipelined ones keep
// their order. A client may close its side and still wait for its answer: `on_half_closed` tells, once, when that
// happens while a request is under way (a client that has died looks the same).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "api/http/framing.hpp"

namespace baton::api {

struct WatcherOptions {
  std::string host;
  std::uint16_t port = 0;
  FramingLimits limits;
  std::size_t max_connections = 10'000;
  std::int64_t request_time_ms = 30'000;
  std::int64_t idle_time_ms = 300'000;
};

using ConnectionId = std::uint64_t;

class Watcher {
 public:
  Watcher(WatcherOptions options, std::function<void(ConnectionId, FramedRequest)> on_request,
          std::function<void(ConnectionId)> on_closed, std::function<void(ConnectionId)> on_half_closed);
  ~Watcher();

  void start();  // throws std::runtime_error
  void stop_accepting();
  void stop();   // closes all connections
  std::uint16_t port() const;

  // The bytes of the whole response. A connection that is gone is ignored.
  void answer(ConnectionId connection, std::string bytes, bool keep_alive);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

std::string status_line_and_headers(const Response& response, bool keep_alive, bool is_head);

}  // namespace baton::api
