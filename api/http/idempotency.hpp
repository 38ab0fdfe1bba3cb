// The Idempotency-Key header: a request that changes something is carried out once for each key, and whoever repeats
// it gets the first answer.
//
// The key is stored in the commit of the change itself, its answer right after it. When the server dies between the
// two, the answer of the repeated request is made from what is known: 204 where that is the route's answer, the
// instance of a start; otherwise 409 says that the request was carried out. A refused request leaves nothing: it may
// be repeated with the same key. Keys are kept for a day. Any thread.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <unordered_set>

#include "api/http/message.hpp"
#include "runtime/engine/engine.hpp"

namespace baton::api {

class Idempotency {
 public:
  explicit Idempotency(Engine& engine) : engine_(engine) {}

  // The answer of `handle`, or the stored one. Requests without the header, and those that only read, pass.
  Response answer(const Request& request, const std::function<Response()>& handle);

 private:
  Response carry_out(const Request& request, const std::string& id, const std::string& digest,
                     const std::function<Response()>& handle);
  Response known(const Request& request, const Idempotent& row, const std::string& digest) const;
  Response replay(const Request& request, const Idempotent& row) const;
  void remove_old();

  Engine& engine_;
  std::mutex mutex_;
  std::unordered_set<std::string> under_way_;
  TimestampMs next_removal_ = 0;
};

}  // namespace baton::api
