// Sorting of queries as a table: sortBy names and what they sort by (camunda7-rest B.6).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "expression/value.hpp"
#include "runtime/store/query.hpp"

namespace baton::api::query {

struct SortKey {
  std::string_view name;
  Sort sort;
  // Sorting by what no column holds: the store is asked for everything, and rows are sorted here.
  std::function<Cell(const Row&)> computed = nullptr;
  // Sorting with parameters (bodies only): {"variable": .., "type": ..}. Throws HttpError, EngineError.
  std::function<Sort(const Json& parameters)> make = nullptr;
};
using SortTable = std::vector<SortKey>;

// One criterion as asked for.
struct Criterion {
  Sort sort;
  std::function<Cell(const Row&)> computed;
};
using Criteria = std::vector<Criterion>;

SortKey by(std::string_view name, int column, bool ignore_case = false);
// Names that are accepted and sort nothing here (cases).
SortKey by_nothing(std::string_view name);
// end - start of a historic row; NULL while it runs.
SortKey by_duration(std::string_view name, int start_column, int end_column);
// The name of the type of a variable row (ValueType), as Camunda orders them: "boolean" before "string".
SortKey by_type_name(std::string_view name, int type_column);
// The column of a related row.
SortKey by_related(std::string_view name, TableId table, int inner, int outer, int column);
// A variable of a related scope, by {"variable", "type"}.
SortKey by_variable(std::string_view name, int inner, int outer, Where further = nullptr);

// sortBy and sortOrder, both or neither. Throws HttpError 400.
Criteria sort_from_url(const std::map<std::string, std::string>& parameters, const SortTable& table);
// "sorting": [{sortBy, sortOrder, parameters}], or one criterion as the members sortBy and sortOrder.
// Throws HttpError 400, EngineError not_valid.
Criteria sort_from_body(const Json& body, const SortTable& table);

// Whether the rows must be sorted by sort_rows instead of by the store.
bool needs_rows(const Criteria& criteria);
void sort_rows(std::vector<Row>& rows, const Criteria& criteria);

}  // namespace baton::api::query
