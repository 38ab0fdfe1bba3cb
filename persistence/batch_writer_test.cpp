// Folding and reordering must not show: random batches, written in groups of random size, leave what writing
// one change after the other leaves in memory.
#include "persistence/batch_writer.hpp"

#include <list>
#include <random>

#include "persistence/postgresql_session.hpp"
#include "persistence/query_sql.hpp"
#include "persistence/schema.hpp"
#include "persistence/sqlite_session.hpp"
#include "persistence/test_support.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton {
namespace {

class RandomBatches {
 public:
  explicit RandomBatches(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  Batch next() {
    Batch batch;
    for (int n = 1 + below(6); n > 0; --n) add(batch);
    return batch;
  }

 private:
  std::string key() { return "key" + std::to_string(below(12)); }
  std::string word() { return std::string(1, static_cast<char>('a' + below(4))); }

  Row row(const std::string& key) {
    Task task = make_task(key, word());
    task.root_id = word();
    task.priority = below(3);
    return task.to_row();
  }

  std::vector<std::pair<int, Cell>> cells() {
    std::vector<std::pair<int, Cell>> cells;
    if (below(2)) cells.push_back({col::task::assignee, Cell{word()}});
    if (below(3) == 0) cells.push_back({col::task::root_id, Cell{word()}});
    if (below(3) == 0) cells.push_back({col::task::priority, Cell{std::int64_t{below(3)}}});
    return cells;
  }

  Where where() {
    switch (below(5)) {
      case 0: return where::eq(col::task::root_id, Cell{word()});
      case 1: return where::all({where::eq(col::task::name, Cell{word()}), where::is_null(col::task::assignee)});
      case 2: return where::negate(where::in(col::task::priority, std::vector<Cell>{Cell{std::int64_t{1}}}));
      case 3:
        return where::exists(TableId::identity_link, col::identity_link::task_id, col::task::id,
                             where::eq(col::identity_link::type, Cell{word()}));
      default: return where::eq(col::task::assignee, Cell{word()});
    }
  }

  void add(Batch& batch) {
    const std::string key = this->key();
    switch (below(9)) {
      case 0: return batch.put(TableId::task, row("new" + std::to_string(next_++)), true);
      case 1:
      case 2: return batch.put(TableId::task, row(key), false);
      case 3:
      case 4: return batch.patch(TableId::task, key, cells());
      case 5: return batch.remove(TableId::task, key);
      case 6: return batch.remove_where(TableId::task, where());
      case 7: return batch.patch_where(TableId::task, where(), cells());
      default: {
        IdentityLink link;
        link.id = key, link.task_id = this->key(), link.type = word();
        return batch.update(link);
      }
    }
  }

  std::mt19937 random_;
  int next_ = 0;
};

std::vector<Row> all_rows(Connection& connection, TableId table) {
  return connection.rows(select_sql({table}, connection.dialect()), column_kinds(table));
}

void expect_groups_to_leave_what_single_changes_leave(Connection& opened, unsigned seeds) {
  Connection* const connection = &opened;
  migrate(*connection);
  BatchWriter writer(*connection);
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    for (const TableId table : {TableId::task, TableId::identity_link}) {
      connection->execute(remove_where_sql(table, nullptr, connection->dialect()));
    }
    RandomBatches batches(seed);
    MemoryStore expected;
    for (int group = 0; group < 5; ++group) {
      std::list<Batch> together;
      for (int n = 1 + batches.below(6); n > 0; --n) together.push_back(batches.next());
      for (const Batch& batch : together) expected.commit(batch);
      connection->transaction([&] {
        for (const Batch& batch : together) {
          for (const Change& change : batch.changes()) writer.add(change);
        }
        writer.flush();
      });
      for (const TableId table : {TableId::task, TableId::identity_link}) {
        ASSERT_EQ(all_rows(*connection, table), expected.select({table})) << "seed " << seed << " group " << group;
      }
    }
  }
}

TEST(BatchWriter, GroupsLeaveWhatSingleChangesLeave) {
  const TempFolder folder;
  const auto connection = open_sqlite(folder.file("baton.db"), SqliteRole::writer);
  connection->run("PRAGMA synchronous = OFF");
  expect_groups_to_leave_what_single_changes_leave(*connection, 300);
}

TEST(BatchWriter, GroupsLeaveWhatSingleChangesLeaveOnPostgresql) {
  PostgresqlServer* server = PostgresqlServer::instance();
  if (!server) GTEST_SKIP() << "PostgreSQL is not installed";
  const auto connection = open_postgresql(postgresql_address(server->new_database()), PostgresqlRole::writer);
  expect_groups_to_leave_what_single_changes_leave(*connection, 25);
}

TEST(BatchWriter, EveryChunkSizeIsWritten) {
  const TempFolder folder;
  const auto connection = open_sqlite(folder.file("baton.db"), SqliteRole::writer);
  migrate(*connection);
  connection->run("PRAGMA synchronous = OFF");
  BatchWriter writer(*connection);
  for (int rows = 1; rows <= 40; ++rows) {
    Batch insertion, removal;
    for (int i = 0; i < rows; ++i) {
      insertion.insert(make_task(std::to_string(i)));
      if (i > 0) removal.remove(TableId::task, std::to_string(i));
    }
    for (const Change& change : insertion.changes()) writer.add(change);
    writer.flush();
    EXPECT_EQ(all_rows(*connection, TableId::task).size(), static_cast<std::size_t>(rows));
    for (const Change& change : removal.changes()) writer.add(change);
    writer.flush();
    EXPECT_EQ(all_rows(*connection, TableId::task).size(), 1u);
  }
}

}  // namespace
}  // namespace baton
