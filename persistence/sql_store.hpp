// The Store port on an SQL database: one connection writes, in groups; a few read beside it.
//
// Any thread. Every member throws StoreError.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "persistence/batch_writer.hpp"
#include "persistence/connection.hpp"
#include "persistence/database_lock.hpp"
#include "persistence/group_commit.hpp"
#include "persistence/read_pool.hpp"
#include "runtime/store/store.hpp"

namespace baton {

class SqlStore : public Store {
 public:
  // The SQLite database in `file`, which is created or migrated as needed. Busy when another process has it.
  static std::unique_ptr<SqlStore> open_sqlite_file(const std::string& file);

  void commit(Batch batch) override;
  std::vector<Row> select(const Query& query) override;
  std::int64_t count(const Query& query) override;
  std::optional<Row> find(TableId table, const std::string& key) override;

 private:
  SqlStore(std::unique_ptr<DatabaseLock> lock, std::unique_ptr<Connection> writer, ReadPool::Open open_reader);
  void write(const std::vector<const Batch*>& batches);

  std::unique_ptr<DatabaseLock> lock_;
  std::unique_ptr<Connection> connection_;
  BatchWriter writer_;
  GroupCommit group_;
  ReadPool readers_;
};

}  // namespace baton
