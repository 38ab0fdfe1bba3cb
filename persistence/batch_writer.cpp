#include "persistence/batch_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "persistence/connection.hpp"
#include "persistence/query_sql.hpp"
#include "runtime/store/predicate.hpp"

namespace baton {

namespace {

using Kind = Change::Kind;

// Sweeps that ask for other tables are written at once, so a pending one never needs this.
class NoRelatedRows : public RelatedRows {
 public:
  bool any_row(const Predicate&, const Cell&) const override { return false; }
};

bool asks_other_tables(const Where& where) {
  if (!where) return false;
  return where->kind == Predicate::Kind::exists ||
         std::any_of(where->parts.begin(), where->parts.end(), asks_other_tables);
}

bool reads_column(const Where& where, int column) {
  if (!where) return false;
  using Part = Predicate::Kind;
  const bool is_leaf = where->kind == Part::compare || where->kind == Part::in || where->kind == Part::is_null;
  return (is_leaf && where->column == column) ||
         std::any_of(where->parts.begin(), where->parts.end(),
                     [&](const Where& part) { return reads_column(part, column); });
}

SqlText upsert_sql(const TableSpec& spec, std::size_t rows, const Dialect& dialect) {
  SqlText sql;
  sql << fmt::format("INSERT INTO {} (", quoted(spec.name));
  for (std::size_t i = 0; i < spec.columns.size(); ++i) sql << (i == 0 ? "" : ", ") << quoted(spec.columns[i].name);
  sql << ") VALUES ";
  for (std::size_t row = 0; row < rows; ++row) {
    sql << (row == 0 ? "(" : ", (");
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
      const std::string placeholder = sql.parameter(slot_type(spec.columns[i].kind));
      sql << (i == 0 ? "" : ", ");
      sql << (spec.columns[i].kind == CellKind::blob ? dialect.blob_parameter(placeholder) : placeholder);
    }
    sql << ")";
  }
  sql << fmt::format(" ON CONFLICT ({}) DO UPDATE SET ", quoted(spec.columns[0].name));
  for (std::size_t i = 1; i < spec.columns.size(); ++i) {
    const std::string name = quoted(spec.columns[i].name);
    sql << fmt::format("{}{} = excluded.{}", i == 1 ? "" : ", ", name, name);
  }
  return sql;
}

SqlText remove_sql(const TableSpec& spec, std::size_t rows) {
  SqlText sql;
  sql << fmt::format("DELETE FROM {} WHERE {} IN (", quoted(spec.name), quoted(spec.columns[0].name));
  for (std::size_t row = 0; row < rows; ++row) sql << (row == 0 ? "" : ", ") << sql.parameter(SlotType::text);
  sql << ")";
  return sql;
}

SqlText patch_sql(const TableSpec& spec, const std::vector<int>& columns, const Dialect& dialect) {
  SqlText sql;
  sql << fmt::format("UPDATE {} SET ", quoted(spec.name));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ColumnSpec& column = spec.columns[static_cast<std::size_t>(columns[i])];
    const std::string placeholder = sql.parameter(slot_type(column.kind));
    sql << (i == 0 ? "" : ", ") << quoted(column.name) << " = ";
    sql << (column.kind == CellKind::blob ? dialect.blob_parameter(placeholder) : placeholder);
  }
  sql << fmt::format(" WHERE {} = ", quoted(spec.columns[0].name));
  sql << sql.parameter(SlotType::text);
  return sql;
}

void set_cell(std::vector<std::pair<int, Cell>>& cells, const std::pair<int, Cell>& cell) {
  const auto same = [&](const auto& present) { return present.first == cell.first; };
  const auto present = std::find_if(cells.begin(), cells.end(), same);
  if (present == cells.end()) {
    cells.push_back(cell);
  } else {
    present->second = cell.second;
  }
}

// Calls write(chunk index, first row, rows) until all rows are out, largest chunks first.
template <class Chunks, class Write>
void in_chunks(const Chunks& chunks, std::size_t rows, Write write) {
  std::size_t done = 0;
  for (std::size_t chunk = 0; chunk < chunks.size(); ++chunk) {
    for (; rows - done >= chunks[chunk]; done += chunks[chunk]) write(chunk, done, chunks[chunk]);
  }
}

}  // namespace

BatchWriter::BatchWriter(Connection& connection)
    : connection_(connection), tables_(static_cast<std::size_t>(TableId::count_)) {}

void BatchWriter::add(const Change& change) {
  switch (change.kind) {
    case Kind::upsert:
    case Kind::remove: return add_row(change);
    case Kind::patch:
      if (!change.cells.empty()) add_row(change);
      return;
    case Kind::remove_where: return add_sweep(change);
    case Kind::patch_where:
      if (change.cells.empty()) return;
      if (asks_other_tables(change.where)) {
        flush();
      } else {
        flush_table(change.table);
      }
      connection_.execute(patch_where_sql(change.table, change.where, change.cells, connection_.dialect()));
      return;
  }
}

void BatchWriter::add_sweep(const Change& change) {
  if (!asks_other_tables(change.where)) {
    pending(change.table).sweeps.push_back(&change);
    return;
  }
  flush();
  connection_.execute(remove_where_sql(change.table, change.where, connection_.dialect()));
}

