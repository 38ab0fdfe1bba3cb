// A writer per statement: it walks the predicate and appends text and parameters as it goes. Each table in
// the statement has an alias by nesting depth (t0, t1, ...), so that sub-selects can name the outer row.
#include "persistence/query_sql.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "persistence/dialect.hpp"
#include "runtime/store/predicate.hpp"

namespace baton {

namespace {

// Lists up to this length are parameters of their own, padded to a power of two so that few texts arise;
// longer ones travel as one JSON array.
constexpr std::size_t kInlineList = 8;

std::string json_string(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      json += c;
    }
  }
  return json + '"';
}

std::string json_value(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return json_string(*text);
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
  return fmt::format("{:.17g}", std::get<double>(cell));
}

std::string json_array(const std::vector<Cell>& cells) {
  std::string json = "[";
  for (const Cell& cell : cells) {
    if (json.size() > 1) json += ',';
    json += json_value(cell);
  }
  return json + ']';
}

const char* operator_text(Compare compare) {
  switch (compare) {
    case Compare::eq: return " = ";
    case Compare::ne: return " <> ";
    case Compare::lt: return " < ";
    case Compare::le: return " <= ";
    case Compare::gt: return " > ";
    case Compare::ge: return " >= ";
    case Compare::like: return " LIKE ";
  }
  return "";
}

bool has_real(const std::vector<Cell>& cells) {
  return std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return std::holds_alternative<double>(cell); });
}

// A pattern whose last character would escape what is not there.
bool ends_in_escape(const std::string& pattern) {
  const std::size_t last = pattern.find_last_not_of('\\');
  return (pattern.size() - (last == std::string::npos ? 0 : last + 1)) % 2 == 1;
}

class Writer {
 public:
  explicit Writer(const Dialect& dialect) : dialect_(dialect) {}

  SqlText sql;

