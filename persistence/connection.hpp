// One session with the database and its prepared statements, found again by their text.
//
// One thread at a time. Every member throws StoreError; after an error the statements are prepared anew.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "persistence/dialect.hpp"
#include "persistence/sql_text.hpp"
#include "persistence/statement.hpp"

namespace baton {

struct StoreError;

struct SessionTraits {
  // What an error of the session means.
  StoreError (*translate)(const soci::soci_error& error, soci::session& session, const std::string& database);
  bool (*is_lost)(soci::session& session);
};

class Connection {
 public:
  Connection(std::unique_ptr<soci::session> session, const Dialect& dialect, std::string database,
             std::size_t statements, SessionTraits traits);
  ~Connection();

  const Dialect& dialect() const { return dialect_; }
  const std::string& database() const { return database_; }  // its name in messages
  // The session has ended; only a new connection helps.
  bool is_lost() const { return is_lost_; }

  // A statement without parameters and rows, prepared for this once.
  void run(std::string_view text);
  // The statement of the text; its values are still to be set. Valid until the next call of prepare().
  Statement& prepare(const SqlText& sql, const std::vector<CellKind>& results = {});
  void execute(Statement& statement);
  // Prepares, sets the values and executes.
  void execute(const SqlText& sql);
  std::vector<Row> rows(const SqlText& sql, const std::vector<CellKind>& results);

  // Runs `work` in one transaction; rolled back when it throws.
  template <class Work>
  void transaction(Work work) {
    run(dialect_.begin);
    try {
      work();
      run("COMMIT");
    } catch (...) {
      roll_back();
      throw;
    }
  }

 private:
  struct Prepared {
    std::string text;
    Statement statement;
  };
  template <class Work>
  auto guarded(Work work);
  void roll_back() noexcept;
  void set_values(Statement& statement, const SqlText& sql) const;
  void forget_statements();

  const Dialect& dialect_;
  std::string database_;
  std::size_t capacity_;
  SessionTraits traits_;
  bool is_lost_ = false;
  std::unique_ptr<soci::session> session_;
  std::list<Prepared> statements_;  // most recently used first
  std::unordered_map<std::string_view, std::list<Prepared>::iterator> by_text_;
};

}  // namespace baton
