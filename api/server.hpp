// The HTTP server: one thread watches all connections and takes whole requests off them, a few workers answer.
//
// Waiting costs no thread: idle keep-alive connections, slow clients and long polls are all the watcher's.
// Limits: header and body size, time to send a request, number of connections.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "runtime/engine/engine.hpp"

namespace baton::api {

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;        // 0: any free one
  int workers = 16;                 // requests that are answered at the same time
  std::size_t max_body_bytes = 64ull << 20;
  std::size_t max_connections = 10'000;
  std::int64_t request_time_ms = 30'000;   // from a request's first byte to its last
  std::int64_t idle_time_ms = 300'000;     // of a keep-alive connection
};

class Server {
 public:
  Server(Engine& engine, ServerOptions options);
  ~Server();  // stop()
  Server(const Server&) = delete;

  // Binds and serves; returns at once. Throws std::runtime_error when the address cannot be had.
  void start();
  // Answers requests under way, sends parked polls their empty answer, closes. At most about 3 s.
  void stop();
  std::uint16_t port() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace baton::api
