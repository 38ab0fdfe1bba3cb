#include "persistence/sql_store.hpp"

#include <thread>
#include <utility>

#include "persistence/query_sql.hpp"
#include "persistence/schema.hpp"
#include "persistence/sqlite_session.hpp"
#include "runtime/store/validate.hpp"

namespace baton {

namespace {

std::size_t reader_count() { return std::max(1u, std::thread::hardware_concurrency()) + 2; }

}  // namespace

std::unique_ptr<SqlStore> SqlStore::open_sqlite_file(const std::string& file) {
  auto lock = std::make_unique<DatabaseLock>(file);
  auto writer = open_sqlite(file, SqliteRole::writer);
  migrate(*writer);
  const auto open_reader = [file] { return open_sqlite(file, SqliteRole::reader); };
  return std::unique_ptr<SqlStore>(new SqlStore(std::move(lock), std::move(writer), open_reader));
}

SqlStore::SqlStore(std::unique_ptr<DatabaseLock> lock, std::unique_ptr<Connection> writer,
                   ReadPool::Open open_reader)
    : lock_(std::move(lock)),
      connection_(std::move(writer)),
      writer_(*connection_),
      group_([this](const std::vector<const Batch*>& batches) { write(batches); }),
      readers_(reader_count(), std::move(open_reader)) {}

void SqlStore::commit(Batch batch) {
  check_batch(batch);
  if (!batch.empty()) group_.commit(batch);
}

void SqlStore::write(const std::vector<const Batch*>& batches) {
  try {
    connection_->transaction([&] {
      for (const Batch* batch : batches) {
        for (const Change& change : batch->changes()) writer_.add(change);
      }
      writer_.flush();
    });
  } catch (...) {
    writer_.reset();
    throw;
  }
}

std::vector<Row> SqlStore::select(const Query& query) {
  return readers_.with([&](Connection& connection) {
    return connection.rows(select_sql(query, connection.dialect()), column_kinds(query.table));
  });
}

std::int64_t SqlStore::count(const Query& query) {
  return readers_.with([&](Connection& connection) {
    const std::vector<Row> rows = connection.rows(count_sql(query, connection.dialect()), {CellKind::integer});
    return std::get<std::int64_t>(rows.at(0).at(0));
  });
}

std::optional<Row> SqlStore::find(TableId table, const std::string& key) {
  return readers_.with([&](Connection& connection) -> std::optional<Row> {
    auto rows = connection.rows(find_sql(table, key, connection.dialect()), column_kinds(table));
    if (rows.empty()) return std::nullopt;
    return std::move(rows[0]);
  });
}

}  // namespace baton
