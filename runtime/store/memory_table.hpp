// One table in memory: rows in order of insertion, found by key and by the indexed columns.
//
// Not thread-safe; MemoryStore locks.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/store/query.hpp"

namespace baton {

class MemoryTable {
 public:
  using Position = std::uint64_t;  // grows with every insertion; a replaced row keeps its own
  using Visitor = std::function<bool(Position, const Row&)>;  // false: stop

  explicit MemoryTable(const TableSpec& spec);

  const TableSpec& spec() const { return *spec_; }
  const Row* find(const std::string& key) const;
  const Row& at(Position position) const { return rows_.at(position); }

  void upsert(Row row);
  void patch(const std::string& key, const std::vector<std::pair<int, Cell>>& cells);
  void remove(const std::string& key);

  // In order of insertion, every row that may satisfy `where` (and perhaps others).
  void visit(const Where& where, const Visitor& visitor) const;
  // In order of insertion, every row whose `column` equals `value`.
  void visit_equal(int column, const Cell& value, const Visitor& visitor) const;

 private:
  using Positions = std::set<Position>;
  using Index = std::map<Cell, Positions>;  // NULL is not indexed: no comparison finds it
  struct Access;                            // one way to narrow a visit

  const Index* index(int column) const;
  void index_row(const Row& row, Position position, bool present);
  void index_cell(int column, const Cell& value, Position position, bool present);
  void collect(const Predicate& predicate, Access& best) const;
  void consider(const Predicate& predicate, Access& best) const;
  void visit_positions(const std::vector<Position>& positions, const Visitor& visitor) const;

  const TableSpec* spec_;
  std::map<Position, Row> rows_;
  std::unordered_map<std::string, Position> by_key_;
  std::map<int, Index> indexes_;
  Position next_ = 1;
};

}  // namespace baton
