// Group commit: batches that wait at the same time share one transaction.
//
// There is no thread of its own. A caller who finds nobody writing writes at once, for everybody who waits;
// when it is done, the first of those who came meanwhile takes over. So a lone commit pays no hand-over, and
// under load the groups grow as large as the disk is slow.
//
// Any thread.
#pragma once

#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "runtime/store/store.hpp"

namespace baton {

class GroupCommit {
 public:
  struct Refused {
    std::size_t batch;  // its place in the group
    std::exception_ptr error;
  };
  // Writes the batches in order in one transaction, but for those that it refuses, or throws StoreError and has
  // written nothing.
  using Write = std::function<std::vector<Refused>(const std::vector<const Batch*>& batches)>;

  explicit GroupCommit(Write write);

  // Returns when the batch is durable. When the group fails, each of its batches is tried once alone, so that
  // only the guilty one fails. Throws StoreError.
  void commit(const Batch& batch);

  std::size_t waiting() const;  // batches not yet taken by a writer

 private:
  struct Waiter;

  bool enter(Waiter& waiter);
  void lead(Waiter& self);
  std::vector<Waiter*> take_group();
  Waiter* next_leader();
  void write(const std::vector<Waiter*>& group) noexcept;
  bool try_write(const std::vector<Waiter*>& group) noexcept;

  Write write_;
  mutable std::mutex mutex_;
  std::deque<Waiter*> waiting_;
  bool is_writing_ = false;
};

}  // namespace baton
