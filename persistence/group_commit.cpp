#include "persistence/group_commit.hpp"

#include <condition_variable>
#include <exception>
#include <utility>

#include "runtime/store/expectations.hpp"

namespace baton {

namespace {

// A transaction ends here even if more batches wait, so that the first ones are not held up without bound.
constexpr std::size_t kMaxChanges = 20'000;

}  // namespace

// A waiter sleeps on a lock of its own: a finished group wakes many at once, and they must not meet again at
// the common one.
struct GroupCommit::Waiter {
  enum class State { waits, leads, done };

  explicit Waiter(const Batch& waiting) : batch(waiting) {}

  void set(State next) {
    const std::lock_guard lock(mutex);  // kept while notifying: the woken owner destroys this
    state = next;
    changed.notify_one();
  }
  State wait() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return state != State::waits; });
    return state;
  }

  const Batch& batch;
  std::exception_ptr error;
  State state = State::waits;
  std::mutex mutex;
  std::condition_variable changed;
};

GroupCommit::GroupCommit(Write write) : write_(std::move(write)) {}

void GroupCommit::commit(const Batch& batch) {
  Waiter self(batch);
  if (enter(self) || self.wait() == Waiter::State::leads) lead(self);
  if (self.error) std::rethrow_exception(self.error);
}

std::size_t GroupCommit::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

// True: nobody is writing, so the caller does.
bool GroupCommit::enter(Waiter& waiter) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(&waiter);
  return !std::exchange(is_writing_, true);
}

void GroupCommit::lead(Waiter& self) {
  const std::vector<Waiter*> group = take_group();
  write(group);
  if (Waiter* next = next_leader()) next->set(Waiter::State::leads);
  for (Waiter* waiter : group) {
    if (waiter != &self) waiter->set(Waiter::State::done);
  }
}

GroupCommit::Waiter* GroupCommit::next_leader() {
  const std::lock_guard lock(mutex_);
  is_writing_ = !waiting_.empty();
  return is_writing_ ? waiting_.front() : nullptr;
}

// Ours is the first of them.
std::vector<GroupCommit::Waiter*> GroupCommit::take_group() {
  const std::lock_guard lock(mutex_);
  std::vector<Waiter*> group;
  std::size_t changes = 0;
  while (!waiting_.empty() && changes < kMaxChanges) {
    changes += waiting_.front()->batch.changes().size();
    group.push_back(waiting_.front());
    waiting_.pop_front();
  }
  return group;
}

bool GroupCommit::try_write(const std::vector<Waiter*>& group) noexcept {
  try {
    std::vector<const Batch*> batches;
    for (const Waiter* waiter : group) batches.push_back(&waiter->batch);
    for (const Refused& refused : write_(batches)) group[refused.batch]->error = refused.error;
    return true;
  } catch (const OvertakenError&) {  // all of them: not one is to pass later
    for (Waiter* waiter : group) waiter->error = std::current_exception();
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
