#include "persistence/database.hpp"
#include "persistence/database_lock.hpp"
#include "persistence/schema.hpp"
#include "persistence/sqlite_session.hpp"

namespace baton {

namespace {

class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(const std::string& file) : file_(file), lock_(file) {}

  std::unique_ptr<Connection> open_writer() override {
    auto connection = open_sqlite(file_, SqliteRole::writer);
    migrate(*connection);
    return connection;
  }
  std::unique_ptr<Connection> open_reader() override { return open_sqlite(file_, SqliteRole::reader); }
  bool is_remote() const override { return false; }

 private:
  std::string file_;
  DatabaseLock lock_;
};

}  // namespace

std::unique_ptr<Database> sqlite_database(const std::string& file) { return std::make_unique<SqliteDatabase>(file); }

}  // namespace baton
