// What every store promises about rows, batches and time. Queries: query_contract_test.cpp.
#include <atomic>
#include <thread>

#include "persistence/test_support.hpp"

namespace baton {
namespace {

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, every_store(), store_name);

// A row with every column filled, with NULLs in every other optional one, or only with its key.
enum class Filling { full, mixed, empty };

Row sample_row(const TableSpec& spec, Filling filling, const std::string& key) {
  Row row{Cell{key}};
  for (std::size_t i = 1; i < spec.columns.size(); ++i) {
    const bool leave_out = filling == Filling::empty || (filling == Filling::mixed && i % 2 == 0);
    const auto n = static_cast<std::int64_t>(i);
    switch (spec.columns[i].kind) {
      case CellKind::text: row.push_back(leave_out ? Cell{} : Cell{"text \"'%_\\ äöü€𝄞 " + std::to_string(i)}); break;
      case CellKind::opt_text: row.push_back(leave_out ? Cell{} : Cell{filling == Filling::mixed ? "" : "opt"}); break;
      case CellKind::integer: row.push_back(Cell{leave_out ? std::int64_t{0} : INT64_MAX - n}); break;
      case CellKind::opt_integer: row.push_back(leave_out ? Cell{} : Cell{INT64_MIN + n}); break;
      case CellKind::real: row.push_back(Cell{leave_out ? 0.0 : 0.1 * static_cast<double>(n) - 1e300}); break;
      case CellKind::boolean: row.push_back(Cell{std::int64_t{leave_out ? 0 : 1}}); break;
      case CellKind::blob: row.push_back(leave_out ? Cell{} : Cell{std::string("\0\xff\x80 bytes\0", 10)}); break;
    }
  }
  return row;
}

TEST_P(StoreContract, EveryTableKeepsEveryColumn) {
  for (int t = 0; t < static_cast<int>(TableId::count_); ++t) {
    const TableSpec& spec = table_spec(static_cast<TableId>(t));
    std::vector<Row> rows;
    for (const Filling filling : {Filling::full, Filling::mixed, Filling::empty}) {
      rows.push_back(sample_row(spec, filling, "key" + std::to_string(rows.size())));
    }
    Batch batch;
    for (const Row& row : rows) batch.put(spec.id, row, true);
    store().commit(std::move(batch));
    for (const Row& row : rows) {
      EXPECT_EQ(store().find(spec.id, std::get<std::string>(row[0])), row) << spec.name;
    }
    const std::vector<std::string> keys{"key0", "key1", "key2"};
    const Query query{spec.id, where::in(0, keys)};
    EXPECT_EQ(store().select(query), rows) << spec.name;
  }
}

TEST_P(StoreContract, EntitiesComeBackAsTheyWere) {
  Task task = make_task("t1", "Review");
  task.assignee = "";
  task.due = 1234567890123;
  task.suspended = true;
  insert(store(), std::vector<Task>{task});
  EXPECT_EQ(store().get<Task>("t1"), task);
  EXPECT_EQ(store().get<Task>("t2"), std::nullopt);
  EXPECT_EQ(store().all<Task>({TableId::task}), std::vector<Task>{task});
}

TEST_P(StoreContract, LargeValuesAreKept) {
  Resource resource;
  resource.id = "r";
  resource.bytes = std::string(5'000'000, '\xfe');
  resource.bytes[17] = '\0';
  insert(store(), std::vector<Resource>{resource});
  EXPECT_EQ(store().get<Resource>("r"), resource);
}

TEST_P(StoreContract, UpsertReplacesAndKeepsItsPlace) {
  insert(store(), std::vector<Task>{make_task("a"), make_task("b"), make_task("c")});
  Batch batch;
  batch.update(make_task("a", "again"));
  store().commit(std::move(batch));
  EXPECT_EQ(ids(store(), {TableId::task}), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(store().get<Task>("a")->name, "again");
}

TEST_P(StoreContract, PatchSetsOnlyItsCells) {
  insert(store(), std::vector<Task>{make_task("a", "one"), make_task("b", "two")});
  Batch batch;
  batch.patch(TableId::task, "a", {{col::task::assignee, Cell{"ada"}}, {col::task::name, Cell{}}});
  batch.patch(TableId::task, "missing", {{col::task::assignee, Cell{"ada"}}});
  store().commit(std::move(batch));
  Task expected = make_task("a");
  expected.assignee = "ada";
  EXPECT_EQ(store().get<Task>("a"), expected);
  EXPECT_EQ(store().get<Task>("b"), make_task("b", "two"));
  EXPECT_EQ(store().count({TableId::task}), 2);
}

TEST_P(StoreContract, RemoveTakesTheRow) {
  insert(store(), std::vector<Task>{make_task("a"), make_task("b")});
  Batch batch;
  batch.remove(TableId::task, "a");
  batch.remove(TableId::task, "missing");
  store().commit(std::move(batch));
  EXPECT_EQ(ids(store(), {TableId::task}), std::vector<std::string>{"b"});
  EXPECT_EQ(store().find(TableId::task, "a"), std::nullopt);
}

TEST_P(StoreContract, RemovedAndInsertedLaterGoesToTheEnd) {
  insert(store(), std::vector<Task>{make_task("a"), make_task("b")});
  Batch batch;
  batch.remove(TableId::task, "a");
  store().commit(std::move(batch));
  insert(store(), std::vector<Task>{make_task("a")});
  EXPECT_EQ(ids(store(), {TableId::task}), (std::vector<std::string>{"b", "a"}));
}

TEST_P(StoreContract, BatchFoldsChangesOfOneRow) {
  Batch batch;
  batch.insert(make_task("a"));
  batch.patch(TableId::task, "a", {{col::task::assignee, Cell{"ada"}}});
  batch.insert(make_task("b"));
  batch.remove(TableId::task, "b");
  batch.patch(TableId::task, "b", {{col::task::assignee, Cell{"nobody"}}});
  batch.insert(make_task("c", "first"));
  batch.update(make_task("c", "second"));
  store().commit(std::move(batch));
  EXPECT_EQ(ids(store(), {TableId::task}), (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(store().get<Task>("a")->assignee, "ada");
  EXPECT_EQ(store().get<Task>("c")->name, "second");
}

TEST_P(StoreContract, SweepsSeeWhatStandsBeforeThem) {
  insert(store(), std::vector<Task>{make_task("old", "x")});
  Batch batch;
  batch.insert(make_task("before", "x"));
  batch.patch(TableId::task, "old", {{col::task::name, Cell{"y"}}});
  batch.remove_where(TableId::task, where::eq(col::task::name, "x"));
  batch.insert(make_task("after", "x"));
  batch.patch_where(TableId::task, where::eq(col::task::root_id, "root"), {{col::task::assignee, Cell{"ada"}}});
  batch.insert(make_task("last", "x"));
  store().commit(std::move(batch));
  EXPECT_EQ(ids(store(), {TableId::task}), (std::vector<std::string>{"old", "after", "last"}));
  EXPECT_EQ(store().get<Task>("after")->assignee, "ada");
  EXPECT_EQ(store().get<Task>("last")->assignee, std::nullopt);
}

TEST_P(StoreContract, SweepsMayAskOtherTables) {
  insert(store(), std::vector<Task>{make_task("a"), make_task("b")});
  IdentityLink link;
  link.id = "l";
  link.task_id = "a";
  Batch batch;
  batch.insert(link);
  batch.remove_where(TableId::task,
                     where::exists(TableId::identity_link, col::identity_link::task_id, col::task::id));
  batch.remove(TableId::identity_link, "l");
  store().commit(std::move(batch));
  EXPECT_EQ(ids(store(), {TableId::task}), std::vector<std::string>{"b"});
}

TEST_P(StoreContract, WrongChangeIsRefusedWhole) {
  insert(store(), std::vector<Task>{make_task("a")});
  const std::vector<std::function<void(Batch&)>> wrong = {
      [](Batch& batch) { batch.put(TableId::task, {Cell{"short"}}, true); },
      [](Batch& batch) { batch.patch(TableId::task, "a", {{col::task::priority, Cell{"high"}}}); },
      [](Batch& batch) { batch.patch(TableId::task, "a", {{col::task::count_, Cell{"x"}}}); },
      [](Batch& batch) { batch.patch(TableId::task, "a", {{col::task::id, Cell{"b"}}}); },
  };
  for (const auto& spoil : wrong) {
    Batch batch;
    batch.insert(make_task("b"));
    spoil(batch);
    const auto error = store_error([&] { store().commit(std::move(batch)); });
    ASSERT_TRUE(error);
    EXPECT_NE(error->message.find("task"), std::string::npos) << error->message;
  }
  EXPECT_EQ(ids(store(), {TableId::task}), std::vector<std::string>{"a"});
}

TEST_P(StoreContract, EmptyBatchIsNothing) {
  store().commit(Batch());
  EXPECT_EQ(store().count({TableId::task}), 0);
}

// Eight threads commit and read their own writes, while others sum what must always balance.
TEST_P(StoreContract, ConcurrentCommitsAreAtomicAndSeenByTheirThread) {
  constexpr int kThreads = 8, kRounds = 60;
  std::atomic<int> failures = 0, running = kThreads;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int round = 0; round < kRounds; ++round) {
        const std::string key = std::to_string(t) + "-" + std::to_string(round);
        Batch batch;
        batch.insert(make_task("left-" + key, key));
        batch.insert(make_task("right-" + key, key));
        if (round > 0) {
          const std::string previous = std::to_string(t) + "-" + std::to_string(round - 1);
          batch.remove_where(TableId::task, where::eq(col::task::name, Cell{previous}));
        }
        store().commit(std::move(batch));
        if (!store().find(TableId::task, "left-" + key) || !store().find(TableId::task, "right-" + key)) ++failures;
        if (store().count({TableId::task, where::eq(col::task::name, Cell{key})}) != 2) ++failures;
      }
      --running;
    });
  }
  while (running > 0) {
    const std::int64_t seen = store().count({TableId::task});
    if (seen % 2 != 0 || seen > 2 * kThreads) ++failures;
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(store().count({TableId::task}), 2 * kThreads);
}

TEST_P(StoreContract, ManyRowsInOneBatch) {
  Batch batch;
  for (int i = 0; i < 10'007; ++i) batch.insert(make_task("t" + std::to_string(i)));
  store().commit(std::move(batch));
  EXPECT_EQ(store().count({TableId::task}), 10'007);
  const std::vector<std::string> found = ids(store(), {TableId::task});
  ASSERT_EQ(found.size(), 10'007u);
  for (int i = 0; i < 10'007; ++i) ASSERT_EQ(found[static_cast<std::size_t>(i)], "t" + std::to_string(i));
  Batch removal;
  for (int i = 0; i < 10'000; ++i) removal.remove(TableId::task, "t" + std::to_string(i));
  store().commit(std::move(removal));
  EXPECT_EQ(store().count({TableId::task}), 7);
}

TEST_P(StoreContract, DurableStoresKeepEverythingWhenReopened) {
  if (!GetParam().is_durable) GTEST_SKIP() << "gone with the process by design";
  insert(store(), std::vector<Task>{make_task("a", "one"), make_task("b")});
  reopen();
  insert(store(), std::vector<Task>{make_task("c")});
  reopen();
  EXPECT_EQ(ids(store(), {TableId::task}), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(store().get<Task>("a"), make_task("a", "one"));
}

}  // namespace
}  // namespace baton
