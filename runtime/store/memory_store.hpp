// The Store port in memory: the same contract and the same answers as on SQL, gone with the process. For
// embedding without a file, for `memory:`, and for tests.
//
// Any thread: readers run beside each other, a commit excludes them.
#pragma once

#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "runtime/store/store.hpp"

namespace baton {

class MemoryTable;

class MemoryStore : public Store {
 public:
  MemoryStore();
  ~MemoryStore() override;

  // Throws StoreError (other) when a change does not fit its table.
  void commit(Batch batch) override;
  std::vector<Row> select(const Query& query) override;
  std::int64_t count(const Query& query) override;
  std::optional<Row> find(TableId table, const std::string& key) override;

 private:
  class Related;

  MemoryTable& table(TableId id) const { return *tables_[static_cast<std::size_t>(id)]; }
  void apply(Change change);

  mutable std::shared_mutex mutex_;
  std::vector<std::unique_ptr<MemoryTable>> tables_;
};

}  // namespace baton
