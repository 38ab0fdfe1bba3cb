#include "runtime/store/query.hpp"

#include <algorithm>
#include <utility>

namespace baton::where {

namespace {

Where make(Predicate predicate) { return std::make_shared<const Predicate>(std::move(predicate)); }

Where group(Predicate::Kind kind, std::vector<Where> parts) {
  parts.erase(std::remove(parts.begin(), parts.end(), nullptr), parts.end());
  Predicate p;
  p.kind = kind;
  p.parts = std::move(parts);
  return make(std::move(p));
}

}  // namespace

Where all(std::vector<Where> parts) { return group(Predicate::Kind::all, std::move(parts)); }
Where any(std::vector<Where> parts) { return group(Predicate::Kind::any, std::move(parts)); }
Where negate(Where part) { return group(Predicate::Kind::negation, {std::move(part)}); }
Where never() { return group(Predicate::Kind::never, {}); }

Where compare(int column, Compare op, Cell value, bool ignore_case) {
  Predicate p;
  p.kind = Predicate::Kind::compare;
  p.column = column;
  p.compare = op;
  p.value = std::move(value);
  p.ignore_case = ignore_case;
  return make(std::move(p));
}

Where eq(int column, Cell value) { return compare(column, Compare::eq, std::move(value)); }
Where eq(int column, const char* value) { return eq(column, Cell{std::string(value)}); }
Where eq(int column, bool value) { return eq(column, Cell{static_cast<std::int64_t>(value)}); }

Where like(int column, std::string pattern, bool ignore_case) {
  return compare(column, Compare::like, Cell{std::move(pattern)}, ignore_case);
}

Where in(int column, std::vector<Cell> values, bool ignore_case) {
  Predicate p;
  p.kind = Predicate::Kind::in;
  p.column = column;
  p.values = std::move(values);
  p.ignore_case = ignore_case;
  return make(std::move(p));
}

Where in(int column, const std::vector<std::string>& values) {
  return in(column, std::vector<Cell>(values.begin(), values.end()));
}

Where is_null(int column) {
  Predicate p;
  p.kind = Predicate::Kind::is_null;
  p.column = column;
  return make(std::move(p));
}

Where not_null(int column) { return negate(is_null(column)); }

Where exists(TableId table, int inner_column, int outer_column, Where part) {
  Predicate p;
  p.kind = Predicate::Kind::exists;
  p.table = table;
  p.inner_column = inner_column;
  p.outer_column = outer_column;
  if (part) p.parts.push_back(std::move(part));
  return make(std::move(p));
}

}  // namespace baton::where
