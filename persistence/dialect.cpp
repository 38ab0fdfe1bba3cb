#include "persistence/dialect.hpp"

#include <fmt/format.h>

#include "persistence/array_literal.hpp"
#include "persistence/row_writer.hpp"

namespace baton {

namespace {

namespace sqlite {

std::string column_type(CellKind kind) {
  switch (kind) {
    case CellKind::text:
    case CellKind::opt_text: return "TEXT";
    case CellKind::integer:
    case CellKind::opt_integer:
    case CellKind::boolean: return "INTEGER";
    case CellKind::real: return "REAL";
    case CellKind::blob: return "BLOB";
  }
  return "";
}

std::string blob_parameter(const std::string& placeholder) { return fmt::format("CAST({} AS BLOB)", placeholder); }

std::string lower(const std::string& expression) { return fmt::format("lower({})", expression); }

std::string json_members(const std::string& placeholder, CellKind) {
  return fmt::format("SELECT value FROM json_each({})", placeholder);
}

std::string same(std::string bytes) { return bytes; }

}  // namespace sqlite

namespace postgresql {

// Text compares by its bytes in every store, whatever the server's locale.
std::string column_type(CellKind kind) {
  switch (kind) {
    case CellKind::text:
    case CellKind::opt_text: return "TEXT COLLATE \"C\"";
    case CellKind::integer:
    case CellKind::opt_integer:
    case CellKind::boolean: return "BIGINT";
    case CellKind::real: return "DOUBLE PRECISION";
    case CellKind::blob: return "BYTEA";
  }
  return "";
}

std::string plain_type(CellKind kind) {
  const bool is_text = kind == CellKind::text || kind == CellKind::opt_text;
  return is_text ? "TEXT" : column_type(kind);
}

std::string array_type(CellKind kind) { return plain_type(kind) + "[]"; }

// Apart: a node writes node_commit with each commit and holds it until the end, but node from beside it.
constexpr const char* kNodeTables =
    "CREATE TABLE \"node\" (\n  \"id\" BIGINT NOT NULL PRIMARY KEY,\n  \"name\" TEXT COLLATE \"C\",\n"
    "  \"seen\" TIMESTAMP WITH TIME ZONE NOT NULL,\n  \"definitions\" BIGINT NOT NULL\n);\n"
    "CREATE TABLE \"node_commit\" (\n  \"id\" BIGINT NOT NULL PRIMARY KEY,\n  \"commits\" BIGINT NOT NULL\n);\n";

std::string blob_parameter(const std::string& placeholder) { return fmt::format("CAST({} AS BYTEA)", placeholder); }

std::string lower(const std::string& expression) { return fmt::format("lower({} COLLATE \"C\")", expression); }

std::string json_members(const std::string& placeholder, CellKind kind) {
  return fmt::format("SELECT CAST(member AS {}) FROM jsonb_array_elements_text(CAST({} AS JSONB)) AS member",
                     plain_type(kind), placeholder);
}

std::string blob_text(std::string bytes) { return hex_of(bytes); }
std::string blob_bytes(std::string text) { return bytes_of_hex(text); }

}  // namespace postgresql

}  // namespace

const Dialect& sqlite_dialect() {
  static const Dialect dialect = {
      .name = "sqlite",
      .begin = "BEGIN IMMEDIATE",
      .keeps_statements = false,
      .row_order = "rowid",
      .no_limit = "-1",
      .nulls_when_ascending = "",  // NULL is the smallest value anyway
      .nulls_when_descending = "",
      .table_names = "SELECT name FROM sqlite_master WHERE type = 'table'",
      .key_suffix = " NOT NULL PRIMARY KEY",
      .hidden_columns = "",
      .version_column = "",
      .node_tables = "",
      .indexes_row_order = false,
      .column_type = sqlite::column_type,
      .blob_parameter = sqlite::blob_parameter,
      .lower = sqlite::lower,
      .text = sqlite::same,
      .blob_text = sqlite::same,
      .blob_bytes = sqlite::same,
      .array_type = nullptr,
      .row_writer = chunk_writer,
      .json_members = sqlite::json_members,
  };
  return dialect;
}

const Dialect& postgresql_dialect() {
  static const Dialect dialect = {
      .name = "postgresql",
      .begin = "BEGIN",
      .keeps_statements = true,
      .row_order = "\"row_number\"",
      .no_limit = "ALL",
      .nulls_when_ascending = " NULLS FIRST",
      .nulls_when_descending = " NULLS LAST",
      .table_names = "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()",
      .key_suffix = " NOT NULL PRIMARY KEY",
      .hidden_columns = ",\n  \"row_number\" BIGINT GENERATED ALWAYS AS IDENTITY",
      .version_column = ",\n  \"version\" BIGINT NOT NULL DEFAULT 0",
      .node_tables = postgresql::kNodeTables,
      .indexes_row_order = true,
      .column_type = postgresql::column_type,
      .blob_parameter = postgresql::blob_parameter,
      .lower = postgresql::lower,
      .text = without_nul,
      .blob_text = postgresql::blob_text,
      .blob_bytes = postgresql::blob_bytes,
      .array_type = postgresql::array_type,
      .row_writer = array_writer,
      .json_members = postgresql::json_members,
  };
  return dialect;
}

std::string column_list(const TableSpec& spec) {
  std::string list;
  for (const ColumnSpec& column : spec.columns) list += (list.empty() ? "" : ", ") + quoted(column.name);
  return list;
}

std::string replace_on_conflict(const TableSpec& spec) {
  std::string text = fmt::format(" ON CONFLICT ({}) DO UPDATE SET ", quoted(spec.columns[0].name));
  for (std::size_t i = 1; i < spec.columns.size(); ++i) {
    const std::string name = quoted(spec.columns[i].name);
    text += fmt::format("{}{} = excluded.{}", i == 1 ? "" : ", ", name, name);
  }
  return text;
}

std::string quoted(const char* name) { return fmt::format("\"{}\"", name); }

}  // namespace baton
