// What goes wrong with a server: connections end, it restarts, somebody else has the database. Nothing that was
// answered is lost, nothing is kept in part, and the store works on by itself.
#include <atomic>
#include <thread>

#include "persistence/postgresql_session.hpp"
#include "persistence/sql_store.hpp"
#include "persistence/test_support.hpp"

namespace baton {
namespace {

class PostgresqlFailure : public ::testing::Test {
 protected:
  void SetUp() override {
    server_ = PostgresqlServer::instance();
    if (!server_) GTEST_SKIP() << "PostgreSQL is not installed";
    url_ = server_->new_database();
  }
  void end_sessions() const {
    server_->run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'baton'");
  }

  // Tells of an outage soon.
  std::unique_ptr<Store> open_impatient() const {
    return std::make_unique<SqlStore>(postgresql_database(url_), std::chrono::milliseconds(200));
  }

  PostgresqlServer* server_ = nullptr;
  std::string url_;
};

// Commits pairs of rows on some threads until told to stop; knows which were answered.
class Load {
 public:
  explicit Load(Store& store) {
    for (int t = 0; t < 4; ++t) {
      threads_.emplace_back([this, &store, t] {
        for (int i = 0; !stopping_; ++i) {
          const std::string id = std::to_string(t) + "-" + std::to_string(i);
          insert(store, std::vector<Task>{make_task("l" + id), make_task("r" + id)});
          ++answered_;
        }
      });
    }
  }
  int answered() const { return answered_; }
  void wait_for(int more) const {
    for (const int target = answered_ + more; answered_ < target;) std::this_thread::yield();
  }
  void stop() {
    stopping_ = true;
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  std::atomic<bool> stopping_{false};
  std::atomic<int> answered_{0};
  std::vector<std::thread> threads_;
};

TEST_F(PostgresqlFailure, EndedSessionsAreOpenedAgainUnderLoad) {
  auto store = open_store(url_);
  Load load(*store);
  for (int i = 0; i < 5; ++i) {
    load.wait_for(20);
    end_sessions();
  }
  load.wait_for(20);
  load.stop();
  EXPECT_EQ(store->count({TableId::task}), 2 * load.answered());
}

TEST_F(PostgresqlFailure, RestartOfTheServerIsWaitedFor) {
  auto store = open_store(url_);
  Load load(*store);
  load.wait_for(20);
  server_->stop("immediate");  // as in a crash: it recovers from its log
  server_->start();
  load.wait_for(20);
  load.stop();
  EXPECT_EQ(store->count({TableId::task}), 2 * load.answered());
}

// Each outage has its own beginning, also for a node that only reads.
TEST_F(PostgresqlFailure, ReadersComeBackTimeAndAgain) {
  auto store = open_impatient();
  EXPECT_EQ(store->count({TableId::task}), 0);
  for (int i = 0; i < 2; ++i) {
    server_->stop("immediate");
    EXPECT_TRUE(store_error([&] { store->count({TableId::task}); }));
    server_->start();
    EXPECT_EQ(store->count({TableId::task}), 0);
    server_->stop("immediate");
    server_->start();
    EXPECT_EQ(store->count({TableId::task}), 0);
  }
}

TEST_F(PostgresqlFailure, ServerThatStaysAwayIsToldAndComesBack) {
  auto store = open_impatient();
  insert(*store, std::vector<Task>{make_task("a")});
  server_->stop("fast");
  const auto write = store_error([&] { insert(*store, std::vector<Task>{make_task("b")}); });
  const auto read = store_error([&] { store->count({TableId::task}); });
  server_->start();
  ASSERT_TRUE(write && read);
  EXPECT_EQ(write->kind, StoreError::Kind::unavailable) << write->message;
  EXPECT_EQ(read->kind, StoreError::Kind::unavailable) << read->message;
  insert(*store, std::vector<Task>{make_task("c")});
  EXPECT_EQ(ids(*store, {TableId::task}), (std::vector<std::string>{"a", "c"}));
}

TEST_F(PostgresqlFailure, SecondOpenerIsRefusedWhileTheFirstLives) {
  auto first = open_store(url_);
  const auto error = store_error([&] { open_store(url_); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, StoreError::Kind::busy) << error->message;
  first.reset();
  EXPECT_EQ(open_store(url_)->count({TableId::task}), 0);
}

// What the first has in memory may be old by then.
TEST_F(PostgresqlFailure, WhoWasReplacedDoesNotWriteAgain) {
  auto first = open_impatient();
  insert(*first, std::vector<Task>{make_task("a")});
  end_sessions();
  insert(*open_store(url_), std::vector<Task>{make_task("b")});
  const auto error = store_error([&] { insert(*first, std::vector<Task>{make_task("c")}); });
  ASSERT_TRUE(error);
  EXPECT_NE(error->message.find("used by another Baton meanwhile"), std::string::npos) << error->message;
}

TEST_F(PostgresqlFailure, PasswordsAreNotTold) {
  const auto address = postgresql_address("postgresql://ada:secret@127.0.0.1:1/db");
  EXPECT_EQ(address.name, "postgresql://127.0.0.1:1/db");
  const auto error = store_error([&] { SqlStore(postgresql_database("postgresql://ada:secret@127.0.0.1:1/db")); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, StoreError::Kind::unavailable);
  EXPECT_EQ(error->message.find("secret"), std::string::npos) << error->message;
}

TEST_F(PostgresqlFailure, WhatItCannotKeepIsReplaced) {
  auto store = open_store(url_);
  insert(*store, std::vector<Task>{make_task("a", std::string("x\0y", 3))});
  EXPECT_EQ(store->get<Task>("a")->name, "x\uFFFDy");
}

}  // namespace
}  // namespace baton
