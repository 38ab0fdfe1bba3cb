#include "persistence/backup.hpp"

#include <atomic>
#include <fstream>
#include <thread>

#include "persistence/test_support.hpp"

namespace baton {
namespace {

class Backup : public ::testing::Test {
 protected:
  std::unique_ptr<Store> open(const std::string& name) const { return open_store("sqlite:" + folder_.file(name)); }
  TempFolder folder_;
};

// Pairs of rows are written all the while; a copy has whole pairs, and all that were answered before it began.
TEST_F(Backup, CopiesMadeUnderLoadAreConsistent) {
  auto store = open("live.db");
  std::atomic<bool> stopping{false};
  std::atomic<int> answered{0};
  std::thread load([&] {
    for (int i = 0; !stopping; ++i) {
      insert(*store, std::vector<Task>{make_task("l" + std::to_string(i)), make_task("r" + std::to_string(i))});
      answered = i + 1;
    }
  });
  for (int copy = 0; copy < 3; ++copy) {
    while (answered < 50 * (copy + 1)) std::this_thread::yield();
    const int before = answered;
    const std::string name = "copy" + std::to_string(copy) + ".db";
    back_up_sqlite(folder_.file("live.db"), folder_.file(name));
    const std::int64_t kept = open(name)->count({TableId::task});
    EXPECT_EQ(kept % 2, 0);
    EXPECT_GE(kept, 2 * before);
  }
  stopping = true;
  load.join();
  EXPECT_EQ(store->count({TableId::task}), 2 * answered);
}

TEST_F(Backup, RestoredDatabaseIsWhatWasCopied) {
  insert(*open("live.db"), std::vector<Task>{make_task("a")});
  back_up_sqlite(folder_.file("live.db"), folder_.file("copy.db"));
  insert(*open("live.db"), std::vector<Task>{make_task("b")});
  EXPECT_TRUE(store_error([&] { restore_sqlite(folder_.file("copy.db"), folder_.file("live.db"), false); }));
  restore_sqlite(folder_.file("copy.db"), folder_.file("live.db"), true);
  EXPECT_EQ(ids(*open("live.db"), {TableId::task}), std::vector<std::string>{"a"});
}

TEST_F(Backup, NothingIsOverwrittenByMistake) {
  auto live = open("live.db");
  insert(*live, std::vector<Task>{make_task("a")});
  back_up_sqlite(folder_.file("live.db"), folder_.file("copy.db"));
  EXPECT_TRUE(store_error([&] { back_up_sqlite(folder_.file("live.db"), folder_.file("copy.db")); }));
  const auto in_use = store_error([&] { restore_sqlite(folder_.file("copy.db"), folder_.file("live.db"), true); });
  ASSERT_TRUE(in_use);
  EXPECT_EQ(in_use->kind, StoreError::Kind::busy) << in_use->message;
}

TEST_F(Backup, DamagedCopyIsNotRestored) {
  insert(*open("live.db"), std::vector<Task>{make_task("a")});
  std::ofstream(folder_.file("copy.db")) << "not a database";
  EXPECT_TRUE(store_error([&] { restore_sqlite(folder_.file("copy.db"), folder_.file("live.db"), true); }));
  EXPECT_EQ(open("live.db")->count({TableId::task}), 1);
}

}  // namespace
}  // namespace baton
