#include "persistence/membership.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "persistence/array_literal.hpp"
#include "persistence/query_sql.hpp"

namespace baton {

namespace {

using Kind = StoreError::Kind;

// The first half of the advisory locks by which nodes are known; the second is the node's id.
constexpr int kNodeLocks = 6'452'334;
constexpr auto kPatience = std::chrono::seconds(2);
constexpr auto kPause = std::chrono::milliseconds(50);

SqlText text(std::string sql) {
  SqlText made;
  made << sql;
  return made;
}

bool ask(Connection& connection, const std::string& condition) {
  const auto rows = connection.rows(text(fmt::format("SELECT CASE WHEN {} THEN 1 ELSE 0 END", condition)), {CellKind::integer});
  return rows.at(0).at(0) == Cell{std::int64_t{1}};
}

// Shared with other nodes of this kind; a node that is alone has it exclusively.
void share(Connection& connection) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!ask(connection, "pg_try_advisory_lock_shared(hashtext('baton'), hashtext(CAST(current_schema() AS TEXT)))")) {
    if (std::chrono::steady_clock::now() > deadline) {
      throw StoreError{Kind::busy, fmt::format("Database {} is in use by a Baton that does not share it (--nodes several)",
                                               connection.database())};
    }
    std::this_thread::sleep_for(kPause);
  }
}

struct Expected {
  std::size_t batch;
  ExpectedRow row;
};

// In one order on all nodes, so that none waits for another in a circle.
std::vector<Expected> rows_in_order(std::vector<Expectations>& all) {
  std::vector<Expected> found;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (ExpectedRow& row : all[i].rows) found.push_back({i, std::move(row)});
  }
  std::sort(found.begin(), found.end(), [](const Expected& a, const Expected& b) {
    return std::tie(a.row.table, a.row.key) < std::tie(b.row.table, b.row.key);
  });
  return found;
}

// A row that is to be missing cannot be locked, so its name is.
void lock_name(Connection& connection, const ExpectedRow& expected) {
  SqlText sql;
  sql << "SELECT CAST(pg_advisory_xact_lock(hashtext(" << sql.parameter(Cell{table_spec(expected.table).name + ("|" + expected.key)});
  sql << ")) AS TEXT)";
  connection.rows(sql, {CellKind::text});
}

bool is_as_expected(Connection& connection, const ExpectedRow& expected) {
  lock_name(connection, expected);
  SqlText sql = find_sql(expected.table, expected.key, connection.dialect());
  sql << " FOR UPDATE";
  const std::vector<Row> rows = connection.rows(sql, column_kinds(expected.table));
  if (expected.kind == ExpectedRow::Kind::some) return !rows.empty();
  if (expected.kind == ExpectedRow::Kind::none) return rows.empty();
  return !rows.empty() && content_of(rows.front()) == expected.content;
}

std::vector<ExpectedVersion> versions_in_order(const std::vector<Expectations>& all) {
  std::vector<ExpectedVersion> found;
  for (const Expectations& expected : all) {
    found.insert(found.end(), expected.versions.begin(), expected.versions.end());
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.root_id < b.root_id; });
  return found;
}

// Raises the node's count and the versions that are as expected, and answers the aggregates of those; the first row is
// there when the count could be raised.
SqlText raise_sql(std::int64_t node, std::int64_t number, const std::vector<ExpectedVersion>& versions) {
  ArrayLiteral ids(CellKind::text), present(CellKind::integer);
  for (const auto& version : versions) {
    ids.add(Cell{version.root_id});
    present.add(Cell{version.version});
  }
  SqlText sql;
  sql << "WITH own AS (UPDATE node_commit SET commits = " << sql.parameter(Cell{number}) << " WHERE id = ";
  sql << sql.parameter(Cell{node}) << " AND commits < " << sql.parameter(Cell{number});
  sql << " RETURNING id), raised AS (UPDATE execution AS e SET version = p.version + 1 FROM unnest(CAST(";
  sql << sql.parameter(Cell{ids.take()}) << " AS TEXT[]), CAST(" << sql.parameter(Cell{present.take()});
  sql << " AS BIGINT[])) AS p(id, version) WHERE e.id = p.id AND e.version = p.version RETURNING e.id) "
         "SELECT '' FROM own UNION ALL SELECT id FROM raised";
  return sql;
}

