// Evaluates predicates on rows in memory, with the answers SQL would give: three-valued logic (a comparison
// with NULL is unknown, and so is its negation), byte order for text, ASCII-only case folding.
//
// Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/store/query.hpp"

namespace baton {

enum class Truth : std::uint8_t { no, unknown, yes };

// Where the evaluator finds the other tables that `exists` asks for.
class RelatedRows {
 public:
  virtual ~RelatedRows() = default;
  // Is there a row in exists.table whose inner_column equals `outer` (never NULL) and that satisfies the part?
  virtual bool any_row(const Predicate& exists, const Cell& outer) const = 0;
};

// `row` is of the table `spec`.
Truth evaluate(const Predicate& predicate, const TableSpec& spec, const Row& row, const RelatedRows& related);

// True when `where` is null or evaluates to yes.
bool holds(const Where& where, const TableSpec& spec, const Row& row, const RelatedRows& related);

// The order of a sort: NULL, numbers, text. Negative, zero, positive.
int compare_cells(const Cell& a, const Cell& b);

// Numbers are compared with numbers and text with text; anything else is unknown, in every store.
bool is_comparable(CellKind column, const Cell& value);

// SQL LIKE over UTF-8: % any run, _ one character, backslash takes the next one literally. A pattern that
// ends in a lone backslash matches nothing.
bool like_matches(std::string_view pattern, std::string_view text);

std::string ascii_lower(std::string text);
Cell ascii_lower(const Cell& cell);  // text is lowered, the rest returned as it is

}  // namespace baton
