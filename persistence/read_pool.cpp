#include "persistence/read_pool.hpp"

#include <utility>

namespace baton {

ReadPool::ReadPool(std::size_t size, Open open) : open_(std::move(open)), unopened_(size) {}

std::unique_ptr<Connection> ReadPool::take(bool& is_new) {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [&] { return !free_.empty() || unopened_ > 0; });
  if (!free_.empty()) {
    std::unique_ptr<Connection> connection = std::move(free_.back());
    free_.pop_back();
    return connection;
  }
  --unopened_;
  is_new = true;
  lock.unlock();
  try {
    return open_();
  } catch (...) {
    lock.lock();
    ++unopened_;
    freed_.notify_one();
    throw;
  }
}

void ReadPool::give(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  if (connection->is_lost()) {
    ++unopened_;
  } else {
    free_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

}  // namespace baton
