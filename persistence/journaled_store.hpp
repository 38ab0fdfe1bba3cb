// The Store port on an SQLite file, with its journal before it. A commit is answered when the journal has it on disk, which
// is one short append for all that wait together. A thread writes the tables after it, all that has come meanwhile in one
// transaction: pages that many commits touch are written once, and rows that came and went not at all. Reads wait until
// the tables have what was answered before them, so nobody sees the difference; at the next start they get what a crash
// kept from them.
//
// When the tables cannot be written, commits and reads that need them are refused with that error, and it is tried again:
// nothing answered is lost.
//
// Any thread. Every member throws StoreError.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/store/store.hpp"

namespace baton {

class SqlStore;
class JournalReader;

class JournaledStore : public Store {
 public:
  // Created or migrated as needed. Busy when another process has it.
  explicit JournaledStore(const std::string& file);
  ~JournaledStore() override;  // the tables have everything, and the journal goes

  void commit(Batch batch) override;
  std::vector<Row> select(const Query& query) override;
  std::int64_t count(const Query& query) override;
  std::optional<Row> find(TableId table, const std::string& key) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// How far the tables of a copy go, and what a journal says after that.
void write_tail(SqlStore& tables, JournalReader& journal);

}  // namespace baton
