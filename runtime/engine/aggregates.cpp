// A slot is reachable from its shard's map; whoever holds or waits for it shares its ownership, so a use count
// of one (the map) under the shard's mutex says that nobody does.
#include "runtime/engine/aggregates.hpp"

#include <algorithm>
#include <functional>

namespace baton {

struct Aggregates::Slot {
  explicit Slot(std::string id) : root_id(std::move(id)) {}
  const std::string root_id;
  std::mutex mutex;
  std::unique_ptr<Instance> instance;
  std::uint64_t definitions_epoch = 0;
  std::int64_t version = 0;
  std::list<Slot*>::iterator place;  // under the shard's mutex
};

Aggregates::Aggregates(std::size_t capacity) : capacity_per_shard_(std::max<std::size_t>(1, capacity / kShards)) {}
Aggregates::~Aggregates() = default;

Aggregates::Shard& Aggregates::shard(const std::string& root_id) {
  return shards_[std::hash<std::string>{}(root_id) % kShards];
}

std::shared_ptr<Aggregates::Slot> Aggregates::acquire(const std::string& root_id) {
  Shard& home = shard(root_id);
  std::lock_guard guard(home.mutex);
  auto& slot = home.slots[root_id];
  if (!slot) {
    slot = std::make_shared<Slot>(root_id);
    home.recent.push_front(slot.get());
    slot->place = home.recent.begin();
    std::shared_ptr<Slot> held = slot;
    evict(home);
    return held;
  }
  home.recent.splice(home.recent.begin(), home.recent, slot->place);
  return slot;
}

void Aggregates::evict(Shard& home) {
  auto at = home.recent.end();
  while (home.slots.size() > capacity_per_shard_ && at != home.recent.begin()) {
    --at;
    const auto found = home.slots.find((*at)->root_id);
    if (found->second.use_count() > 1) continue;
    at = home.recent.erase(at);
    home.slots.erase(found);
  }
}

void Aggregates::release(std::shared_ptr<Slot> slot, bool is_empty) {
  slot->mutex.unlock();
  if (!is_empty) return;
  Shard& home = shard(slot->root_id);
  std::lock_guard guard(home.mutex);
  if (slot.use_count() > 2) return;  // somebody waits for it
  home.recent.erase(slot->place);
  home.slots.erase(slot->root_id);
}

Aggregates::Lock Aggregates::lock(const std::string& root_id) {
  auto slot = acquire(root_id);
  slot->mutex.lock();
  return Lock(*this, std::move(slot));
}

std::optional<Aggregates::Lock> Aggregates::try_lock(const std::string& root_id) {
  auto slot = acquire(root_id);
  if (!slot->mutex.try_lock()) return std::nullopt;
  return Lock(*this, std::move(slot));
}

std::size_t Aggregates::size() const {
  std::size_t total = 0;
  for (const Shard& home : shards_) {
    std::lock_guard guard(home.mutex);
    total += home.slots.size();
  }
  return total;
}

Aggregates::Lock::Lock(Lock&& other) noexcept = default;

Aggregates::Lock::~Lock() {
  if (!slot_) return;
  const bool is_empty = !slot_->instance;
  owner_->release(std::move(slot_), is_empty);
}

const std::string& Aggregates::Lock::root_id() const { return slot_->root_id; }
Instance* Aggregates::Lock::instance() const { return slot_->instance.get(); }
std::uint64_t& Aggregates::Lock::definitions_epoch() const { return slot_->definitions_epoch; }
std::int64_t& Aggregates::Lock::version() const { return slot_->version; }
void Aggregates::Lock::drop() { slot_->instance.reset(); }

void Aggregates::Lock::set(std::unique_ptr<Instance> instance, std::uint64_t definitions_epoch, std::int64_t version) {
  slot_->instance = std::move(instance);
  slot_->definitions_epoch = definitions_epoch;
  slot_->version = version;
}

}  // namespace baton
