// What a batch folds, and what it must not.
#include <gtest/gtest.h>

#include "runtime/store/store.hpp"

namespace baton {
namespace {

Task task(const std::string& id, const std::string& name) {
  Task task;
  task.id = id;
  task.name = name;
  return task;
}

std::vector<std::pair<int, Cell>> name_is(const char* name) { return {{col::task::name, Cell{name}}}; }

std::vector<Change> written(const Batch& batch) {
  std::vector<Change> found;
  for (const Change& change : batch.changes()) {
    if (change.kind != Change::Kind::patch || !change.cells.empty()) found.push_back(change);
  }
  return found;
}

TEST(Batch, PatchGoesIntoTheRowOfTheSameBatch) {
  Batch batch;
  batch.insert(task("a", "one"));
  batch.patch(TableId::task, "a", name_is("two"));
  ASSERT_EQ(written(batch).size(), 1u);
  EXPECT_EQ(Task::from_row(written(batch)[0].row), task("a", "two"));
  EXPECT_TRUE(written(batch)[0].is_new);
}

TEST(Batch, PatchesOfOneRowMerge) {
  Batch batch;
  batch.patch(TableId::task, "a", name_is("one"));
  batch.patch(TableId::task, "a", {{col::task::assignee, Cell{"ada"}}, {col::task::name, Cell{"two"}}});
  ASSERT_EQ(written(batch).size(), 1u);
  EXPECT_EQ(written(batch)[0].cells.size(), 2u);
  EXPECT_EQ(written(batch)[0].cells[0].second, Cell{"two"});
}

TEST(Batch, RowThatLivesAndDiesHereLeavesNothing) {
  Batch batch;
  batch.insert(task("a", "one"));
  batch.remove(TableId::task, "a");
  EXPECT_TRUE(written(batch).empty());
  batch.insert(task("a", "again"));
  ASSERT_EQ(written(batch).size(), 1u);
}

TEST(Batch, RemoveOfAnOlderRowStays) {
  Batch batch;
  batch.patch(TableId::task, "a", name_is("one"));
  batch.remove(TableId::task, "a");
  batch.patch(TableId::task, "a", name_is("two"));
  ASSERT_EQ(written(batch).size(), 1u);
  EXPECT_EQ(written(batch)[0].kind, Change::Kind::remove);
}

TEST(Batch, NothingFoldsPastASweepOfItsTable) {
  Batch batch;
  batch.insert(task("a", "one"));
  batch.insert(task("b", "one"));
  batch.remove_where(TableId::task, where::eq(col::task::name, "one"));
  batch.patch(TableId::task, "a", name_is("two"));
  ASSERT_EQ(written(batch).size(), 4u);
  EXPECT_EQ(written(batch)[3].kind, Change::Kind::patch);
}

TEST(Batch, NothingFoldsPastASweepThatAsksOtherTables) {
  IdentityLink link;
  link.id = "l", link.task_id = "a";
  Batch batch;
  batch.insert(link);
  batch.remove_where(TableId::task,
                     where::exists(TableId::identity_link, col::identity_link::task_id, col::task::id));
  batch.remove(TableId::identity_link, "l");
  ASSERT_EQ(written(batch).size(), 3u);
  EXPECT_EQ(written(batch)[0].kind, Change::Kind::upsert);
  EXPECT_EQ(written(batch)[2].kind, Change::Kind::remove);
}

}  // namespace
}  // namespace baton