// Sweeps are written after the rows; a change that came after them must not suffer from that.
bool BatchWriter::overtakes_sweep(const Change& change, const Pending& pending) const {
  const TableSpec& spec = table_spec(change.table);
  return std::any_of(pending.sweeps.begin(), pending.sweeps.end(), [&](const Change* sweep) {
    if (change.kind == Kind::upsert) {
      return !change.is_new || holds(sweep->where, spec, change.row, NoRelatedRows());
    }
    return std::any_of(change.cells.begin(), change.cells.end(),
                       [&](const auto& cell) { return reads_column(sweep->where, cell.first); });
  });
}

void BatchWriter::add_row(const Change& change) {
  Pending& target = pending(change.table);
  if (overtakes_sweep(change, target)) flush_table(change.table);
  const auto [known, is_first] = target.by_key.emplace(change.key, target.rows.size());
  if (!is_first) return fold(change, target, known->second);
  target.rows.push_back(&change);
}

void BatchWriter::fold(const Change& change, Pending& target, std::size_t position) {
  const Change*& earlier = target.rows[position];
  if (change.kind == Kind::remove || (change.kind == Kind::upsert && earlier->kind == Kind::upsert)) {
    earlier = &change;
  } else if (change.kind == Kind::upsert && earlier->kind == Kind::patch) {
    earlier = nullptr;  // the row, if it is new, takes its place in the order now
    target.by_key[change.key] = target.rows.size();
    target.rows.push_back(&change);
  } else if (change.kind == Kind::upsert) {
    flush_table(change.table);  // a row removed and inserted again goes to the end
    add_row(change);
  } else if (earlier->kind == Kind::upsert) {
    Change& owned = own(earlier);
    for (const auto& [column, value] : change.cells) owned.row[static_cast<std::size_t>(column)] = value;
  } else if (earlier->kind == Kind::patch) {
    Change& owned = own(earlier);
    for (const auto& cell : change.cells) set_cell(owned.cells, cell);
  }
}

Change& BatchWriter::own(const Change*& change) {
  folded_.push_back(*change);
  change = &folded_.back();
  return folded_.back();
}

void BatchWriter::flush() {
  for (std::size_t i = 0; i < tables_.size(); ++i) flush_table(static_cast<TableId>(i));
  folded_.clear();
}

void BatchWriter::reset() {
  for (Pending& table : tables_) clear(table);
  folded_.clear();
}

void BatchWriter::clear(Pending& pending) {
  pending.rows.clear();
  pending.by_key.clear();
  pending.sweeps.clear();
}

void BatchWriter::flush_table(TableId id) {
  Pending& target = pending(id);
  if (target.rows.empty() && target.sweeps.empty()) return;
  std::vector<const Change*> upserts, removals, patches;
  for (const Change* change : target.rows) {
    if (!change) continue;
    if (change->kind == Kind::upsert) upserts.push_back(change);
    if (change->kind == Kind::remove) removals.push_back(change);
    if (change->kind == Kind::patch) patches.push_back(change);
  }
  write_upserts(id, upserts);
  write_removals(id, removals);
  write_patches(id, patches);
  write_sweeps(id);
  clear(target);
}

void BatchWriter::write_upserts(TableId id, const std::vector<const Change*>& rows) {
  in_chunks(kChunks, rows.size(), [&](std::size_t chunk, std::size_t first, std::size_t count) {
    std::optional<SqlText>& sql = pending(id).upsert_sql[chunk];
    if (!sql) sql = upsert_sql(table_spec(id), count, connection_.dialect());
    Statement& statement = connection_.prepare(*sql);
    std::size_t slot = 0;
    for (std::size_t i = first; i < first + count; ++i) {
      for (const Cell& cell : rows[i]->row) statement.set(slot++, cell);
    }
    connection_.execute(statement);
  });
}

void BatchWriter::write_removals(TableId id, const std::vector<const Change*>& rows) {
  in_chunks(kChunks, rows.size(), [&](std::size_t chunk, std::size_t first, std::size_t count) {
    std::optional<SqlText>& sql = pending(id).remove_sql[chunk];
    if (!sql) sql = remove_sql(table_spec(id), count);
    Statement& statement = connection_.prepare(*sql);
    for (std::size_t i = 0; i < count; ++i) statement.set(i, Cell{rows[first + i]->key});
    connection_.execute(statement);
  });
}

void BatchWriter::write_patches(TableId id, const std::vector<const Change*>& rows) {
  std::map<std::vector<int>, std::vector<const Change*>> by_columns;
  for (const Change* change : rows) {
    std::vector<int> columns;
    for (const auto& cell : change->cells) columns.push_back(cell.first);
    by_columns[columns].push_back(change);
  }
  for (const auto& [columns, changes] : by_columns) {
    Statement& statement = connection_.prepare(patch_sql(table_spec(id), columns, connection_.dialect()));
    for (const Change* change : changes) {
      std::size_t slot = 0;
      for (const auto& cell : change->cells) statement.set(slot++, cell.second);
      statement.set(slot, Cell{change->key});
      connection_.execute(statement);
    }
  }
}

// Sweeps for equality on one column become one list.
void BatchWriter::write_sweeps(TableId id) {
  std::map<int, std::vector<Cell>> equal;
  for (const Change* sweep : pending(id).sweeps) {
    const Where& where = sweep->where;
    const bool is_equal = where && where->kind == Predicate::Kind::compare && where->compare == Compare::eq;
    if (is_equal && !where->ignore_case) {
      equal[where->column].push_back(where->value);
    } else {
      connection_.execute(remove_where_sql(id, where, connection_.dialect()));
    }
  }
  for (auto& [column, values] : equal) {
    connection_.execute(remove_where_sql(id, where::in(column, std::move(values)), connection_.dialect()));
  }
}

}  // namespace baton
