// What goes wrong with files: each failure has a kind and a message that names the database, nothing is
// half-kept, and where the cause goes away the store works on.
#include <fcntl.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include "persistence/test_support.hpp"

namespace baton {
namespace {

using Kind = StoreError::Kind;

class SqliteFailure : public ::testing::Test {
 protected:
  std::string file() const { return folder_.file("baton.db"); }
  std::string url() const { return "sqlite:" + file(); }
  std::unique_ptr<Store> open() const { return open_store(url()); }

  // Opening fails with the kind and a message that names the file and `words`.
  void expect_refused(Kind kind, const std::string& words) {
    const auto error = store_error([&] { open()->count({TableId::task}); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, kind) << error->message;
    EXPECT_NE(error->message.find(file()), std::string::npos) << error->message;
    EXPECT_NE(error->message.find(words), std::string::npos) << error->message;
  }

  TempFolder folder_;
};

void write_at(const std::string& file, std::streamoff offset, const std::string& bytes) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(offset);
  stream << bytes;
}

TEST_F(SqliteFailure, SecondOpenerIsRefusedWhileTheFirstLives) {
  auto first = open();
  expect_refused(Kind::busy, "in use by another Baton (process " + std::to_string(::getpid()) + ")");
  const std::string other = in_child([&] {
    open();
    return std::string("opened");
  });
  EXPECT_NE(other.find("in use"), std::string::npos) << other;
  first.reset();
  EXPECT_EQ(open()->count({TableId::task}), 0);
}

TEST_F(SqliteFailure, FileThatIsNoDatabase) {
  std::ofstream(file()) << std::string(10'000, 'x');
  expect_refused(Kind::corrupt, "not an SQLite database");
}

TEST_F(SqliteFailure, OverwrittenHeader) {
  insert(*open(), std::vector<Task>{make_task("a")});
  write_at(file(), 0, std::string(100, '\xff'));
  expect_refused(Kind::corrupt, "damaged");
}

TEST_F(SqliteFailure, TruncatedFile) {
  insert(*open(), std::vector<Task>{make_task("a")});
  std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
  expect_refused(Kind::corrupt, "damaged");
}

TEST_F(SqliteFailure, DamagedPagesAreReportedWhenMet) {
  {
    auto store = open();
    Batch batch;
    for (int i = 0; i < 5000; ++i) batch.insert(make_task(std::to_string(i), std::string(200, 'n')));
    store->commit(std::move(batch));
  }
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(file()));
  const std::streamoff middle = size / 2 / 4096 * 4096;  // the headers of pages are hit
  for (std::streamoff page = middle; page < middle + 200 * 4096; page += 4096) {
    write_at(file(), page, std::string(64, '\xff'));
  }
  auto store = open();
  const auto error = store_error([&] { store->select({TableId::task}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, Kind::corrupt) << error->message;
}

TEST_F(SqliteFailure, MissingFolder) {
  const auto error = store_error([&] { open_store("sqlite:" + folder_.file("no/such/folder.db")); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, Kind::unavailable);
  EXPECT_NE(error->message.find("no/such/folder.db"), std::string::npos) << error->message;
}

TEST_F(SqliteFailure, FolderInsteadOfFile) {
  std::filesystem::create_directory(file());
  expect_refused(Kind::unavailable, "");
}

// Root may write everything, so this is asked by a process that is not root.
TEST_F(SqliteFailure, ReadOnlyFileAndFolder) {
  insert(*open(), std::vector<Task>{make_task("a")});
  std::filesystem::path folder = std::filesystem::path(file()).parent_path();
  const auto open_as_nobody = [&] {
    return in_child([&] {
      if (::geteuid() == 0 && ::setuid(65534) != 0) return std::string("cannot become another user");
      const auto error = store_error([&] { open(); });
      return error ? std::to_string(static_cast<int>(error->kind)) + " " + error->message : "opened";
    });
  };
  const std::string read_only = std::to_string(static_cast<int>(Kind::read_only)) + " ";

  ::chmod(folder.c_str(), 0555);
  ::chmod(file().c_str(), 0444);
  ::chmod((file() + ".lock").c_str(), 0444);
  EXPECT_EQ(open_as_nobody().substr(0, 2), read_only) << open_as_nobody();
  ::chmod((file() + ".lock").c_str(), 0666);
  EXPECT_EQ(open_as_nobody().substr(0, 2), read_only) << open_as_nobody();
  ::chmod(folder.c_str(), 0777);
  EXPECT_EQ(open_as_nobody().substr(0, 2), read_only) << open_as_nobody();
  ::chmod(file().c_str(), 0666);
  EXPECT_EQ(open_as_nobody(), "opened");
}

// A limit on the size of files stands for a full disk: both end in a write that does not fit.
TEST_F(SqliteFailure, FullDiskKeepsNothingHalfAndHealsWithoutRestart) {
  const std::string answer = in_child([&]() -> std::string {
    ::signal(SIGXFSZ, SIG_IGN);
    auto store = open();
    insert(*store, std::vector<Task>{make_task("before")});
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t plenty = limit.rlim_cur;
    limit.rlim_cur = std::filesystem::file_size(file() + "-wal") + 100'000;
    ::setrlimit(RLIMIT_FSIZE, &limit);

    int kept = 0;
    std::optional<StoreError> error;
    while (!error && kept < 1000) {
      const std::string id = std::to_string(kept);
      error = store_error([&] {
        insert(*store, std::vector<Task>{make_task("l" + id, std::string(3000, 'n')), make_task("r" + id)});
      });
      if (!error) ++kept;
    }
    if (!error || error->kind != Kind::full) return "expected full, got " + (error ? error->message : "nothing");
    if (store_error([&] { insert(*store, std::vector<Task>{make_task("x", std::string(300'000, 'n'))}); })->kind !=
        Kind::full) {
      return "expected full again";
    }

    limit.rlim_cur = plenty;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    if (store->count({TableId::task}) != 1 + 2 * kept) return "something was half-kept";
    insert(*store, std::vector<Task>{make_task("after", std::string(300'000, 'n'))});
    store.reset();
    store = open();
    if (store->count({TableId::task}) != 2 + 2 * kept) return "not all was kept after it healed";
    return "healed";
  });
  EXPECT_EQ(answer, "healed");
}

// The files as they lie while the store is open are what a power cut would leave.
TEST_F(SqliteFailure, CopyOfOpenFilesHasEveryCommit) {
  const TempFolder copy;
  auto store = open();
  for (int i = 0; i < 50; ++i) insert(*store, std::vector<Task>{make_task(std::to_string(i))});
  const std::string name = std::filesystem::path(file()).filename();
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(file()).parent_path())) {
    const std::string each = entry.path().filename();
    if (each != name + "-shm" && each != name + ".lock") std::filesystem::copy_file(entry.path(), copy.file(each));
  }
  const auto copied = open_store("sqlite:" + copy.file("baton.db"));
  EXPECT_EQ(copied->count({TableId::task}), 50);
}

// Killed in the middle of commits of several threads: every answered one is there, none in part.
TEST_F(SqliteFailure, KilledProcessKeepsWhatItAnswered) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    auto store = open();
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 1'000'000; ++i) {
          const std::int32_t number = t * 1'000'000 + i;
          const std::string id = std::to_string(number);
          insert(*store, std::vector<Task>{make_task("l" + id), make_task("r" + id)});
          if (::write(ends[1], &number, sizeof number) != sizeof number) ::_exit(1);
        }
      });
    }
    threads[0].join();
    ::_exit(0);
  }
  ::close(ends[1]);
  std::set<std::int32_t> answered;
  std::int32_t number = 0;
  while (answered.size() < 300 && ::read(ends[0], &number, sizeof number) == sizeof number) answered.insert(number);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  while (::read(ends[0], &number, sizeof number) == sizeof number) answered.insert(number);
  ::close(ends[0]);

  ASSERT_GE(answered.size(), 300u);
  auto store = open();
  std::set<std::string> left, right;
  for (const std::string& id : ids(*store, {TableId::task})) (id[0] == 'l' ? left : right).insert(id.substr(1));
  EXPECT_EQ(left, right);
  for (const std::int32_t each : answered) EXPECT_TRUE(left.count(std::to_string(each))) << each;
}

TEST(OpenStore, UnknownUrlsAreExplained) {
  for (const char* url : {"", "baton.db", "mysql:x", "sqlite", "sqlite:", "postgresql:what"}) {
    const auto error = store_error([&] { open_store(url); });
    ASSERT_TRUE(error) << url;
    EXPECT_NE(error->message.find("sqlite:FILE"), std::string::npos) << error->message;
  }
}

TEST(OpenStore, NamesWithSpacesAndSpecialLetters) {
  const TempFolder folder;
  const std::string url = "sqlite:" + folder.file("my data=base ü's.db");
  insert(*open_store(url), std::vector<Task>{make_task("a")});
  EXPECT_EQ(open_store(url)->count({TableId::task}), 1);
  EXPECT_TRUE(std::filesystem::exists(folder.file("my data=base ü's.db")));
}

}  // namespace
}  // namespace baton
