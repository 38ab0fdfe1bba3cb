// Two nodes on one database: who was overtaken is refused, alone; who was taken for dead writes nothing any more.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "persistence/test_support.hpp"
#include "runtime/store/expectations.hpp"
#include "runtime/store/peers.hpp"

namespace baton {
namespace {

using Kind = StoreError::Kind;
using What = OvertakenError::What;

Execution root_of(const std::string& id) {
  Execution root;
  root.id = root.root_id = root.process_instance_id = id;
  return root;
}

class SeveralNodes : public ::testing::Test {
 protected:
  void SetUp() override {
    server_ = PostgresqlServer::instance();
    if (!server_) GTEST_SKIP() << "PostgreSQL is not installed";
    url_ = server_->new_database();
    a_ = open_store(url_, Sharing::several);
    b_ = open_store(url_, Sharing::several);
  }

  static void create(Store& store, const std::string& root_id) {
    Batch batch;
    batch.insert(root_of(root_id));
    store.commit(std::move(batch));
  }
  // Writes a task into the aggregate, as of the version.
  static void change(Store& store, const std::string& root_id, std::int64_t version, const std::string& task) {
    Batch batch;
    batch.insert(make_task(task));
    expect_version(batch, root_id, version);
    store.commit(std::move(batch));
  }
  static Kind refusal(const std::function<void()>& work) {
    const auto error = store_error(work);
    return error ? error->kind : Kind::other;
  }
  static std::optional<What> overtaking(const std::function<void()>& work) {
    try {
      work();
    } catch (const OvertakenError& error) {
      return error.what;
    }
    return std::nullopt;
  }
  bool has_task(const std::string& id) { return b_->find(TableId::task, id).has_value(); }
  void run(const std::string& sql) const {
    server_->run("\\c " + url_.substr(url_.rfind('/') + 1) + "\" -c \"" + sql);
  }

