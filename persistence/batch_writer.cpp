#include "persistence/batch_writer.hpp"

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

void set_cell(std::vector<std::pair<int, Cell>>& cells, const std::pair<int, Cell>& cell) {
  const auto same = [&](const auto& present) { return present.first == cell.first; };
  const auto present = std::find_if(cells.begin(), cells.end(), same);
  if (present == cells.end()) {
    cells.push_back(cell);
  } else {
    present->second = cell.second;
  }
}

}  // namespace

BatchWriter::BatchWriter(Connection& connection)
    : connection_(connection),
      rows_(connection.dialect().row_writer(connection)),
      tables_(static_cast<std::size_t>(TableId::count_)) {}

BatchWriter::~BatchWriter() = default;

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
  Changes upserts, removals, patches;
  for (const Change* change : target.rows) {
    if (!change) continue;
    if (change->kind == Kind::upsert) upserts.push_back(change);
    if (change->kind == Kind::remove) removals.push_back(change);
    if (change->kind == Kind::patch) patches.push_back(change);
  }
  rows_->upsert(id, upserts);
  rows_->remove(id, removals);
  write_patches(id, patches);
  write_sweeps(id);
  clear(target);
}

void BatchWriter::write_patches(TableId id, const Changes& rows) {
  std::map<std::vector<int>, Changes> by_columns;
  for (const Change* change : rows) {
    std::vector<int> columns;
    for (const auto& cell : change->cells) columns.push_back(cell.first);
    by_columns[columns].push_back(change);
  }
  for (const auto& [columns, changes] : by_columns) rows_->patch(id, changes);
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
