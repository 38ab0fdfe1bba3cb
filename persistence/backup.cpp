// VACUUM INTO reads one snapshot, whatever is committed meanwhile, and writes it without gaps; what the journal has after
// that is written behind it. Neither it nor a copy of
// files promises that the bytes are on disk: that is done here, and a restored file appears whole, by its name.
#include "persistence/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "persistence/database_lock.hpp"
#include "persistence/journal.hpp"
#include "persistence/journaled_store.hpp"
#include "persistence/schema.hpp"
#include "persistence/sql_store.hpp"
#include "persistence/sqlite_session.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace fs = std::filesystem;

namespace {

using Kind = StoreError::Kind;

[[noreturn]] void fail(const std::string& file, const std::string& what) {
  throw StoreError{Kind::unavailable, fmt::format("{}: {}", file, what)};
}

void sync(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!synced) fail(path, std::strerror(error));
}

void sync_file_and_folder(const std::string& file) {
  sync(file, O_RDONLY);
  const fs::path folder = fs::absolute(file).parent_path();
  sync(folder.string(), O_RDONLY | O_DIRECTORY);
}

// Whole, and of a version that this program knows.
void check_copy(const std::string& copy) {
  if (!fs::exists(copy)) fail(copy, "there is no such file");
  const auto connection = open_sqlite(copy, SqliteRole::reader);
  check_version(*connection);
  SqlText sql;
  sql << "PRAGMA integrity_check(1)";
  const auto rows = connection->rows(sql, {CellKind::text});
  const auto* answer = rows.empty() ? nullptr : std::get_if<std::string>(&rows[0][0]);
  if (!answer || *answer != "ok") {
    throw StoreError{Kind::corrupt, fmt::format("{}: its content is damaged ({})", copy, answer ? *answer : "no answer")};
  }
}

void remove_quietly(const std::string& file) {
  std::error_code ignored;
  fs::remove(file, ignored);
}

}  // namespace

void back_up_sqlite(const std::string& file, const std::string& target) {
  if (!fs::exists(file)) fail(file, "there is no such file");
  if (fs::exists(target)) fail(target, "the file exists already");
  SqlText sql;
  sql << "VACUUM INTO " << sql.parameter(Cell{target});
  JournalReader journal(file);  // before the copy, so that it begins where that ends, or earlier
  const auto connection = open_sqlite(file, SqliteRole::copier);
  check_version(*connection);
  connection->execute(sql);
  {
    SqlStore tables(sqlite_database(target));
    write_tail(tables, journal);
  }
  remove_quietly(target + ".lock");
  sync_file_and_folder(target);
}

void restore_sqlite(const std::string& copy, const std::string& file, bool replaces) {
  check_copy(copy);
  const DatabaseLock lock(file);
  if (fs::exists(file) && !replaces) fail(file, "the file exists already; --replace overwrites it");
  const std::string whole = file + ".restored";
  std::error_code error;
  fs::copy_file(copy, whole, fs::copy_options::overwrite_existing, error);
  if (error) fail(whole, error.message());
  sync(whole, O_RDONLY);
  for (const char* suffix : {"-wal", "-shm"}) remove_quietly(file + suffix);
  remove_journal(file);  // of the database that is replaced
  fs::rename(whole, file, error);
  if (error) fail(file, error.message());
  sync_file_and_folder(file);
}

}  // namespace baton
