// visit() narrows by the cheapest conjunct: the key, an equality, a list or a range on an indexed column.
// Ranges are counted only up to the best count so far, so choosing costs no more than what it saves.
#include "runtime/store/memory_table.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <string_view>

#include "runtime/store/predicate.hpp"

namespace baton {

struct MemoryTable::Access {
  std::size_t count = std::numeric_limits<std::size_t>::max();
  std::vector<const Positions*> buckets;
  std::vector<Position> positions;  // found by key
};

namespace {

// The first column of every index; the further ones are left to the evaluator, and so are rows where it is NULL.
int leading_column(const TableSpec& spec, std::string_view columns) {
  if (columns.starts_with('!')) columns.remove_prefix(1);
  return spec.column(std::string(columns.substr(0, columns.find(','))).c_str());
}

bool is_stored_alike(CellKind kind, const Cell& value) {
  switch (kind) {
    case CellKind::integer:
    case CellKind::opt_integer:
    case CellKind::boolean: return std::holds_alternative<std::int64_t>(value);
    case CellKind::real: return std::holds_alternative<double>(value);
    default: return std::holds_alternative<std::string>(value);
  }
}

}  // namespace

MemoryTable::MemoryTable(const TableSpec& spec) : spec_(&spec) {
  for (const char* columns : spec.indexes) {
    const int column = leading_column(spec, columns);
    assert(column >= 0 && "an index names a column that the table has");
    indexes_[column];
  }
}

const Row* MemoryTable::find(const std::string& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &rows_.at(found->second);
}

const MemoryTable::Index* MemoryTable::index(int column) const {
  const auto found = indexes_.find(column);
  return found == indexes_.end() ? nullptr : &found->second;
}

void MemoryTable::index_cell(int column, const Cell& value, Position position, bool present) {
  const auto found = indexes_.find(column);
  if (found == indexes_.end() || std::holds_alternative<std::monostate>(value)) return;
  if (present) {
    Positions& bucket = found->second[value];
    bucket.insert(bucket.end(), position);
    return;
  }
  const auto bucket = found->second.find(value);
  bucket->second.erase(position);
  if (bucket->second.empty()) found->second.erase(bucket);
}

void MemoryTable::index_row(const Row& row, Position position, bool present) {
  for (const auto& entry : indexes_) {
    index_cell(entry.first, row[static_cast<std::size_t>(entry.first)], position, present);
  }
}

void MemoryTable::upsert(Row row) {
  const std::string& key = std::get<std::string>(row[0]);
  const auto [known, is_new] = by_key_.emplace(key, next_);
  const Position position = known->second;
  if (is_new) {
    ++next_;
  } else {
    index_row(rows_.at(position), position, false);
  }
  index_row(row, position, true);
  rows_.insert_or_assign(position, std::move(row));
}

void MemoryTable::patch(const std::string& key, const std::vector<std::pair<int, Cell>>& cells) {
  const auto known = by_key_.find(key);
  if (known == by_key_.end()) return;
  Row& row = rows_.at(known->second);
  for (const auto& [column, value] : cells) {
    Cell& present = row[static_cast<std::size_t>(column)];
    if (present == value) continue;
    index_cell(column, present, known->second, false);
    present = value;
    index_cell(column, present, known->second, true);
  }
}

void MemoryTable::remove(const std::string& key) {
  const auto known = by_key_.find(key);
  if (known == by_key_.end()) return;
  const auto row = rows_.find(known->second);
  index_row(row->second, row->first, false);
  rows_.erase(row);
  by_key_.erase(known);
}

void MemoryTable::consider(const Predicate& p, Access& best) const {
  using Kind = Predicate::Kind;
  const bool is_list = p.kind == Kind::in;
  if ((p.kind != Kind::compare && !is_list) || p.ignore_case) return;
  const CellKind kind = spec_->columns[static_cast<std::size_t>(p.column)].kind;
  const auto alike = [&](const Cell& value) { return is_stored_alike(kind, value); };
  if (is_list ? !std::all_of(p.values.begin(), p.values.end(), alike) : !alike(p.value)) return;

  const std::vector<Cell> single{p.value};
  const std::vector<Cell>& values = is_list ? p.values : single;
  Access access;
  access.count = 0;
  if (p.column == 0 && (is_list || p.compare == Compare::eq)) {
    for (const Cell& value : values) {
      const auto known = by_key_.find(std::get<std::string>(value));
      if (known != by_key_.end()) access.positions.push_back(known->second);
    }
    access.count = access.positions.size();
    if (access.count < best.count) best = std::move(access);
    return;
  }

  const Index* entries = index(p.column);
  if (!entries) return;
  const auto take = [&](Index::const_iterator from, Index::const_iterator to) {
    for (; from != to && access.count < best.count; ++from) {
      access.buckets.push_back(&from->second);
      access.count += from->second.size();
    }
  };
  if (is_list || p.compare == Compare::eq) {
    for (const Cell& value : values) take(entries->lower_bound(value), entries->upper_bound(value));
  } else if (p.compare == Compare::lt || p.compare == Compare::le) {
    const bool inclusive = p.compare == Compare::le;
    take(entries->begin(), inclusive ? entries->upper_bound(p.value) : entries->lower_bound(p.value));
  } else if (p.compare == Compare::gt || p.compare == Compare::ge) {
    const bool inclusive = p.compare == Compare::ge;
    take(inclusive ? entries->lower_bound(p.value) : entries->upper_bound(p.value), entries->end());
  } else {
    return;
  }
  if (access.count < best.count) best = std::move(access);
}

void MemoryTable::collect(const Predicate& predicate, Access& best) const {
  if (predicate.kind != Predicate::Kind::all) return consider(predicate, best);
  for (const Where& part : predicate.parts) collect(*part, best);
}

void MemoryTable::visit_positions(const std::vector<Position>& positions, const Visitor& visitor) const {
  for (const Position position : positions) {
    if (!visitor(position, rows_.at(position))) return;
  }
}

void MemoryTable::visit(const Where& where, const Visitor& visitor) const {
  Access best;
  if (where) collect(*where, best);
  if (best.count >= rows_.size()) {
    for (const auto& [position, row] : rows_) {
      if (!visitor(position, row)) return;
    }
    return;
  }
  std::vector<Position> positions = std::move(best.positions);
  for (const Positions* bucket : best.buckets) positions.insert(positions.end(), bucket->begin(), bucket->end());
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  visit_positions(positions, visitor);
}

void MemoryTable::visit_equal(int column, const Cell& value, const Visitor& visitor) const {
  const Where equal = where::eq(column, value);
  visit(equal, [&](Position position, const Row& row) {
    return compare_cells(row[static_cast<std::size_t>(column)], value) != 0 || visitor(position, row);
  });
}

}  // namespace baton
