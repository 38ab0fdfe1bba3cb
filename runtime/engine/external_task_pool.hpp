// External tasks that a worker may lock, in memory and in order, topic by topic.
//
// Follows every commit (the engine tells it under the aggregate's lock), so it knows who may be fetched, who is
// locked and until when; what it holds is bounded, and beyond that it asks the store again. It only proposes:
// the engine verifies each proposal under the aggregate's lock. A proposal is withheld from other fetches until
// it is settled, so concurrent workers get different tasks. Any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "runtime/engine/ports.hpp"
#include "runtime/store/entities.hpp"

namespace baton {

class Store;

class ExternalTaskPool {
 public:
  enum class Order : std::uint8_t { created, created_descending, priority };
  using Filter = std::function<bool(const ExternalTask&)>;

  ExternalTaskPool(Store& store, const Clock& clock);
  ~ExternalTaskPool();

  // A task was written or removed by a commit. True: somebody who waits for it is to be woken, or nobody may fetch it now.
  bool written(const ExternalTask& task);
  void removed(const std::string& id);
  // Another node has written a task of this topic, or, perhaps, of any.
  void written_elsewhere(const std::string& topic);
  void written_elsewhere();

  struct Proposals {
    std::vector<ExternalTask> tasks;  // in order; each must be settled() later
    bool is_window = false;           // the store has more than was looked at
  };
  // Up to `maximum` tasks of the topic that may be locked now. Throws StoreError.
  Proposals propose(const std::string& topic, std::size_t maximum, Order order, const Filter& filter);
  // The same, of tasks that the caller found: those that nobody else holds.
  bool claim(const ExternalTask& task);
  // Proposals and claims are over: what became of each was told by written() or removed().
  void settled(const std::vector<std::string>& ids);
  // The task was proposed in vain: the store does not have it like that.
  void wrong(const std::string& id);

  // See Engine::on_external_task. Whoever told of changes calls run_wakes() once it holds no aggregate.
  std::shared_ptr<void> subscribe(const std::vector<std::string>& topics, std::function<void()> wake);
  void run_wakes();
  void clock_moved();
  void stop();

 private:
  struct Key {
    std::int64_t rank;  // minus the priority, or 0
    std::int64_t created;
    std::string id;
    auto operator<=>(const Key&) const = default;
  };
  struct Entry {
    ExternalTask task;
    bool is_ready = false;
    bool is_claimed = false;
    std::int64_t handicap = 0;  // milliseconds by which it counts as younger, because it is another node's
  };
  struct Topic {
    bool is_complete = false;  // all of the store's fetchable tasks are here
    std::int64_t refilled = 0;  // when the store was asked last
    std::set<Key> by_created, by_priority;                  // ready
    std::set<std::pair<std::int64_t, std::string>> locked;  // by the lock's end
  };
  struct Waiter;

  // All with the mutex held, but refill() and keep_time().
  bool index(Entry& entry);  // true: somebody is to be woken
  void unindex(Entry& entry);
  void forget(const std::string& id);
  void bound(Topic& topic);
  void release_expired(const std::string& name, Topic& topic);
  void drop_idle_topics();
  bool make_due(const std::string& topic);  // false: nobody waits
  void sweep_waiters(const std::string& topic);
  void refill(const std::string& name, Order order);
  void keep_time();

  Store& store_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Topic> topics_;
  std::unordered_map<std::string, Entry> entries_;
  std::unordered_multimap<std::string, std::weak_ptr<Waiter>> waiters_;  // by topic
  std::vector<std::shared_ptr<Waiter>> due_;                             // to be woken
  std::condition_variable moved_;
  std::thread timekeeper_;
  bool is_stopping_ = false;
};

}  // namespace baton
