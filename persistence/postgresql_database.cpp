// One node alone: the writing connection holds an advisory lock, which the server gives up with it. A node
// that lost its connection takes the lock again when it comes back, unless another node was there meanwhile:
// the owner's number, counted up by each new owner, tells. Then what this node has in memory may be old, and it
// stays out.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "persistence/database.hpp"
#include "persistence/membership.hpp"
#include "persistence/postgresql_peers.hpp"
#include "persistence/postgresql_session.hpp"
#include "persistence/schema.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace {

using Kind = StoreError::Kind;

// A server notices within this that a killed node's connection is gone.
constexpr auto kLockPatience = std::chrono::seconds(2);
constexpr auto kLockPause = std::chrono::milliseconds(50);

SqlText text(const char* sql) {
  SqlText made;
  made << sql;
  return made;
}

class PostgresqlDatabase : public Database {
 public:
  explicit PostgresqlDatabase(const std::string& address) : address_(postgresql_address(address)) {}

  std::unique_ptr<Connection> open_writer() override {
    auto connection = open_postgresql(address_, PostgresqlRole::writer);
    lock(*connection);
    migrate(*connection);
    own(*connection);
    return connection;
  }
  std::unique_ptr<Connection> open_reader() override { return open_postgresql(address_, PostgresqlRole::reader); }
  bool is_remote() const override { return true; }

 private:
  void lock(Connection& connection) const {
    const auto deadline = std::chrono::steady_clock::now() + kLockPatience;
    while (!try_lock(connection)) {
      if (std::chrono::steady_clock::now() > deadline) {
        throw StoreError{Kind::busy, fmt::format("Database {} is in use by another Baton", address_.name)};
      }
      std::this_thread::sleep_for(kLockPause);
    }
  }

  static bool try_lock(Connection& connection) {
    const auto rows = connection.rows(text("SELECT CASE WHEN pg_try_advisory_lock(hashtext('baton'), "
                                           "hashtext(CAST(current_schema() AS TEXT))) THEN 1 ELSE 0 END"),
                                      {CellKind::integer});
    return rows.at(0).at(0) == Cell{std::int64_t{1}};
  }

  void own(Connection& connection) {
    const auto rows = connection.rows(text("SELECT value FROM property WHERE name = 'owner'"), {CellKind::text});
    const std::string present = rows.empty() ? "0" : std::get<std::string>(rows[0][0]);
    if (!owner_.empty() && owner_ != present) {
      throw StoreError{Kind::unavailable,
                       fmt::format("Database {} was used by another Baton meanwhile; start this one again",
                                   address_.name)};
    }
    if (!owner_.empty()) return;
    owner_ = std::to_string(std::stoll(present) + 1);
    SqlText sql;
    sql << "INSERT INTO property (name, value) VALUES ('owner', " << sql.parameter(Cell{owner_});
    sql << ") ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.execute(sql);
    // Nodes that shared it are gone, or cut off and to stay out.
    connection.run("DELETE FROM node_commit");
    connection.run("DELETE FROM node");
  }

  const PostgresqlAddress address_;
  std::string owner_;
};

// Several nodes at once (membership.hpp).
class SharedPostgresqlDatabase : public Database {
 public:
  explicit SharedPostgresqlDatabase(const std::string& address)
      : address_(postgresql_address(address)), membership_(fmt::format("{} {}", host_name(), ::getpid())) {}

  std::unique_ptr<Connection> open_writer() override {
    auto connection = open_postgresql(address_, PostgresqlRole::shared_writer);
    migrate_one_at_a_time(*connection);
    membership_.enter(*connection);
    return connection;
  }
  std::unique_ptr<Connection> open_reader() override { return open_postgresql(address_, PostgresqlRole::reader); }
  bool is_remote() const override { return true; }
  Membership* membership() override { return &membership_; }
  std::unique_ptr<Peers> peers(Read read) override {
    return std::make_unique<PostgresqlPeers>(address_, membership_, std::move(read));
  }

 private:
  static std::string host_name() {
    char name[256] = "";
    ::gethostname(name, sizeof name - 1);
    return name;
  }

  static void migrate_one_at_a_time(Connection& connection) {
    const auto lock = [&](const char* function) {
      connection.rows(text(fmt::format("SELECT CAST({}(hashtext('baton schema'), hashtext(CAST(current_schema() AS TEXT))) AS TEXT)", function).c_str()),
                      {CellKind::text});
    };
    lock("pg_advisory_lock");
    migrate(connection);
    lock("pg_advisory_unlock");
  }

  const PostgresqlAddress address_;
  Membership membership_;
};

}  // namespace

std::unique_ptr<Peers> Database::peers(Read) { return nullptr; }

std::unique_ptr<Database> postgresql_database(const std::string& address, Sharing sharing) {
  if (sharing == Sharing::several) return std::make_unique<SharedPostgresqlDatabase>(address);
  return std::make_unique<PostgresqlDatabase>(address);
}

}  // namespace baton
