// The journal before the tables: what was answered is there after a crash at any moment, also for a newer program, and
// damage is told.
#include "persistence/journal.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "persistence/batch_bytes.hpp"
#include "persistence/database.hpp"
#include "persistence/journaled_store.hpp"
#include "persistence/sql_store.hpp"
#include "persistence/test_support.hpp"

namespace baton {
namespace {

namespace fs = std::filesystem;

Batch batch_of(const std::vector<std::string>& ids) {
  Batch batch;
  for (const std::string& id : ids) batch.insert(make_task(id));
  return batch;
}

class JournalTest : public ::testing::Test {
 protected:
  std::string file() const { return folder_.file("baton.db"); }

  std::vector<std::string> journal_files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(fs::path(file()).parent_path())) {
      const std::string name = entry.path().filename().string();
      if (name.find("-commits-") != std::string::npos) names.push_back(entry.path().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  // Appends a record for each list of tasks.
  void write(const std::vector<std::vector<std::string>>& records, std::uint64_t last = 0) {
    Journal journal(file(), last);
    for (const auto& ids : records) {
      const Batch batch = batch_of(ids);
      journal.append({&batch});
    }
  }

  std::vector<std::string> keys_after(std::uint64_t position) {
    std::vector<std::string> keys;
    JournalReader(file()).after(position, [&](std::uint64_t at, const Batch& batch) {
      for (const Change& change : batch.changes()) keys.push_back(std::to_string(at) + ":" + change.key);
    });
    return keys;
  }

  TempFolder folder_;
};

TEST_F(JournalTest, RecordsComeBackInOrderFromAPosition) {
  write({{"a", "b"}, {"c"}, {"d"}});
  EXPECT_EQ(keys_after(0), (std::vector<std::string>{"1:a", "1:b", "2:c", "3:d"}));
  EXPECT_EQ(keys_after(2), std::vector<std::string>{"3:d"});
  EXPECT_TRUE(keys_after(3).empty());
}

TEST_F(JournalTest, ARecordThatWasCutOffIsNotThere) {
  write({{"a"}, {"b"}});
  const std::string name = journal_files().at(0);
  const auto whole = fs::file_size(name);
  for (const auto cut : {std::uintmax_t{1}, std::uintmax_t{100}}) {
    fs::resize_file(name, whole - cut);
    EXPECT_EQ(keys_after(0), std::vector<std::string>{"1:a"}) << cut;
  }
}

TEST_F(JournalTest, ATornRecordWithGarbageIsNotThere) {
  write({{"a"}, {"b"}});
  std::fstream stream(journal_files().at(0), std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(-3, std::ios::end);
  stream << "xyz";
  stream.close();
  EXPECT_EQ(keys_after(0), std::vector<std::string>{"1:a"});
}

TEST_F(JournalTest, AGapIsDamage) {
  write({{"a"}}, 7);
  const auto error = store_error([&] { keys_after(3); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, StoreError::Kind::corrupt);
  EXPECT_NE(error->message.find("up to 3, and it goes on with 8"), std::string::npos) << error->message;
}

TEST_F(JournalTest, AllChangesAndPredicatesAreKept) {
  Batch batch;
  batch.insert(make_task("a"));
  batch.remove(TableId::task, "gone");
  batch.patch(TableId::job, "j", {{col::job::retries, Cell{std::int64_t{2}}}, {col::job::due, Cell{}}});
  batch.remove_where(TableId::variable, where::any({where::compare(col::variable::name, Compare::eq, Cell{"x"}, true), where::in(col::variable::id, std::vector<std::string>{"1", "2"})}));
  batch.patch_where(TableId::task, where::exists(TableId::execution, col::execution::id, col::task::execution_id, where::eq(col::execution::suspended, true)),
                    {{col::task::assignee, Cell{"ada"}}});
  std::string bytes;
  append_bytes(bytes, batch);
  const Batch read = BatchBytes(describe_tables()).read(bytes);
  ASSERT_EQ(read.changes().size(), batch.changes().size());
  std::string again;
  append_bytes(again, read);
  // is_new is not kept, all else is.
  std::string expected;
  Batch copy;
  for (const Change& change : batch.changes()) copy.add(change);
  append_bytes(expected, copy);
  EXPECT_EQ(again, expected);
}

TEST_F(JournalTest, ColumnsAreFoundByName) {
  const Batch batch = batch_of({"a"});
  std::string bytes;
  append_bytes(bytes, batch);
  std::string description = describe_tables();
  const std::string line = "\ntask ";
  const auto at = description.find(line);
  ASSERT_NE(at, std::string::npos);
  const auto second = description.find(' ', at + line.size());
  description.replace(second + 1, description.find_first_of(" \n", second + 1) - second - 1, "unknown");
  const Batch read = BatchBytes(description).read(bytes);
  ASSERT_EQ(read.changes().size(), 1u);
  Row expected = batch.changes()[0].row;
  expected[1] = Cell{};
  EXPECT_EQ(read.changes()[0].row, expected);
}

TEST_F(JournalTest, AnEndLeavesTheTablesAlone) {
  {
    JournaledStore store(file());
    store.commit(batch_of({"a"}));
    EXPECT_EQ(journal_files().size(), 1u);
  }
  EXPECT_TRUE(journal_files().empty());
  EXPECT_EQ(SqlStore(sqlite_database(file())).count({TableId::task}), 1);
}

// A crash before the tables were written: the next start does it, and only once.
TEST_F(JournalTest, TheTablesCatchUpAtTheNextStart) {
  { JournaledStore store(file()); }
  write({{"a", "b"}, {"c"}});
  {
    JournaledStore store(file());
    EXPECT_EQ(store.count({TableId::task}), 3);
    Batch batch;
    batch.remove(TableId::task, "a");
    store.commit(std::move(batch));
    EXPECT_EQ(store.count({TableId::task}), 2);
  }
  EXPECT_EQ(JournaledStore(file()).count({TableId::task}), 2);
}

TEST_F(JournalTest, EachCommitIsReadByWhoeverComesAfterIt) {
  JournaledStore store(file());
  std::vector<std::thread> threads;
  std::atomic<int> missing{0};
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const std::string id = std::to_string(t * 1000 + i);
        store.commit(batch_of({id}));
        if (!store.find(TableId::task, id)) ++missing;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(missing, 0);
  EXPECT_EQ(store.count({TableId::task}), 800);
}

TEST_F(JournalTest, FilesGoWhenTheTablesHaveThem) {
  JournaledStore store(file());
  const std::string large(4 << 20, 'x');
  for (int i = 0; i < 30; ++i) {
    Batch batch;
    batch.insert(make_task(std::to_string(i), large));
    store.commit(std::move(batch));
  }
  EXPECT_EQ(store.count({TableId::task}), 30);
  std::uintmax_t size = 0;
  for (const std::string& name : journal_files()) size += fs::file_size(name);
  EXPECT_LT(size, 100u << 20);
  EXPECT_GT(fs::path(journal_files().front()).filename().string(), "baton.db-commits-1");
}

}  // namespace
}  // namespace baton
