#include "runtime/store/validate.hpp"

#include <fmt/format.h>

namespace baton {

namespace {

[[noreturn]] void refuse(const TableSpec& spec, const std::string& what) {
  throw StoreError{StoreError::Kind::other, fmt::format("A change of table {} cannot be stored: {}", spec.name, what)};
}

bool fits(CellKind kind, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return true;
  switch (kind) {
    case CellKind::text:
    case CellKind::opt_text:
    case CellKind::blob: return std::holds_alternative<std::string>(cell);
    case CellKind::integer:
    case CellKind::opt_integer:
    case CellKind::boolean: return std::holds_alternative<std::int64_t>(cell);
    case CellKind::real: return !std::holds_alternative<std::string>(cell);
  }
  return false;
}

void check_cell(const TableSpec& spec, std::size_t column, const Cell& cell) {
  if (column >= spec.columns.size()) refuse(spec, fmt::format("it has no column number {}", column));
  if (!fits(spec.columns[column].kind, cell)) {
    refuse(spec, fmt::format("column {} got a value of another type", spec.columns[column].name));
  }
}

void check_row(const TableSpec& spec, const Row& row) {
  if (row.size() != spec.columns.size()) {
    refuse(spec, fmt::format("expected {} columns, found {}", spec.columns.size(), row.size()));
  }
  for (std::size_t i = 0; i < row.size(); ++i) check_cell(spec, i, row[i]);
  if (std::holds_alternative<std::monostate>(row[0])) refuse(spec, "its key is empty");
}

}  // namespace

void check_batch(const Batch& batch) {
  for (const Change& change : batch.changes()) {
    const TableSpec& spec = table_spec(change.table);
    if (change.kind == Change::Kind::upsert) check_row(spec, change.row);
    for (const auto& [column, value] : change.cells) {
      if (column <= 0) refuse(spec, "its key cannot be patched");
      check_cell(spec, static_cast<std::size_t>(column), value);
    }
  }
}

}  // namespace baton