  PostgresqlServer* server_ = nullptr;
  std::string url_;
  std::unique_ptr<Store> a_, b_;
};

TEST_F(SeveralNodes, WhoWasOvertakenIsRefused) {
  create(*a_, "x");
  EXPECT_EQ(peers_of(*b_)->version("x"), 0);
  change(*b_, "x", 0, "of b");
  EXPECT_EQ(overtaking([&] { change(*a_, "x", 0, "of a"); }), What::aggregate);
  EXPECT_FALSE(has_task("of a"));
  EXPECT_EQ(peers_of(*a_)->version("x"), 1);
  change(*a_, "x", 1, "of a");
  EXPECT_TRUE(has_task("of a"));
}

TEST_F(SeveralNodes, AnAggregateThatHasEndedDoesNotComeBack) {
  create(*a_, "x");
  Batch end;
  end.remove(TableId::execution, "x");
  expect_version(end, "x", 0);
  b_->commit(std::move(end));
  EXPECT_EQ(overtaking([&] { change(*a_, "x", 0, "late"); }), What::aggregate);
  EXPECT_EQ(peers_of(*a_)->version("x"), Peers::kNoVersion);
  EXPECT_FALSE(has_task("late"));
}

TEST_F(SeveralNodes, OfManyWritersOnePassesForEachVersion) {
  create(*a_, "x");
  constexpr int kRounds = 50;
  std::atomic<int> passed = 0;
  const auto write = [&](Store& store, const std::string& name) {
    for (int done = 0; done < kRounds;) {
      const std::int64_t version = peers_of(store)->version("x");
      if (!overtaking([&] { change(store, "x", version, name + std::to_string(done)); })) ++done, ++passed;
    }
  };
  std::thread other([&] { write(*b_, "b"); });
  write(*a_, "a");
  other.join();
  EXPECT_EQ(passed, 2 * kRounds);
  EXPECT_EQ(peers_of(*a_)->version("x"), 2 * kRounds);
  EXPECT_EQ(a_->count({TableId::task}), 2 * kRounds);
}

TEST_F(SeveralNodes, RowsAreAsExpectedOrNothingIsWritten) {
  Property known;
  known.name = "known", known.value = "1";
  const auto first_writes = [&](Store& store) {
    Batch batch;
    batch.update(known);
    expect_none(batch, TableId::property, known.name);
    store.commit(std::move(batch));
  };
  first_writes(*a_);
  EXPECT_EQ(overtaking([&] { first_writes(*b_); }), What::row);

  const auto counts = [](Store& store, const Property& as_read) {
    Batch batch;
    Property next = as_read;
    next.value = std::to_string(std::stoi(as_read.value) + 1);
    batch.update(next);
    expect(batch, as_read);
    store.commit(std::move(batch));
  };
  counts(*b_, known);
  EXPECT_EQ(overtaking([&] { counts(*a_, known); }), What::row);
  EXPECT_EQ(a_->get<Property>("known")->value, "2");

  const auto takes = [](Store& store) {
    Batch batch;
    batch.remove(TableId::property, "known");
    expect_some(batch, TableId::property, "known");
    store.commit(std::move(batch));
  };
  takes(*a_);
  EXPECT_EQ(overtaking([&] { takes(*b_); }), What::row);
}

TEST_F(SeveralNodes, WhoWasTakenForDeadWritesNothing) {
  create(*a_, "x");
  run("DELETE FROM node_commit; DELETE FROM node");
  EXPECT_EQ(overtaking([&] { change(*a_, "x", 0, "late"); }), What::node);
  EXPECT_EQ(overtaking([&] { create(*a_, "y"); }), What::node);
  EXPECT_FALSE(has_task("late"));
}

TEST_F(SeveralNodes, ItEntersAgainByItselfAndForgets) {
  std::atomic<int> forgotten = 0, beats = 0;
  peers_of(*a_)->listen({[&] { ++forgotten; }, [](const std::string&) {}, [&] { ++beats; }});
  while (beats == 0) std::this_thread::yield();
  const int before = forgotten;
  run("DELETE FROM node_commit; DELETE FROM node");
  while (store_error([&] { create(*a_, "x"); })) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_GT(forgotten, before);
  EXPECT_TRUE(b_->find(TableId::execution, "x"));
  peers_of(*a_)->ignore();
}

TEST_F(SeveralNodes, CommitsWhoseConnectionIsLostAreWrittenOnce) {
  create(*a_, "x");
  std::atomic<bool> stop = false;
  std::thread ending([&] {
    while (!stop) {
      server_->run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'baton'");
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
  });
  std::int64_t version = 0;
  for (; version < 300; ++version) change(*a_, "x", version, "t" + std::to_string(version));
  stop = true;
  ending.join();
  EXPECT_EQ(peers_of(*b_)->version("x"), version);
  EXPECT_EQ(b_->count({TableId::task}), version);
}

TEST_F(SeveralNodes, ADueJobIsTakenOnce) {
  Batch batch;
  for (int i = 0; i < 20; ++i) {
    Job job;
    job.id = "job" + std::to_string(i);
    job.retries = 3;
    if (i % 2) job.due = 100 + i;
    batch.insert(job);
  }
  a_->commit(std::move(batch));
  const auto of_a = peers_of(*a_)->take_due_jobs(1'000, 2'000, 4);
  const auto of_b = peers_of(*b_)->take_due_jobs(1'000, 2'000, 100);
  EXPECT_EQ(of_a.size(), 8u);
  EXPECT_EQ(of_b.size(), 12u);
  EXPECT_TRUE(peers_of(*a_)->take_due_jobs(1'500, 3'000, 100).empty());
  EXPECT_EQ(peers_of(*a_)->take_due_jobs(2'500, 3'000, 100).size(), 20u);  // whoever had them is late
}

TEST_F(SeveralNodes, NoticesReachTheOthers) {
  std::atomic<int> definitions = 0, topics = 0, beats = 0;
  peers_of(*b_)->listen({[&] { ++definitions; }, [&](const std::string& topic) { topics += topic == "it's"; }, [&] { ++beats; }});
  peers_of(*a_)->listen({[] {}, [](const std::string&) {}, [&] { ++beats; }});
  while (beats < 2) std::this_thread::yield();
  Batch batch;
  Property changes;
  changes.name = "definitions", changes.value = "7";
  batch.update(changes);
  a_->commit(std::move(batch));
  const int before = definitions;
  peers_of(*a_)->definitions_changed();
  EXPECT_GT(definitions, before);
  EXPECT_TRUE(peers_of(*b_)->knows_definitions());
  peers_of(*a_)->external_task_written("it's");
  while (topics == 0) std::this_thread::yield();
  peers_of(*a_)->ignore();
  peers_of(*b_)->ignore();
}

TEST_F(SeveralNodes, OneThatIsAloneKeepsOutAndIsKeptOut) {
  EXPECT_EQ(refusal([&] { open_store(url_); }), Kind::busy);
  a_.reset();
  b_.reset();
  const auto alone = open_store(url_);
  EXPECT_EQ(peers_of(*alone), nullptr);
  EXPECT_EQ(refusal([&] { open_store(url_, Sharing::several); }), Kind::busy);
}

TEST(Sharing, IsForPostgresqlOnly) {
  EXPECT_TRUE(store_error([] { open_store("memory:", Sharing::several); }));
}

}  // namespace
}  // namespace baton
