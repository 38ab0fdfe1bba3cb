// A bounded pool of connections that only read. Connections are opened when first needed; the one used last
// is taken first, because its cache is warm. Lost ones leave the pool.
//
// Any thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "persistence/connection.hpp"
#include "runtime/store/store.hpp"

namespace baton {

class ReadPool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;

  ReadPool(std::size_t size, Open open);

  // Waits for a free connection and runs `work` on it; again on another one when it was lost while it lay here.
  // Throws what opening and `work` throw.
  template <class Work>
  auto with(Work work) {
    for (;;) {
      const Lease lease(*this);
      try {
        return work(*lease.connection);
      } catch (const StoreError&) {
        if (lease.is_new || !lease.connection->is_lost()) throw;
      }
    }
  }

 private:
  struct Lease {
    explicit Lease(ReadPool& owner) : pool(owner), connection(owner.take(is_new)) {}
    ~Lease() { pool.give(std::move(connection)); }
    ReadPool& pool;
    bool is_new = false;
    std::unique_ptr<Connection> connection;
  };

  std::unique_ptr<Connection> take(bool& is_new);
  void give(std::unique_ptr<Connection> connection);

  Open open_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> free_;
  std::size_t unopened_;
};

}  // namespace baton
