// Each column of the rows travels as one array, which the database unnests: the text of a statement depends on
// the table alone, so it stays prepared, and a commit costs one statement for each table and kind of change.
#include <fmt/format.h>

#include <optional>

#include "persistence/array_literal.hpp"
#include "persistence/connection.hpp"
#include "persistence/row_writer.hpp"

namespace baton {

namespace {

std::string array_parameter(SqlText& sql, const ColumnSpec& column, const Dialect& dialect) {
  return fmt::format("CAST({} AS {})", sql.parameter(SlotType::text), dialect.array_type(column.kind));
}

SqlText upsert_sql(const TableSpec& spec, const Dialect& dialect) {
  SqlText sql;
  sql << fmt::format("INSERT INTO {} ({}) SELECT * FROM unnest(", quoted(spec.name), column_list(spec));
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    sql << (i == 0 ? "" : ", ");
    sql << array_parameter(sql, spec.columns[i], dialect);
  }
  sql << ")" << replace_on_conflict(spec);
  return sql;
}

SqlText remove_sql(const TableSpec& spec, const Dialect& dialect) {
  SqlText sql;
  sql << fmt::format("DELETE FROM {} WHERE {} = ANY(", quoted(spec.name), quoted(spec.columns[0].name));
  sql << array_parameter(sql, spec.columns[0], dialect) << ")";
  return sql;
}

SqlText patch_sql(const TableSpec& spec, const std::vector<std::pair<int, Cell>>& cells, const Dialect& dialect) {
  SqlText sql;
  std::string names = "patched_key";
  sql << fmt::format("UPDATE {} AS t0 SET ", quoted(spec.name));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const char* name = spec.columns[static_cast<std::size_t>(cells[i].first)].name;
    sql << fmt::format("{}{} = p.{}", i == 0 ? "" : ", ", quoted(name), quoted(name));
    names += ", " + quoted(name);
  }
  sql << " FROM unnest(";
  sql << array_parameter(sql, spec.columns[0], dialect);
  for (const auto& cell : cells) {
    sql << ", ";
    sql << array_parameter(sql, spec.columns[static_cast<std::size_t>(cell.first)], dialect);
  }
  sql << fmt::format(") AS p({}) WHERE t0.{} = p.patched_key", names, quoted(spec.columns[0].name));
  return sql;
}

class ArrayWriter : public RowWriter {
 public:
  explicit ArrayWriter(Connection& connection)
      : connection_(connection), texts_(static_cast<std::size_t>(TableId::count_)) {}

  void upsert(TableId table, const Changes& rows) override {
    if (rows.empty()) return;
    const TableSpec& spec = table_spec(table);
    std::optional<SqlText>& sql = texts_[static_cast<std::size_t>(table)].upsert;
    if (!sql) sql = upsert_sql(spec, connection_.dialect());
    Statement& statement = connection_.prepare(*sql);
    for (std::size_t column = 0; column < spec.columns.size(); ++column) {
      ArrayLiteral array(spec.columns[column].kind);
      for (const Change* change : rows) array.add(change->row[column]);
      statement.set(column, Cell{array.take()});
    }
    connection_.execute(statement);
  }

  void remove(TableId table, const Changes& rows) override {
    if (rows.empty()) return;
    std::optional<SqlText>& sql = texts_[static_cast<std::size_t>(table)].removal;
    if (!sql) sql = remove_sql(table_spec(table), connection_.dialect());
    Statement& statement = connection_.prepare(*sql);
    statement.set(0, Cell{keys(rows)});
    connection_.execute(statement);
  }

  void patch(TableId table, const Changes& rows) override {
    const TableSpec& spec = table_spec(table);
    const auto& cells = rows.front()->cells;
    Statement& statement = connection_.prepare(patch_sql(spec, cells, connection_.dialect()));
    statement.set(0, Cell{keys(rows)});
    for (std::size_t i = 0; i < cells.size(); ++i) {
      ArrayLiteral array(spec.columns[static_cast<std::size_t>(cells[i].first)].kind);
      for (const Change* change : rows) array.add(change->cells[i].second);
      statement.set(i + 1, Cell{array.take()});
    }
    connection_.execute(statement);
  }

 private:
  struct Texts {
    std::optional<SqlText> upsert, removal;
  };

  static std::string keys(const Changes& rows) {
    ArrayLiteral array(CellKind::text);
    for (const Change* change : rows) array.add(Cell{change->key});
    return array.take();
  }

  Connection& connection_;
  std::vector<Texts> texts_;
};

}  // namespace

std::unique_ptr<RowWriter> array_writer(Connection& connection) { return std::make_unique<ArrayWriter>(connection); }

}  // namespace baton