  void columns(const TableSpec& spec) {
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
      sql << (i == 0 ? "" : ", ") << column(spec, static_cast<int>(i), 0);
    }
  }

  void filter(const Where& where, const TableSpec& spec, int depth) {
    if (!where) return;
    sql << " WHERE ";
    predicate(*where, spec, depth);
  }

  void order(const std::vector<Sort>& sort, const TableSpec& spec) {
    sql << " ORDER BY ";
    for (const Sort& term : sort) {
      sql << (term.ignore_case ? dialect_.lower(sort_term(term, spec)) : sort_term(term, spec));
      sql << (term.descending ? " DESC" : "");
      sql << (term.descending ? dialect_.nulls_when_descending : dialect_.nulls_when_ascending) << ", ";
    }
    sql << "t0." << dialect_.row_order;
  }

  void page(std::int64_t offset, std::int64_t limit) {
    if (limit >= 0) {
      sql << " LIMIT " << sql.parameter(Cell{limit});
    } else if (offset > 0) {
      sql << " LIMIT " << dialect_.no_limit;
    }
    if (offset > 0) sql << " OFFSET " << sql.parameter(Cell{offset});
  }

 private:
  static std::string alias(int depth) { return fmt::format("t{}", depth); }
  static std::string column(const TableSpec& spec, int column, int depth) {
    return fmt::format("{}.{}", alias(depth), quoted(spec.columns[static_cast<std::size_t>(column)].name));
  }

  // Built in a writer of its own, since it stands inside lower(...).
  std::string sort_term(const Sort& term, const TableSpec& spec) {
    if (term.related == TableId::count_) return column(spec, term.column, 0);
    const TableSpec& related = table_spec(term.related);
    std::string before = std::move(sql.text);
    sql.text = fmt::format("(SELECT {} FROM {} t1 WHERE {} = {}", column(related, term.column, 1),
                           quoted(related.name), column(related, term.related_inner, 1),
                           column(spec, term.related_outer, 0));
    if (term.related_where) {
      sql << " AND ";
      predicate(*term.related_where, related, 1);
    }
    sql << " ORDER BY t1." << dialect_.row_order << " LIMIT 1)";
    std::swap(before, sql.text);
    return before;
  }

  // Balanced, because databases limit the depth of an expression.
  void join(const std::vector<Where>& parts, std::size_t from, std::size_t to, const char* word,
            const TableSpec& spec, int depth) {
    if (to - from == 1) return predicate(*parts[from], spec, depth);
    const std::size_t middle = from + (to - from) / 2;
    sql << "(";
    join(parts, from, middle, word, spec, depth);
    sql << word;
    join(parts, middle, to, word, spec, depth);
    sql << ")";
  }

  void group(const Predicate& p, const char* word, const char* when_empty, const TableSpec& spec, int depth) {
    if (p.parts.empty()) {
      sql << when_empty;
    } else {
      join(p.parts, 0, p.parts.size(), word, spec, depth);
    }
  }

  void compare(const Predicate& p, const TableSpec& spec, int depth) {
    const CellKind kind = spec.columns[static_cast<std::size_t>(p.column)].kind;
    const bool is_number = !std::holds_alternative<std::string>(p.value);
    if (!is_comparable(kind, p.value) || (p.compare == Compare::like && is_number)) {
      sql << "NULL";
      return;
    }
    if (p.compare == Compare::like && ends_in_escape(std::get<std::string>(p.value))) {
      const std::string name = column(spec, p.column, depth);  // nothing matches; of NULL it is not known
      sql << name << " <> " << name;
      return;
    }
    sql << side(spec, p, depth) << operator_text(p.compare);
    sql << value(p.ignore_case ? ascii_lower(p.value) : p.value);
    if (p.compare == Compare::like) sql << " ESCAPE '\\'";
  }

  std::string side(const TableSpec& spec, const Predicate& p, int depth) const {
    const std::string name = column(spec, p.column, depth);
    const bool is_number = slot_type(spec.columns[static_cast<std::size_t>(p.column)].kind) != SlotType::text;
    return p.ignore_case && !is_number ? dialect_.lower(name) : name;
  }

  void in(const Predicate& p, const TableSpec& spec, int depth) {
    const CellKind kind = spec.columns[static_cast<std::size_t>(p.column)].kind;
    std::vector<Cell> values;
    bool has_null = false;
    for (const Cell& value : p.values) {
      if (std::holds_alternative<std::monostate>(value)) has_null = true;
      if (is_comparable(kind, value)) values.push_back(p.ignore_case ? ascii_lower(value) : value);
    }
    if (values.empty()) {
      sql << (has_null ? "NULL" : "FALSE");
      return;
    }
    if (has_null) sql << "(NULL OR ";
    sql << side(spec, p, depth) << " IN (";
    if (values.size() <= kInlineList || (slot_type(kind) == SlotType::integer && has_real(values))) {
      inline_list(std::move(values));
    } else {
      const std::string placeholder = sql.parameter(Cell{json_array(values)});
      sql << dialect_.json_members(placeholder, kind);
    }
    sql << (has_null ? "))" : ")");
  }

  void inline_list(std::vector<Cell> values) {
    std::size_t size = 1;
    while (size < values.size()) size *= 2;
    values.resize(size, values.back());
    for (std::size_t i = 0; i < size; ++i) {
      sql << (i == 0 ? "" : ", ");
      sql << value(std::move(values[i]));
    }
  }

  // A number with a fraction must not be taken for the integer that its column is.
  std::string value(Cell cell) {
    const bool is_real = std::holds_alternative<double>(cell);
    const std::string placeholder = sql.parameter(std::move(cell));
    return is_real ? fmt::format("CAST({} AS DOUBLE PRECISION)", placeholder) : placeholder;
  }

  void exists(const Predicate& p, const TableSpec& spec, int depth) {
    const TableSpec& inner = table_spec(p.table);
    sql << fmt::format("EXISTS (SELECT 1 FROM {} {} WHERE {} = {}", quoted(inner.name), alias(depth + 1),
                       column(inner, p.inner_column, depth + 1), column(spec, p.outer_column, depth));
    if (!p.parts.empty()) {
      sql << " AND ";
      predicate(*p.parts[0], inner, depth + 1);
    }
    sql << ")";
  }

  void predicate(const Predicate& p, const TableSpec& spec, int depth) {
    switch (p.kind) {
      case Predicate::Kind::all: return group(p, " AND ", "TRUE", spec, depth);
      case Predicate::Kind::any: return group(p, " OR ", "FALSE", spec, depth);
      case Predicate::Kind::negation:
        sql << "NOT (";
        group(p, " AND ", "TRUE", spec, depth);
        sql << ")";
        return;
      case Predicate::Kind::compare: return compare(p, spec, depth);
      case Predicate::Kind::in: return in(p, spec, depth);
      case Predicate::Kind::is_null:
        sql << column(spec, p.column, depth) << " IS NULL";
        return;
      case Predicate::Kind::exists: return exists(p, spec, depth);
      case Predicate::Kind::never:
        sql << "FALSE";
        return;
    }
  }

  const Dialect& dialect_;
};

}  // namespace

