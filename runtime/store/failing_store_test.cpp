#include "runtime/store/failing_store.hpp"

#include <gtest/gtest.h>

#include "runtime/store/memory_store.hpp"

namespace baton {
namespace {

Batch batch_of(const std::string& id) {
  Task task;
  task.id = id;
  Batch batch;
  batch.insert(task);
  return batch;
}

bool commits(Store& store, const std::string& id) {
  try {
    store.commit(batch_of(id));
    return true;
  } catch (const StoreError&) {
    return false;
  }
}

TEST(FailingStore, FailsTheNextAndKeepsNothingOfThem) {
  MemoryStore inner;
  FailingStore store(inner);
  EXPECT_TRUE(commits(store, "a"));
  store.fail_next(2);
  EXPECT_FALSE(commits(store, "b"));
  EXPECT_FALSE(commits(store, "c"));
  EXPECT_TRUE(commits(store, "d"));
  EXPECT_EQ(inner.count({TableId::task}), 2);
  EXPECT_EQ(store.tried(), 4);
  EXPECT_EQ(store.failed(), 2);
}

TEST(FailingStore, ChooserDecidesByBatchOrNumber) {
  MemoryStore inner;
  FailingStore store(inner);
  store.fail_when([](const Batch& batch, std::int64_t number) {
    return number == 1 || batch.changes().at(0).key == "bad";
  }, StoreError::Kind::full);
  EXPECT_FALSE(commits(store, "a"));
  EXPECT_TRUE(commits(store, "b"));
  try {
    store.commit(batch_of("bad"));
    FAIL() << "expected a StoreError";
  } catch (const StoreError& error) {
    EXPECT_EQ(error.kind, StoreError::Kind::full);
  }
  store.fail_when(nullptr);
  EXPECT_TRUE(commits(store, "bad"));
}

TEST(FailingStore, ReadsFailWhenAsked) {
  MemoryStore inner;
  FailingStore store(inner);
  store.fail_reads(true);
  EXPECT_THROW(store.count({TableId::task}), StoreError);
  EXPECT_THROW(store.select({TableId::task}), StoreError);
  EXPECT_THROW(store.find(TableId::task, "a"), StoreError);
  store.fail_reads(false);
  EXPECT_EQ(store.count({TableId::task}), 0);
}

}  // namespace
}  // namespace baton
