// The Store port on an SQL database: one connection writes, in groups; a few read beside it. Connections that
// are lost are opened again, and what was under way is done again: a batch says what rows are to be, so writing
// it twice is writing it once.
//
// Any thread. Every member throws StoreError.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "persistence/batch_writer.hpp"
#include "persistence/connection.hpp"
#include "persistence/database.hpp"
#include "persistence/group_commit.hpp"
#include "persistence/outage.hpp"
#include "persistence/read_pool.hpp"
#include "runtime/store/peers.hpp"
#include "runtime/store/store.hpp"

namespace baton {

class SqlStore : public Store, public Shareable {
 public:
  // Created or migrated as needed. Busy when another process has it.
  // `patience`: how long requests wait for a remote database from the beginning of an outage.
  explicit SqlStore(std::unique_ptr<Database> database,
                    std::chrono::milliseconds patience = std::chrono::seconds(10));
  ~SqlStore() override;

  void commit(Batch batch) override;
  std::vector<Row> select(const Query& query) override;
  std::int64_t count(const Query& query) override;
  std::optional<Row> find(TableId table, const std::string& key) override;
  Peers* peers() override { return peers_.get(); }

  // In one transaction, in order; not beside commit() or another write().
  std::vector<GroupCommit::Refused> write(const std::vector<const Batch*>& batches);

 private:
  struct Writer;  // a connection with what is pending on it

  // `number`: of the commit, where nodes share the database.
  void write_once(const std::vector<const Batch*>& batches, std::int64_t number, std::vector<GroupCommit::Refused>& refused);
  bool admit(const std::vector<const Batch*>& batches, std::int64_t number, std::vector<GroupCommit::Refused>& refused);
  bool is_worth_another_try(const StoreError& error);
  template <class Work>
  auto read(Work work);

  std::unique_ptr<Database> database_;
  Outage outage_;
  std::unique_ptr<Writer> writer_;  // null after its connection was lost
  GroupCommit group_;
  ReadPool readers_;
  std::unique_ptr<Peers> peers_;
};

}  // namespace baton
