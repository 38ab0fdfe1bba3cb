#include "persistence/connection.hpp"

#include <cerrno>
#include <utility>

#include "runtime/store/store.hpp"

namespace baton {

Connection::Connection(std::unique_ptr<soci::session> session, const Dialect& dialect, std::string database,
                       std::size_t statements, SessionTraits traits)
    : dialect_(dialect),
      database_(std::move(database)),
      capacity_(statements),
      traits_(traits),
      session_(std::move(session)) {}

Connection::~Connection() = default;

template <class Work>
auto Connection::guarded(Work work) {
  errno = 0;
  try {
    return work();
  } catch (const soci::soci_error& error) {
    StoreError meaning = traits_.translate(error, *session_, database_);
    is_lost_ = traits_.is_lost(*session_);
    forget_statements();
    throw meaning;
  }
}

void Connection::run(std::string_view text) {
  guarded([&] { *session_ << std::string(text); });
}

Statement& Connection::prepare(const SqlText& sql, const std::vector<CellKind>& results) {
  if (const auto known = by_text_.find(sql.text); known != by_text_.end()) {
    statements_.splice(statements_.begin(), statements_, known->second);
    return known->second->statement;
  }
  if (statements_.size() >= capacity_) {
    by_text_.erase(statements_.back().text);
    statements_.pop_back();
  }
  guarded([&] {
    statements_.push_front({sql.text, Statement(*session_, sql.text, sql.types, results)});
  });
  by_text_[statements_.front().text] = statements_.begin();
  return statements_.front().statement;
}

void Connection::execute(Statement& statement) {
  guarded([&] { statement.execute(); });
}

void Connection::execute(const SqlText& sql) {
  Statement& statement = prepare(sql);
  set_values(statement, sql);
  execute(statement);
}

std::vector<Row> Connection::rows(const SqlText& sql, const std::vector<CellKind>& results) {
  Statement& statement = prepare(sql, results);
  set_values(statement, sql);
  std::vector<Row> found = guarded([&] { return statement.rows(); });
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i] != CellKind::blob) continue;
    for (Row& row : found) {
      if (auto* text = std::get_if<std::string>(&row[i])) *text = dialect_.blob_bytes(std::move(*text));
    }
  }
  return found;
}

void Connection::set_values(Statement& statement, const SqlText& sql) const {
  for (std::size_t i = 0; i < sql.values.size(); ++i) {
    const auto* text = std::get_if<std::string>(&sql.values[i]);
    statement.set(i, text ? Cell{dialect_.text(*text)} : sql.values[i]);
  }
}

void Connection::forget_statements() {
  if (dialect_.keeps_statements) return;
  by_text_.clear();
  statements_.clear();
}

// The database may have rolled back on its own (a full disk); then there is nothing left to do.
void Connection::roll_back() noexcept {
  try {
    forget_statements();
    *session_ << "ROLLBACK";
  } catch (const soci::soci_error&) {
  }
}

}  // namespace baton
