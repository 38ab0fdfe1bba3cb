// Durability: what was answered is on disk in the journal (journaled_store.hpp). The file itself is in WAL mode with
// synchronous=NORMAL: a power cut leaves an older state of it that is whole, and the journal begins there or earlier.
// Memory: page caches are bounded per connection; the operating system caches the file.
#include "persistence/sqlite_session.hpp"

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cerrno>
#include <cstring>

#include "runtime/store/store.hpp"

namespace baton {

namespace {

using Kind = StoreError::Kind;

constexpr std::size_t kWriterStatements = 400;
constexpr std::size_t kReaderStatements = 100;

struct Meaning {
  int code;
  Kind kind;
  const char* text;
};

// clang-format off
constexpr Meaning kMeanings[] = {
    {SQLITE_FULL,     Kind::full,        "there is no space left for it"},
    {SQLITE_READONLY, Kind::read_only,   "it cannot be written: the file or its folder is read-only"},
    {SQLITE_PERM,     Kind::read_only,   "it may not be written"},
    {SQLITE_CANTOPEN, Kind::unavailable, "it cannot be opened"},
    {SQLITE_CORRUPT,  Kind::corrupt,     "its content is damaged"},
    {SQLITE_NOTADB,   Kind::corrupt,     "the file is not an SQLite database, or it is damaged"},
    {SQLITE_BUSY,     Kind::busy,        "another program holds a lock on it"},
    {SQLITE_LOCKED,   Kind::busy,        "a table of it is locked"},
    {SQLITE_IOERR,    Kind::unavailable, "reading or writing it failed"},
    {SQLITE_NOMEM,    Kind::unavailable, "there is not enough memory"},
    {SQLITE_TOOBIG,   Kind::other,       "a value is larger than SQLite can keep"},
};
// clang-format on

sqlite_api::sqlite3* handle(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

bool is_space_error(int error) { return error == ENOSPC || error == EFBIG || error == EDQUOT; }

// SQLite's own code is the reliable one: SOCI reports some failures without it.
StoreError translate(const soci::soci_error& error, soci::session& session, const std::string& database) {
  const auto* sqlite_error = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  int code = sqlite_error ? sqlite_error->result() & 0xff : sqlite_api::sqlite3_errcode(handle(session)) & 0xff;
  // A failed COMMIT does not record the system's reason; errno still has it.
  const int recorded = sqlite_api::sqlite3_system_errno(handle(session));
  const int system_error = recorded != 0 ? recorded : errno;
  if (code == SQLITE_IOERR && is_space_error(system_error)) code = SQLITE_FULL;
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code != code) continue;
    const bool has_reason = (code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && system_error != 0;
    const std::string reason = has_reason ? fmt::format(" ({})", std::strerror(system_error)) : "";
    return {meaning.kind, fmt::format("Database {}: {}{}", database, meaning.text, reason)};
  }
  return {Kind::other, fmt::format("Database {}: {}", database, error.what())};
}

bool is_lost(soci::session&) { return false; }

// SQLite opens what it may not write for reading, without a word.
void refuse_read_only(soci::session& session, const std::string& file) {
  if (sqlite_api::sqlite3_db_readonly(handle(session), "main") == 0) return;
  throw StoreError{Kind::read_only, fmt::format("Database {}: the file cannot be written", file)};
}

std::unique_ptr<soci::session> connect(const std::string& file) {
  if (file.find('"') != std::string::npos) {
    throw StoreError{Kind::unavailable, fmt::format("Database {}: a quotation mark cannot be in its name", file)};
  }
  try {
    auto session = std::make_unique<soci::session>(soci::sqlite3, fmt::format("db=\"{}\"", file));
    refuse_read_only(*session, file);
    return session;
  } catch (const soci::soci_error& error) {
    throw StoreError{Kind::unavailable, fmt::format("Database {}: {}", file, error.what())};
  }
}

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::string& file, SqliteRole role) {
  const bool is_writer = role == SqliteRole::writer;
  auto connection = std::make_unique<Connection>(connect(file), sqlite_dialect(), file,
                                                 is_writer ? kWriterStatements : kReaderStatements,
                                                 SessionTraits{translate, is_lost});
  connection->run("PRAGMA busy_timeout = 5000");
  connection->run("PRAGMA case_sensitive_like = ON");
  connection->run("PRAGMA temp_store = MEMORY");
  if (!is_writer) {
    connection->run("PRAGMA cache_size = -1024");
    if (role == SqliteRole::reader) connection->run("PRAGMA query_only = ON");
    return connection;
  }
  connection->run("PRAGMA page_size = 2048");  // of new files: a commit touches many pages, and little of each
  connection->run("PRAGMA cache_size = -32768");
  connection->run("PRAGMA journal_mode = WAL");
  connection->run("PRAGMA synchronous = NORMAL");
  connection->run("PRAGMA wal_autocheckpoint = 8000");
  connection->run("PRAGMA journal_size_limit = 67108864");
  return connection;
}

}  // namespace baton
