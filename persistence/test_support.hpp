// What the tests of this folder share: a folder that goes with the test, and the stores under contract.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "persistence/open_store.hpp"
#include "persistence/testing/postgresql_server.hpp"
#include "runtime/store/store.hpp"

namespace baton {

class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "baton-test-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// What `work` throws; no value when it does not throw a StoreError.
inline std::optional<StoreError> store_error(const std::function<void()>& work) {
  try {
    work();
  } catch (const StoreError& error) {
    return error;
  }
  return std::nullopt;
}

inline Task make_task(const std::string& id, const std::string& name = "") {
  Task task;
  task.id = id;
  task.root_id = "root";
  if (!name.empty()) task.name = name;
  return task;
}

// Runs `work` in a process of its own (for limits, other users, a sudden end) and returns what it returned,
// or "" when it died.
inline std::string in_child(const std::function<std::string()>& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    std::string answer;
    try {
      answer = work();
    } catch (const StoreError& error) {
      answer = "StoreError: " + error.message;
    } catch (const std::exception& error) {
      answer = std::string("exception: ") + error.what();
    }
    const bool sent = ::write(ends[1], answer.data(), answer.size()) == static_cast<ssize_t>(answer.size());
    ::_exit(sent ? 0 : 1);
  }
  ::close(ends[1]);
  std::string answer;
  char buffer[1024];
  for (ssize_t length; (length = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    answer.append(buffer, static_cast<std::size_t>(length));
  }
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return answer;
}

template <class Entity>
void insert(Store& store, const std::vector<Entity>& entities) {
  Batch batch;
  for (const Entity& entity : entities) batch.insert(entity);
  store.commit(std::move(batch));
}

inline std::vector<std::string> ids(Store& store, const Query& query) {
  std::vector<std::string> found;
  for (const Row& row : store.select(query)) found.push_back(std::get<std::string>(row[0]));
  return found;
}

// The contract runs on each of these.
struct StoreKind {
  std::string name;
  bool is_durable;
  std::function<std::string(const TempFolder&)> url;  // "": not here
};

inline void PrintTo(const StoreKind& kind, std::ostream* out) { *out << kind.name; }

class StoreContract : public ::testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override {
    url_ = GetParam().url(folder_);
    if (url_.empty()) GTEST_SKIP() << GetParam().name << " is not installed";
    reopen();
    clear();
  }
  // Of the server's database, which all tests of the contract share, since making one takes long.
  void clear() {
    Batch everything;
    for (int t = 0; t < static_cast<int>(TableId::count_); ++t) {
      if (t != static_cast<int>(TableId::property)) everything.remove_where(static_cast<TableId>(t), nullptr);
    }
    store_->commit(std::move(everything));
  }
  void reopen() {
    store_.reset();
    store_ = open_store(url_);
  }
  Store& store() { return *store_; }

  TempFolder folder_;
  std::string url_;
  std::unique_ptr<Store> store_;
};

inline std::string common_postgresql_database() {
  static const std::string url = [] {
    PostgresqlServer* server = PostgresqlServer::instance();
    return server ? server->new_database() : "";
  }();
  return url;
}

inline auto every_store() {
  return ::testing::Values(
      StoreKind{"Memory", false, [](const TempFolder&) { return std::string("memory:"); }},
      StoreKind{"Sqlite", true, [](const TempFolder& folder) { return "sqlite:" + folder.file("baton.db"); }},
      StoreKind{"Postgresql", true, [](const TempFolder&) { return common_postgresql_database(); }});
}

inline std::string store_name(const ::testing::TestParamInfo<StoreKind>& info) { return info.param.name; }

}  // namespace baton
