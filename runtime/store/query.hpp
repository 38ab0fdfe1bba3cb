// Queries as data: what api asks and what a Store answers, without SQL. Predicates are immutable trees.
//
//   Query q{TableId::task, where::all({where::eq(col::task::assignee, "ada"), where::is_null(col::task::due)})};
//   q.sort.push_back({col::task::created, true});
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "runtime/store/entities.hpp"

namespace baton {

struct Predicate;
using Where = std::shared_ptr<const Predicate>;  // null: everything

enum class Compare : std::uint8_t { eq, ne, lt, le, gt, ge, like };

struct Predicate {
  enum class Kind : std::uint8_t { all, any, negation, compare, in, is_null, exists, never };
  Kind kind = Kind::all;
  std::vector<Where> parts;  // all, any; negation: one

  int column = 0;  // compare, in, is_null: a column of the table in hand
  Compare compare = Compare::eq;
  Cell value;               // compare; NULL never matches
  bool ignore_case = false; // compare, in: Unicode simple lower case is not asked for, ASCII is
  std::vector<Cell> values; // in

  // exists: a row of `table` with table.inner_column == this.outer_column for which parts[0] holds
  // (parts empty: any row).
  TableId table = TableId::count_;
  int inner_column = 0;
  int outer_column = 0;
};

namespace where {
Where all(std::vector<Where> parts);  // empty: everything; null parts are left out
Where any(std::vector<Where> parts);  // empty: nothing
Where negate(Where part);
Where never();
Where compare(int column, Compare op, Cell value, bool ignore_case = false);
Where eq(int column, Cell value);
Where eq(int column, const char* value);
Where eq(int column, bool value);
// SQL LIKE: % and _, backslash escapes.
Where like(int column, std::string pattern, bool ignore_case = false);
Where in(int column, std::vector<Cell> values, bool ignore_case = false);
Where in(int column, const std::vector<std::string>& values);
Where is_null(int column);
Where not_null(int column);
Where exists(TableId table, int inner_column, int outer_column, Where part = nullptr);
}  // namespace where

struct Sort {
  int column = 0;
  bool descending = false;
  bool ignore_case = false;
  // Sorting by a column of a related row (the first for which `related_where` holds): the related row has
  // related_inner == this.related_outer, and `column` is one of the related table's.
  TableId related = TableId::count_;
  int related_inner = 0;
  int related_outer = 0;
  Where related_where;
};

struct Query {
  TableId table = TableId::count_;
  Where where;
  std::vector<Sort> sort;      // ties, and no sort at all: by insertion order (ascending)
  std::int64_t offset = 0;
  std::int64_t limit = -1;     // -1: all
};

}  // namespace baton
