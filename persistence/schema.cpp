#include "persistence/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>

#include "persistence/connection.hpp"
#include "persistence/dialect.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace {

constexpr const char* kVersionProperty = "schema-version";

std::string create_table(const TableSpec& spec, const Dialect& dialect) {
  std::string text = fmt::format("CREATE TABLE {} (", quoted(spec.name));
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    const ColumnSpec& column = spec.columns[i];
    text += fmt::format("{}\n  {} {}{}", i == 0 ? "" : ",", quoted(column.name), dialect.column_type(column.kind),
                        i == 0 ? dialect.key_suffix : "");
  }
  const bool has_version = std::string_view(spec.name) == table_spec(TableId::execution).name;
  return text + dialect.hidden_columns + (has_version ? dialect.version_column : "") + "\n);\n";
}

// Most rows have no value in most indexed columns, and no query finds a row by the value it has not: such rows
// stay out of the index, which is what a small commit costs most.
std::string index_condition(const TableSpec& spec, std::string_view columns) {
  const std::string first(columns.substr(0, columns.find(',')));
  const CellKind kind = spec.columns[static_cast<std::size_t>(spec.column(first.c_str()))].kind;
  const bool may_be_null = kind == CellKind::text || kind == CellKind::opt_text || kind == CellKind::opt_integer;
  return may_be_null ? fmt::format(" WHERE {} IS NOT NULL", quoted(first.c_str())) : "";
}

std::string create_index(const TableSpec& spec, std::string_view columns) {
  const bool has_nulls = columns.front() == '!';
  if (has_nulls) columns.remove_prefix(1);
  std::string name = spec.name, list;
  std::istringstream parts{std::string(columns)};
  for (std::string column; std::getline(parts, column, ',');) {
    name += "_" + column;
    list += (list.empty() ? "" : ", ") + quoted(column.c_str());
  }
  return fmt::format("CREATE INDEX {} ON {} ({}){};\n", quoted((name + "_index").c_str()), quoted(spec.name), list,
                     has_nulls ? "" : index_condition(spec, columns));
}

std::string create_order_index(const TableSpec& spec, const Dialect& dialect) {
  return fmt::format("CREATE INDEX {} ON {} ({});\n", quoted((spec.name + std::string("_order_index")).c_str()),
                     quoted(spec.name), dialect.row_order);
}

std::vector<std::string> statements(std::string_view sql) {
  std::vector<std::string> found;
  for (std::size_t end; (end = sql.find(";\n")) != std::string_view::npos; sql.remove_prefix(end + 2)) {
    found.emplace_back(sql.substr(0, end));
  }
  return found;
}

// 0: an empty database.
int version_of(Connection& connection) {
  SqlText names;
  names << connection.dialect().table_names;
  const std::vector<Row> tables = connection.rows(names, {CellKind::text});
  if (tables.empty()) return 0;
  int version = 0;
  if (std::find(tables.begin(), tables.end(), Row{Cell{"property"}}) != tables.end()) {
    SqlText sql;
    sql << "SELECT \"value\" FROM \"property\" WHERE \"name\" = " << sql.parameter(Cell{kVersionProperty});
    const std::vector<Row> rows = connection.rows(sql, {CellKind::text});
    const auto* text = rows.empty() ? nullptr : std::get_if<std::string>(&rows[0][0]);
    if (text) std::from_chars(text->data(), text->data() + text->size(), version);
  }
  if (version > 0) return version;
  throw StoreError{StoreError::Kind::other,
                   fmt::format("Database {} holds tables, but is not a Baton database", connection.database())};
}

void set_version(Connection& connection, int version) {
  SqlText sql;
  sql << "INSERT INTO \"property\" (\"name\", \"value\") VALUES (" << sql.parameter(Cell{kVersionProperty});
  sql << ", " << sql.parameter(Cell{std::to_string(version)});
  sql << ") ON CONFLICT (\"name\") DO UPDATE SET \"value\" = excluded.\"value\"";
  connection.execute(sql);
}

}  // namespace

std::string create_statements(const Dialect& dialect) {
  std::string text;
  for (std::size_t i = 0; i < static_cast<std::size_t>(TableId::count_); ++i) {
    const TableSpec& spec = table_spec(static_cast<TableId>(i));
    text += create_table(spec, dialect);
    for (const char* columns : spec.indexes) text += create_index(spec, columns);
    if (dialect.indexes_row_order) text += create_order_index(spec, dialect);
  }
  return text + dialect.node_tables;
}

namespace {

int checked_version(Connection& connection) {
  const int present = version_of(connection);
  const int newest = migrations(connection.dialect()).back().version;
  if (present <= newest) return present;
  throw StoreError{StoreError::Kind::other,
                   fmt::format("Database {} has schema version {}, this program knows up to {}: a newer Baton has "
                               "written it", connection.database(), present, newest)};
}

}  // namespace

void check_version(Connection& connection) {
  if (checked_version(connection) > 0) return;
  throw StoreError{StoreError::Kind::other, fmt::format("Database {} is empty", connection.database())};
}

void migrate(Connection& connection) {
  const int present = checked_version(connection);
  for (const Migration& step : migrations(connection.dialect())) {
    if (step.version <= present) continue;
    connection.transaction([&] {
      for (const std::string& statement : statements(step.sql)) connection.run(statement);
      set_version(connection, step.version);
    });
  }
}

}  // namespace baton
