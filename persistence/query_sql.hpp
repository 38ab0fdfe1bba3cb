// Queries and predicates as SQL. Every value is a parameter; the answers are those of
// runtime/store/predicate.hpp.
#pragma once

#include <vector>

#include "persistence/sql_text.hpp"
#include "runtime/store/query.hpp"

namespace baton {

struct Dialect;

// All columns of the table, in its order.
SqlText select_sql(const Query& query, const Dialect& dialect);
// Sort, offset and limit play no part.
SqlText count_sql(const Query& query, const Dialect& dialect);
SqlText find_sql(TableId table, const std::string& key, const Dialect& dialect);
SqlText remove_where_sql(TableId table, const Where& where, const Dialect& dialect);
SqlText patch_where_sql(TableId table, const Where& where, const std::vector<std::pair<int, Cell>>& cells,
                        const Dialect& dialect);

std::vector<CellKind> column_kinds(TableId table);

}  // namespace baton
