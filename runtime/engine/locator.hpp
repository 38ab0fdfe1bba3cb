// Which aggregate a task, job, execution, external task ... belongs to, for ids seen lately; a miss asks the
// store. Entries never become wrong: a row keeps its aggregate for life. Any thread.
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace baton {

class Locator {
 public:
  void put(const std::string& id, const std::string& root_id) {
    Shard& home = shard(id);
    std::lock_guard lock(home.mutex);
    if (home.young.size() >= kGeneration) {
      home.old = std::move(home.young);
      home.young.clear();
    }
    home.young[id] = root_id;
  }

  void forget(const std::string& id) {
    Shard& home = shard(id);
    std::lock_guard lock(home.mutex);
    home.young.erase(id);
    home.old.erase(id);
  }

  std::optional<std::string> find(const std::string& id) {
    Shard& home = shard(id);
    std::lock_guard lock(home.mutex);
    if (const auto found = home.young.find(id); found != home.young.end()) return found->second;
    if (const auto found = home.old.find(id); found != home.old.end()) return found->second;
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kGeneration = 4'000;  // entries per shard and generation
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, std::string> young, old;
  };
  Shard& shard(const std::string& id) { return shards_[std::hash<std::string>{}(id) % shards_.size()]; }
  std::array<Shard, 16> shards_;
};

}  // namespace baton
