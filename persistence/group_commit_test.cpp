#include "persistence/group_commit.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <string>
#include <thread>

namespace baton {
namespace {

Batch batch_of(const std::string& id) {
  Batch batch;
  batch.remove(TableId::task, id);
  return batch;
}

// Remembers the groups it was given; a batch whose key is "bad" fails its group.
class Recorder {
 public:
  std::vector<GroupCommit::Refused> write(const std::vector<const Batch*>& batches) {
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [&] { return open_ || groups_.empty(); });
    std::vector<std::string> group;
    for (const Batch* batch : batches) group.push_back(batch->changes().at(0).key);
    groups_.push_back(group);
    started_.notify_all();
    opened_.wait(lock, [&] { return open_; });
    for (const std::string& key : group) {
      if (key == "bad") throw StoreError{StoreError::Kind::other, "bad"};
    }
    std::vector<GroupCommit::Refused> refused;
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (group[i] == "stale") refused.push_back({i, std::make_exception_ptr(StoreError{StoreError::Kind::other, "stale"})});
    }
    return refused;
  }
  void wait_for_groups(std::size_t count) {
    std::unique_lock lock(mutex_);
    started_.wait(lock, [&] { return groups_.size() >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  std::vector<std::vector<std::string>> groups() {
    const std::lock_guard lock(mutex_);
    return groups_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable started_, opened_;
  bool open_ = false;
  std::vector<std::vector<std::string>> groups_;
};

class GroupCommitTest : public ::testing::Test {
 protected:
  // Commits on a thread of its own; counts failures.
  void start(const std::string& id) {
    threads_.emplace_back([this, id] {
      try {
        commit_.commit(batch_of(id));
        ++succeeded_;
      } catch (const StoreError&) {
        ++failed_;
      }
    });
  }
  void join() {
    recorder_.open();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  Recorder recorder_;
  GroupCommit commit_{[this](const std::vector<const Batch*>& batches) { return recorder_.write(batches); }};
  std::vector<std::thread> threads_;
  std::atomic<int> succeeded_ = 0, failed_ = 0;
};

TEST_F(GroupCommitTest, LoneCommitIsWrittenByItsCaller) {
  recorder_.open();
  commit_.commit(batch_of("a"));
  commit_.commit(batch_of("b"));
  EXPECT_EQ(recorder_.groups(), (std::vector<std::vector<std::string>>{{"a"}, {"b"}}));
}

TEST_F(GroupCommitTest, WhoWaitsIsWrittenTogether) {
  start("first");
  recorder_.wait_for_groups(1);
  for (int i = 0; i < 10; ++i) start("later");
  while (commit_.waiting() < 10) std::this_thread::yield();
  join();
  EXPECT_EQ(succeeded_, 11);
  ASSERT_EQ(recorder_.groups().size(), 2u);
  EXPECT_EQ(recorder_.groups()[1].size(), 10u);
}

TEST_F(GroupCommitTest, OnlyTheGuiltyOneFails) {
  start("first");
  recorder_.wait_for_groups(1);
  for (int i = 0; i < 4; ++i) start("good");
  start("bad");
  while (commit_.waiting() < 5) std::this_thread::yield();
  join();
  EXPECT_EQ(succeeded_, 5);
  EXPECT_EQ(failed_, 1);
  EXPECT_EQ(recorder_.groups().size(), 7u);  // the first, the group, each of the five alone
}

TEST_F(GroupCommitTest, WhoIsRefusedFailsAndTheOthersAreWrittenWithIt) {
  start("first");
  recorder_.wait_for_groups(1);
  start("good");
  start("stale");
  while (commit_.waiting() < 2) std::this_thread::yield();
  join();
  EXPECT_EQ(succeeded_, 2);
  EXPECT_EQ(failed_, 1);
  EXPECT_EQ(recorder_.groups().size(), 2u);
}

TEST_F(GroupCommitTest, WorksOnAfterAFailure) {
  recorder_.open();
  EXPECT_THROW(commit_.commit(batch_of("bad")), StoreError);
  commit_.commit(batch_of("good"));
  EXPECT_EQ(recorder_.groups().size(), 2u);
}

}  // namespace
}  // namespace baton
