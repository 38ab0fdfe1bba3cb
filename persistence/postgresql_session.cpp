// Durability: a commit that returned is in the server's log on disk. A server set to answer earlier
// (synchronous_commit = off) is overruled for our connections; one set to wait for standbys is left so.
#include "persistence/postgresql_session.hpp"

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <cstring>

#include "runtime/store/store.hpp"

namespace baton {

namespace {

using Kind = StoreError::Kind;

constexpr std::size_t kWriterStatements = 400;
constexpr std::size_t kReaderStatements = 100;
constexpr int kOldestServer = 130000;

struct Meaning {
  const char* state;  // the beginning of an SQLSTATE
  Kind kind;
  const char* text;
};

// The first that fits counts.
// clang-format off
constexpr Meaning kMeanings[] = {
    {"53100", Kind::full,        "there is no space left for it"},
    {"53",    Kind::unavailable, "the server is short of resources"},
    {"08",    Kind::unavailable, "the connection failed"},
    {"57P",   Kind::unavailable, "the server has ended the connection"},
    {"25006", Kind::read_only,   "the server takes no changes (a standby?)"},
    {"42501", Kind::read_only,   "the user may not do this"},
    {"40",    Kind::busy,        "the transaction gave way to another"},
    {"55P03", Kind::busy,        "another session holds a lock on it"},
    {"XX001", Kind::corrupt,     "its content is damaged"},
    {"XX002", Kind::corrupt,     "an index of it is damaged"},
};
// clang-format on

// What a connection asks of libpq unless the user's address says otherwise: a dead peer is noticed.
constexpr std::pair<const char*, const char*> kDefaults[] = {
    {"application_name", "baton"}, {"connect_timeout", "5"},  {"keepalives_idle", "10"},
    {"keepalives_interval", "5"},  {"keepalives_count", "3"}, {"tcp_user_timeout", "15000"},
    {"target_session_attrs", "read-write"}, {"client_encoding", "UTF8"},
};

PGconn* handle(soci::session& session) {
  return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

bool is_lost(soci::session& session) { return PQstatus(handle(session)) != CONNECTION_OK; }

std::string first_line(const char* text) {
  std::string line(text);
  return line.substr(0, line.find('\n'));
}

StoreError translate(const soci::soci_error& error, soci::session& session, const std::string& database) {
  const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  const std::string state = known ? known->sqlstate() : "";
  const std::string reason = first_line(error.what());
  for (const Meaning& meaning : kMeanings) {
    if (state.rfind(meaning.state, 0) != 0) continue;
    return {meaning.kind, fmt::format("Database {}: {} ({})", database, meaning.text, reason)};
  }
  if (is_lost(session)) return {Kind::unavailable, fmt::format("Database {}: the connection is lost", database)};
  return {Kind::other, fmt::format("Database {}: {}", database, reason)};
}

std::string conninfo_value(const char* text) {
  std::string value = "'";
  for (; *text; ++text) {
    if (*text == '\'' || *text == '\\') value += '\\';
    value += *text;
  }
  return value + "'";
}

struct Options {
  explicit Options(const std::string& text) {
    char* message = nullptr;
    all = PQconninfoParse(text.c_str(), &message);
    if (message) {
      problem = first_line(message);
      PQfreemem(message);
    }
  }
  ~Options() { PQconninfoFree(all); }
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  // What the user said or the library's environment says; null: neither.
  const char* value(std::string_view keyword) const {
    for (const PQconninfoOption* option = all; option->keyword; ++option) {
      if (option->keyword == keyword) return option->val;
    }
    return nullptr;
  }

  PQconninfoOption* all = nullptr;
  std::string problem;
};

std::string name_of(const Options& options) {
  const auto or_else = [&](const char* keyword, const char* otherwise) {
    const char* value = options.value(keyword);
    return std::string(value ? value : otherwise);
  };
  return fmt::format("postgresql://{}:{}/{}", or_else("host", "localhost"), or_else("port", "5432"),
                     or_else("dbname", or_else("user", "").c_str()));
}

void check_server(Connection& connection, soci::session& session) {
  if (PQserverVersion(handle(session)) < kOldestServer) {
    throw StoreError{Kind::other, fmt::format("Database {}: the server is older than PostgreSQL 13",
                                              connection.database())};
  }
  const std::string encoding = PQparameterStatus(handle(session), "server_encoding");
  if (encoding == "UTF8") return;
  throw StoreError{Kind::other, fmt::format("Database {}: its encoding is {}; Baton needs UTF8",
                                            connection.database(), encoding)};
}

const char* idle_limit(PostgresqlRole role) { return role == PostgresqlRole::shared_writer ? "5s" : "60s"; }

// Statements are prepared when tables are small and used when they are large, so plans that read whole tables
// must not be chosen by size.
void tune(Connection& connection, PostgresqlRole role) {
  std::string settings =
      "SELECT set_config('bytea_output', 'hex', false), set_config('enable_seqscan', 'off', false), "
      "set_config('random_page_cost', '1.1', false), set_config('jit', 'off', false), "
      "set_config('idle_in_transaction_session_timeout', '" + std::string(idle_limit(role)) + "', false), "
      "CASE WHEN current_setting('synchronous_commit') = 'off' "
      "THEN set_config('synchronous_commit', 'on', false) END";
  if (role != PostgresqlRole::reader) {
    settings += ", set_config('enable_hashjoin', 'off', false), set_config('enable_mergejoin', 'off', false)";
  }
  connection.run(settings);
}

}  // namespace

PostgresqlAddress postgresql_address(const std::string& text) {
  const Options options(text);
  if (!options.all) {
    throw StoreError{Kind::other, fmt::format("The address of the PostgreSQL database is not understood: {}; expected "
                                              "sqlite:FILE, postgresql://USER@HOST:PORT/DATABASE or memory:",
                                              options.problem)};
  }
  PostgresqlAddress address{"", name_of(options)};
  for (const PQconninfoOption* option = options.all; option->keyword; ++option) {
    if (option->val) address.conninfo += fmt::format("{}={} ", option->keyword, conninfo_value(option->val));
  }
  for (const auto& [keyword, value] : kDefaults) {
    if (!options.value(keyword)) address.conninfo += fmt::format("{}={} ", keyword, value);
  }
  return address;
}

std::unique_ptr<Connection> open_postgresql(const PostgresqlAddress& address, PostgresqlRole role) {
  const bool is_writer = role != PostgresqlRole::reader;
  std::unique_ptr<soci::session> session;
  try {
    session = std::make_unique<soci::session>(soci::postgresql, address.conninfo);
  } catch (const soci::soci_error& error) {
    throw StoreError{Kind::unavailable, fmt::format("Database {}: {}", address.name, first_line(error.what()))};
  }
  soci::session& opened = *session;
  auto connection = std::make_unique<Connection>(std::move(session), postgresql_dialect(), address.name,
                                                 is_writer ? kWriterStatements : kReaderStatements,
                                                 SessionTraits{translate, is_lost});
  check_server(*connection, opened);
  tune(*connection, role);
  return connection;
}

}  // namespace baton
