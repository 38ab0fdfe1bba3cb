#include "persistence/outage.hpp"

#include <thread>

namespace baton {

namespace {

constexpr auto kPause = std::chrono::milliseconds(50);

}  // namespace

bool Outage::wait() {
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (!since_) since_ = now;
    is_on_ = true;
    if (now - *since_ >= patience_) return false;
  }
  std::this_thread::sleep_for(kPause);
  return true;
}

void Outage::end() {
  const std::lock_guard lock(mutex_);
  is_on_ = false;
  since_.reset();
}

}  // namespace baton
