// How long requests wait while a database does not answer: at its beginning they wait for it to come back, later
// they are told at once.
//
// Any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

namespace baton {

class Outage {
 public:
  explicit Outage(std::chrono::milliseconds patience) : patience_(patience) {}

  // After an attempt that failed. True: a little time has passed, try again.
  bool wait();
  // After an attempt that succeeded; costs next to nothing when there was no outage.
  void over() {
    if (is_on_.load(std::memory_order_relaxed)) end();
  }

 private:
  void end();

  const std::chrono::milliseconds patience_;
  std::atomic<bool> is_on_{false};
  std::mutex mutex_;
  std::optional<std::chrono::steady_clock::time_point> since_;
};

}  // namespace baton
