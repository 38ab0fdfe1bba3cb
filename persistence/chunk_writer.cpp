// Multi-row statements of 16, 4 and 1 rows: few enough texts to keep them all prepared, large enough that the
// cost of a statement is shared (README.md has the measurement).
#include <fmt/format.h>

#include <array>
#include <optional>

#include "persistence/connection.hpp"
#include "persistence/row_writer.hpp"

namespace baton {

namespace {

constexpr std::array<std::size_t, 3> kChunks = {16, 4, 1};  // rows per statement, largest first

std::string blob_or_plain(const ColumnSpec& column, const std::string& placeholder, const Dialect& dialect) {
  return column.kind == CellKind::blob ? dialect.blob_parameter(placeholder) : placeholder;
}

SqlText upsert_sql(const TableSpec& spec, std::size_t rows, const Dialect& dialect) {
  SqlText sql;
  sql << fmt::format("INSERT INTO {} ({}) VALUES ", quoted(spec.name), column_list(spec));
  for (std::size_t row = 0; row < rows; ++row) {
    sql << (row == 0 ? "(" : ", (");
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
      const std::string placeholder = sql.parameter(slot_type(spec.columns[i].kind));
      sql << (i == 0 ? "" : ", ") << blob_or_plain(spec.columns[i], placeholder, dialect);
    }
    sql << ")";
  }
  sql << replace_on_conflict(spec);
  return sql;
}

SqlText remove_sql(const TableSpec& spec, std::size_t rows) {
  SqlText sql;
  sql << fmt::format("DELETE FROM {} WHERE {} IN (", quoted(spec.name), quoted(spec.columns[0].name));
  for (std::size_t row = 0; row < rows; ++row) sql << (row == 0 ? "" : ", ") << sql.parameter(SlotType::text);
  sql << ")";
  return sql;
}

SqlText patch_sql(const TableSpec& spec, const std::vector<std::pair<int, Cell>>& cells, const Dialect& dialect) {
  SqlText sql;
  sql << fmt::format("UPDATE {} SET ", quoted(spec.name));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const ColumnSpec& column = spec.columns[static_cast<std::size_t>(cells[i].first)];
    const std::string placeholder = sql.parameter(slot_type(column.kind));
    sql << (i == 0 ? "" : ", ") << quoted(column.name) << " = " << blob_or_plain(column, placeholder, dialect);
  }
  sql << fmt::format(" WHERE {} = ", quoted(spec.columns[0].name));
  sql << sql.parameter(SlotType::text);
  return sql;
}

class ChunkWriter : public RowWriter {
 public:
  explicit ChunkWriter(Connection& connection)
      : connection_(connection), texts_(static_cast<std::size_t>(TableId::count_)) {}

  void upsert(TableId table, const Changes& rows) override {
    in_chunks(rows, [&](std::size_t chunk, const Change* const* first) {
      std::optional<SqlText>& sql = texts_[static_cast<std::size_t>(table)].upserts[chunk];
      if (!sql) sql = upsert_sql(table_spec(table), kChunks[chunk], connection_.dialect());
      Statement& statement = connection_.prepare(*sql);
      std::size_t slot = 0;
      for (std::size_t i = 0; i < kChunks[chunk]; ++i) {
        for (const Cell& cell : first[i]->row) statement.set(slot++, cell);
      }
      connection_.execute(statement);
    });
  }

  void remove(TableId table, const Changes& rows) override {
    in_chunks(rows, [&](std::size_t chunk, const Change* const* first) {
      std::optional<SqlText>& sql = texts_[static_cast<std::size_t>(table)].removals[chunk];
      if (!sql) sql = remove_sql(table_spec(table), kChunks[chunk]);
      Statement& statement = connection_.prepare(*sql);
      for (std::size_t i = 0; i < kChunks[chunk]; ++i) statement.set(i, Cell{first[i]->key});
      connection_.execute(statement);
    });
  }

  void patch(TableId table, const Changes& rows) override {
    Statement& statement =
        connection_.prepare(patch_sql(table_spec(table), rows.front()->cells, connection_.dialect()));
    for (const Change* change : rows) {
      std::size_t slot = 0;
      for (const auto& cell : change->cells) statement.set(slot++, cell.second);
      statement.set(slot, Cell{change->key});
      connection_.execute(statement);
    }
  }

 private:
  struct Texts {
    std::array<std::optional<SqlText>, kChunks.size()> upserts, removals;
  };

  // Calls write(chunk, its first row) until all rows are out, largest chunks first.
  template <class Write>
  static void in_chunks(const Changes& rows, Write write) {
    std::size_t done = 0;
    for (std::size_t chunk = 0; chunk < kChunks.size(); ++chunk) {
      for (; rows.size() - done >= kChunks[chunk]; done += kChunks[chunk]) write(chunk, rows.data() + done);
    }
  }

  Connection& connection_;
  std::vector<Texts> texts_;
};

}  // namespace

std::unique_ptr<RowWriter> chunk_writer(Connection& connection) { return std::make_unique<ChunkWriter>(connection); }

}  // namespace baton
