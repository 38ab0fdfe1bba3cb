// One node at a time: the writing connection holds an advisory lock, which the server gives up with it. A node
// that lost its connection takes the lock again when it comes back, unless another node was there meanwhile:
// the owner's number, counted up by each new owner, tells. Then what this node has in memory may be old, and it
// stays out.
#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "persistence/database.hpp"
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
  }

  const PostgresqlAddress address_;
  std::string owner_;
};

}  // namespace

std::unique_ptr<Database> postgresql_database(const std::string& address) {
  return std::make_unique<PostgresqlDatabase>(address);
}

}  // namespace baton