bool was_written(Connection& connection, std::int64_t node, std::int64_t number) {
  SqlText sql;
  sql << "SELECT 1 FROM node_commit WHERE id = " << sql.parameter(Cell{node}) << " AND commits = ";
  sql << sql.parameter(Cell{number});
  return !connection.rows(sql, {CellKind::integer}).empty();
}

}  // namespace

std::int64_t Membership::new_id() {
  std::random_device random;
  return 1 + static_cast<std::int64_t>(random() & 0x3fff'ffff);
}

std::vector<std::string> Membership::joining(std::int64_t id, const std::string& name) {
  std::string quoted_name;
  for (const char c : name) quoted_name += c == '\'' ? std::string("''") : std::string(1, c);
  return {fmt::format("INSERT INTO node_commit (id, commits) VALUES ({}, 0)", id),
          fmt::format("INSERT INTO node (id, name, seen, definitions) VALUES ({}, '{}', clock_timestamp(), -1)", id, quoted_name),
          // A node that had the database for itself, and lost it, finds that others were there.
          "INSERT INTO property (name, value) VALUES ('owner', '1') ON CONFLICT (name) DO UPDATE "
          "SET value = CAST(CAST(property.value AS BIGINT) + 1 AS TEXT)"};
}

std::string Membership::ending(std::int64_t id) {
  return fmt::format("SELECT CAST(pg_terminate_backend(pid) AS TEXT) FROM pg_locks WHERE locktype = 'advisory' "
                     "AND classid = {} AND objid = {} AND pid <> pg_backend_pid()", kNodeLocks, id);
}

void Membership::enter(Connection& connection) {
  held_ = 0;
  share(connection);
  if (was_member_) return;
  const std::int64_t id = new_id();
  connection.transaction([&] {
    for (const std::string& statement : joining(id, name_)) connection.run(statement);
  });
  joined(id);
  was_member_ = true;
  hold(connection, id);
}

// The server may not know yet that a former connection of this node is gone; what that had under way must be over.
void Membership::hold(Connection& connection, std::int64_t id) {
  connection.rows(text(ending(id)), {CellKind::text});
  connection.rows(text(fmt::format("SELECT CAST(pg_advisory_lock({}, {}) AS TEXT)", kNodeLocks, id)), {CellKind::text});
  held_ = id;
}

// The aggregates whose versions were as expected, and have been raised.
std::set<std::string> Membership::raise(Connection& connection, std::int64_t number,
                                        const std::vector<Expectations>& expected, bool& was_written_before) {
  const std::int64_t id = id_;
  std::set<std::string> raised;
  if (id != 0) {
    if (held_ != id) hold(connection, id);
    for (Row& row : connection.rows(raise_sql(id, number, versions_in_order(expected)), {CellKind::text})) {
      raised.insert(std::holds_alternative<std::string>(row[0]) ? std::get<std::string>(row[0]) : "");
    }
  }
  if (raised.erase("") > 0) return raised;
  was_written_before = id != 0 && was_written(connection, id, number);
  if (was_written_before) return raised;
  lost();
  throw overtaken(OvertakenError::What::node, fmt::format("Database {}: other nodes have taken this one for dead", connection.database()));
}

Membership::Admission Membership::admit(Connection& connection, std::int64_t number,
                                        const std::vector<const Batch*>& batches) {
  std::vector<Expectations> expected;
  for (const Batch* batch : batches) expected.push_back(expectations_of(*batch));
  Admission admission;
  const std::set<std::string> raised = raise(connection, number, expected, admission.was_written);
  if (admission.was_written) return admission;
  const auto refuse = [&](std::size_t batch, OvertakenError::What what, std::string name) {
    admission.refused.push_back({batch, std::make_exception_ptr(overtaken(what, std::move(name)))});
  };
  for (std::size_t i = 0; i < expected.size(); ++i) {
    for (const ExpectedVersion& version : expected[i].versions) {
      if (!raised.contains(version.root_id)) refuse(i, OvertakenError::What::aggregate, version.root_id);
    }
  }
  std::set<std::pair<TableId, std::string>> seen;
  for (const Expected& one : rows_in_order(expected)) {
    const bool is_first = seen.emplace(one.row.table, one.row.key).second;
    if (is_first && is_as_expected(connection, one.row)) continue;
    refuse(one.batch, OvertakenError::What::row, fmt::format("{} {}", table_spec(one.row.table).name, one.row.key));
  }
  return admission;
}

}  // namespace baton
