#include "persistence/dialect.hpp"

#include <fmt/format.h>

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

}  // namespace sqlite

}  // namespace

const Dialect& sqlite_dialect() {
  static const Dialect dialect = {
      .name = "sqlite",
      .row_order = "rowid",
      .no_limit = "-1",
      .nulls_when_ascending = "",  // NULL is the smallest value anyway
      .nulls_when_descending = "",
      .table_names = "SELECT name FROM sqlite_master WHERE type = 'table'",
      .key_suffix = " NOT NULL PRIMARY KEY",
      .hidden_columns = "",
      .column_type = sqlite::column_type,
      .blob_parameter = sqlite::blob_parameter,
      .lower = sqlite::lower,
      .json_members = sqlite::json_members,
  };
  return dialect;
}

std::string quoted(const char* name) { return fmt::format("\"{}\"", name); }

}  // namespace baton
