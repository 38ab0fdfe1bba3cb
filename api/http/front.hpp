// Between the wire and the router: base paths, cross-origin requests, caching headers, health.
#pragma once

#include <memory>

#include "api/http/message.hpp"

namespace baton::api {

class Front {
 public:
  explicit Front(Engine& engine);
  ~Front();
  Response answer(Request request);  // any thread

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace baton::api
