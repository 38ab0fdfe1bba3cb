#include "persistence/group_commit.hpp"

#include <condition_variable>
#include <exception>
#include <utility>

namespace baton {

namespace {

// A transaction ends here even if more batches wait, so that the first ones are not held up without bound.
constexpr std::size_t kMaxChanges = 20'000;

}  // namespace

struct GroupCommit::Waiter {
  const Batch* batch;
  bool done = false;
  bool leads = false;
  std::exception_ptr error;
  std::condition_variable wake;
};

GroupCommit::GroupCommit(Write write) : write_(std::move(write)) {}

void GroupCommit::commit(const Batch& batch) {
  Waiter self;
  self.batch = &batch;
  std::unique_lock lock(mutex_);
  waiting_.push_back(&self);
  if (is_writing_) self.wake.wait(lock, [&] { return self.done || self.leads; });
  if (!self.done) {
    is_writing_ = true;
    const std::vector<Waiter*> group = take_group();
    lock.unlock();
    write(group);
    lock.lock();
    is_writing_ = !waiting_.empty();
    if (is_writing_) {
      waiting_.front()->leads = true;
      waiting_.front()->wake.notify_one();
    }
    for (Waiter* waiter : group) {
      waiter->done = true;
      if (waiter != &self) waiter->wake.notify_one();
    }
  }
  lock.unlock();
  if (self.error) std::rethrow_exception(self.error);
}

// Ours is the first of them.
std::vector<GroupCommit::Waiter*> GroupCommit::take_group() {
  std::vector<Waiter*> group;
  std::size_t changes = 0;
  while (!waiting_.empty() && changes < kMaxChanges) {
    changes += waiting_.front()->batch->changes().size();
    group.push_back(waiting_.front());
    waiting_.pop_front();
  }
  return group;
}

bool GroupCommit::try_write(const std::vector<Waiter*>& group) noexcept {
  try {
    std::vector<const Batch*> batches;
    for (const Waiter* waiter : group) batches.push_back(waiter->batch);
    write_(batches);
    return true;
  } catch (...) {
    if (group.size() == 1) group[0]->error = std::current_exception();
    return false;
  }
}

void GroupCommit::write(const std::vector<Waiter*>& group) noexcept {
  if (try_write(group) || group.size() == 1) return;
  for (Waiter* waiter : group) try_write({waiter});
}

}  // namespace baton
