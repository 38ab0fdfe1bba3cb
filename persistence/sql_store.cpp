#include "persistence/sql_store.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "persistence/membership.hpp"
#include "persistence/query_sql.hpp"
#include "runtime/store/validate.hpp"

namespace baton {

namespace {

std::size_t reader_count() { return std::max(1u, std::thread::hardware_concurrency()) + 2; }

}  // namespace

struct SqlStore::Writer {
  explicit Writer(std::unique_ptr<Connection> opened) : connection(std::move(opened)), rows(*connection) {}
  std::unique_ptr<Connection> connection;
  BatchWriter rows;
};

template <class Work>
auto SqlStore::read(Work work) {
  for (;;) {
    try {
      auto answer = readers_.with(work);
      outage_.over();
      return answer;
    } catch (const StoreError& error) {
      if (!is_worth_another_try(error)) throw;
    }
  }
}

SqlStore::SqlStore(std::unique_ptr<Database> database, std::chrono::milliseconds patience)
    : database_(std::move(database)),
      outage_(patience),
      writer_(std::make_unique<Writer>(database_->open_writer())),
      group_([this](const std::vector<const Batch*>& batches) { return write(batches); }),
      readers_(reader_count(), [this] { return database_->open_reader(); }),
      peers_(database_->peers([this](const SqlText& sql, const std::vector<CellKind>& results) {
        return read([&](Connection& connection) { return connection.rows(sql, results); });
      })) {}

SqlStore::~SqlStore() = default;

void SqlStore::commit(Batch batch) {
  check_batch(batch);
  if (!batch.empty()) group_.commit(batch);
}

// Only what the network or another session has done passes by waiting.
bool SqlStore::is_worth_another_try(const StoreError& error) {
  const bool passes = error.kind == StoreError::Kind::unavailable || error.kind == StoreError::Kind::busy;
  return passes && database_->is_remote() && outage_.wait();
}

std::vector<GroupCommit::Refused> SqlStore::write(const std::vector<const Batch*>& batches) {
  std::vector<GroupCommit::Refused> refused;
  const std::int64_t number = database_->membership() ? database_->membership()->next_commit() : 0;
  for (;;) {
    const bool was_open = writer_ != nullptr;
    try {
      write_once(batches, number, refused);
      outage_.over();
      return refused;
    } catch (const StoreError& error) {
      if (was_open && !writer_) continue;  // lost some time ago, perhaps: a new one tells
      if (!is_worth_another_try(error)) throw;
    }
  }
}

// False: an attempt whose outcome was not known has written them, with what it refused.
bool SqlStore::admit(const std::vector<const Batch*>& batches, std::int64_t number,
                     std::vector<GroupCommit::Refused>& refused) {
  Membership* membership = database_->membership();
  if (!membership) return true;
  Membership::Admission admission = membership->admit(*writer_->connection, number, batches);
  if (admission.was_written) return false;
  refused = std::move(admission.refused);
  return true;
}

void SqlStore::write_once(const std::vector<const Batch*>& batches, std::int64_t number,
                          std::vector<GroupCommit::Refused>& refused) {
  if (!writer_) writer_ = std::make_unique<Writer>(database_->open_writer());
  try {
    writer_->connection->transaction([&] {
      if (!admit(batches, number, refused)) return;
      for (std::size_t i = 0; i < batches.size(); ++i) {
        const bool is_refused = std::any_of(refused.begin(), refused.end(), [&](const auto& one) { return one.batch == i; });
        if (is_refused) continue;
        for (const Change& change : batches[i]->changes()) writer_->rows.add(change);
      }
      writer_->rows.flush();
    });
  } catch (...) {
    writer_->rows.reset();
    if (writer_->connection->is_lost()) writer_.reset();
    throw;
  }
}

std::vector<Row> SqlStore::select(const Query& query) {
  return read([&](Connection& connection) {
    return connection.rows(select_sql(query, connection.dialect()), column_kinds(query.table));
  });
}

std::int64_t SqlStore::count(const Query& query) {
  return read([&](Connection& connection) {
    const std::vector<Row> rows = connection.rows(count_sql(query, connection.dialect()), {CellKind::integer});
    return std::get<std::int64_t>(rows.at(0).at(0));
  });
}

std::optional<Row> SqlStore::find(TableId table, const std::string& key) {
  return read([&](Connection& connection) -> std::optional<Row> {
    auto rows = connection.rows(find_sql(table, key, connection.dialect()), column_kinds(table));
    if (rows.empty()) return std::nullopt;
    return std::move(rows[0]);
  });
}

}  // namespace baton