SqlText select_sql(const Query& query, const Dialect& dialect) {
  const TableSpec& spec = table_spec(query.table);
  Writer writer(dialect);
  writer.sql << "SELECT ";
  writer.columns(spec);
  writer.sql << " FROM " << quoted(spec.name) << " t0";
  writer.filter(query.where, spec, 0);
  writer.order(query.sort, spec);
  writer.page(query.offset, query.limit);
  return std::move(writer.sql);
}

SqlText count_sql(const Query& query, const Dialect& dialect) {
  const TableSpec& spec = table_spec(query.table);
  Writer writer(dialect);
  writer.sql << "SELECT count(*) FROM " << quoted(spec.name) << " t0";
  writer.filter(query.where, spec, 0);
  return std::move(writer.sql);
}

SqlText find_sql(TableId table, const std::string& key, const Dialect& dialect) {
  const TableSpec& spec = table_spec(table);
  Writer writer(dialect);
  writer.sql << "SELECT ";
  writer.columns(spec);
  writer.sql << " FROM " << quoted(spec.name) << " t0";
  writer.filter(where::eq(0, Cell{key}), spec, 0);
  return std::move(writer.sql);
}

SqlText remove_where_sql(TableId table, const Where& where, const Dialect& dialect) {
  const TableSpec& spec = table_spec(table);
  Writer writer(dialect);
  writer.sql << "DELETE FROM " << quoted(spec.name) << " AS t0";
  writer.filter(where, spec, 0);
  return std::move(writer.sql);
}

SqlText patch_where_sql(TableId table, const Where& where, const std::vector<std::pair<int, Cell>>& cells,
                        const Dialect& dialect) {
  const TableSpec& spec = table_spec(table);
  Writer writer(dialect);
  SqlText& sql = writer.sql;
  sql << "UPDATE " << quoted(spec.name) << " AS t0 SET ";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const ColumnSpec& column = spec.columns[static_cast<std::size_t>(cells[i].first)];
    const auto* bytes = std::get_if<std::string>(&cells[i].second);
    const bool is_blob = column.kind == CellKind::blob && bytes;
    const std::string placeholder = sql.parameter(is_blob ? Cell{dialect.blob_text(*bytes)} : cells[i].second);
    sql << (i == 0 ? "" : ", ") << quoted(column.name) << " = ";
    sql << (column.kind == CellKind::blob ? dialect.blob_parameter(placeholder) : placeholder);
  }
  writer.filter(where, spec, 0);
  return std::move(writer.sql);
}

std::vector<CellKind> column_kinds(TableId table) {
  std::vector<CellKind> kinds;
  for (const ColumnSpec& column : table_spec(table).columns) kinds.push_back(column.kind);
  return kinds;
}

}  // namespace baton
