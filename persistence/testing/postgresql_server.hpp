// A PostgreSQL server of the tests' own: made in a temporary folder when first asked for, gone with the process.
#pragma once

#include <optional>
#include <string>

namespace baton {

class PostgresqlServer {
 public:
  // Null where PostgreSQL's programs are not installed.
  static PostgresqlServer* instance();

  // The URL of a new, empty database.
  std::string new_database();

  void stop(const std::string& mode);  // as pg_ctl names it: fast, immediate
  void start();
  // A statement as the server's administrator.
  void run(const std::string& sql) const;

  ~PostgresqlServer();
  PostgresqlServer(const PostgresqlServer&) = delete;
  PostgresqlServer& operator=(const PostgresqlServer&) = delete;

 private:
  explicit PostgresqlServer(std::string programs);
  bool as_owner(const std::string& command) const;

  std::string programs_, folder_;
  int port_ = 0;
  int databases_ = 0;
};

}  // namespace baton
