// The cache of aggregates, and their locks: one writer per root process instance.
//
// Bounded: aggregates that nobody holds leave memory, least recently used first. Any thread; a thread that waits
// in lock() must not hold another aggregate (try_lock may be used while holding some).
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "runtime/state/instance.hpp"

namespace baton {

class Aggregates {
 private:
  struct Slot;

 public:
  explicit Aggregates(std::size_t capacity);
  ~Aggregates();

  // Exclusive access until destroyed. The instance is null until it is set.
  class Lock {
   public:
    Lock(Lock&&) noexcept;
    Lock& operator=(Lock&&) = delete;
    ~Lock();

    const std::string& root_id() const;
    Instance* instance() const;
    void set(std::unique_ptr<Instance> instance, std::uint64_t definitions_epoch, std::int64_t version = 0);
    // Memory is not (or no longer) what the store holds: load it again on the next use.
    void drop();
    // As of which change of definitions the instance's definition pointers are.
    std::uint64_t& definitions_epoch() const;
    // As of which commit the instance is; where several nodes share the store.
    std::int64_t& version() const;

   private:
    friend class Aggregates;
    Lock(Aggregates& owner, std::shared_ptr<Slot> slot) : owner_(&owner), slot_(std::move(slot)) {}
    Aggregates* owner_;
    std::shared_ptr<Slot> slot_;
  };

  Lock lock(const std::string& root_id);
  std::optional<Lock> try_lock(const std::string& root_id);
  std::size_t size() const;

 private:
  static constexpr std::size_t kShards = 16;
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::string, std::shared_ptr<Slot>> slots;
    std::list<Slot*> recent;  // most recently used first
  };

  Shard& shard(const std::string& root_id);
  std::shared_ptr<Slot> acquire(const std::string& root_id);
  void release(std::shared_ptr<Slot> slot, bool is_empty);
  void evict(Shard& shard);

  std::size_t capacity_per_shard_;
  std::array<Shard, kShards> shards_;
};

}  // namespace baton
