#include "persistence/batch_bytes.hpp"

#include <cstring>
#include <optional>
#include <sstream>
#include <utility>

namespace baton {

namespace {

[[noreturn]] void damaged() { throw StoreError{StoreError::Kind::corrupt, "a record of the journal is damaged"}; }

// --- Writing ------------------------------------------------------------------------------------

template <class Number>
void put(std::string& bytes, Number number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof raw);
}

void put(std::string& bytes, const std::string& text) {
  put(bytes, static_cast<std::uint32_t>(text.size()));
  bytes += text;
}

void put(std::string& bytes, const Cell& cell) {
  put(bytes, static_cast<std::uint8_t>(cell.index()));
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) put(bytes, *integer);
  if (const auto* real = std::get_if<double>(&cell)) put(bytes, *real);
  if (const auto* text = std::get_if<std::string>(&cell)) put(bytes, *text);
}

void put(std::string& bytes, const std::vector<Cell>& cells) {
  put(bytes, static_cast<std::uint32_t>(cells.size()));
  for (const Cell& cell : cells) put(bytes, cell);
}

void put(std::string& bytes, const Where& where) {
  put(bytes, static_cast<std::uint8_t>(where != nullptr));
  if (!where) return;
  put(bytes, static_cast<std::uint8_t>(where->kind));
  put(bytes, static_cast<std::uint32_t>(where->parts.size()));
  for (const Where& part : where->parts) put(bytes, part);
  put(bytes, static_cast<std::int32_t>(where->column));
  put(bytes, static_cast<std::uint8_t>(where->compare));
  put(bytes, where->value);
  put(bytes, static_cast<std::uint8_t>(where->ignore_case));
  put(bytes, where->values);
  put(bytes, static_cast<std::uint8_t>(where->table));
  put(bytes, static_cast<std::int32_t>(where->inner_column));
  put(bytes, static_cast<std::int32_t>(where->outer_column));
}

void put(std::string& bytes, const Change& change) {
  put(bytes, static_cast<std::uint8_t>(change.kind));
  put(bytes, static_cast<std::uint8_t>(change.table));
  put(bytes, static_cast<std::uint8_t>(change.is_new));
  put(bytes, change.key);
  put(bytes, change.row);
  put(bytes, static_cast<std::uint32_t>(change.cells.size()));
  for (const auto& [column, cell] : change.cells) {
    put(bytes, static_cast<std::int32_t>(column));
    put(bytes, cell);
  }
  put(bytes, change.where);
}

bool is_empty_patch(const Change& change) { return change.kind == Change::Kind::patch && change.cells.empty(); }

// --- Reading ------------------------------------------------------------------------------------

class Reader {
 public:
  Reader(std::string_view bytes, const std::vector<BatchBytes::Table>& tables) : bytes_(bytes), tables_(tables) {}

  bool at_end() const { return bytes_.empty(); }

  // Nothing: of a table that is not known here any more.
  std::optional<Change> change() {
    Change change;
    change.kind = static_cast<Change::Kind>(number<std::uint8_t>());
    const BatchBytes::Table& table = this->table();
    change.table = table.id;
    change.is_new = number<std::uint8_t>() != 0;
    change.key = text();
    change.row = row(table);
    for (auto count = number<std::uint32_t>(); count > 0; --count) {
      const int column = this->column(table);
      Cell value = cell();
      if (column >= 0) change.cells.emplace_back(column, std::move(value));
    }
    change.where = where(table);
    if (table.id == TableId::count_) return std::nullopt;
    return change;
  }

 private:
  template <class Number>
  Number number() {
    Number number;
    if (bytes_.size() < sizeof number) damaged();
    std::memcpy(&number, bytes_.data(), sizeof number);
    bytes_.remove_prefix(sizeof number);
    return number;
  }

  std::string text() {
    const auto size = number<std::uint32_t>();
    if (bytes_.size() < size) damaged();
    std::string text(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return text;
  }

  Cell cell() {
    switch (number<std::uint8_t>()) {
      case 0: return {};
      case 1: return number<std::int64_t>();
      case 2: return number<double>();
      case 3: return text();
      default: damaged();
    }
  }

  const BatchBytes::Table& table() {
    const auto index = number<std::uint8_t>();
    if (index >= tables_.size()) damaged();
    return tables_[index];
  }

  int column(const BatchBytes::Table& table) {
    const auto index = static_cast<std::size_t>(number<std::int32_t>());
    return index < table.columns.size() ? table.columns[index] : -1;
  }

  Row row(const BatchBytes::Table& table) {
    const auto count = number<std::uint32_t>();
    Row row;
    if (count == 0) return row;
    if (table.id != TableId::count_) row.resize(table_spec(table.id).columns.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      Cell value = cell();
      const int column = i < table.columns.size() ? table.columns[i] : -1;
      if (column >= 0) row[static_cast<std::size_t>(column)] = std::move(value);
    }
    return row;
  }

  Where where(const BatchBytes::Table& table) {
    if (number<std::uint8_t>() == 0) return nullptr;
    auto read = std::make_shared<Predicate>();
    read->kind = static_cast<Predicate::Kind>(number<std::uint8_t>());
    // Parts of "exists" speak of the inner table, which is told after them: they are read when it is known.
    const std::string_view parts = bytes_;
    const auto count = number<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) skip_where();
    read->column = column(table);
    read->compare = static_cast<Compare>(number<std::uint8_t>());
    read->value = cell();
    read->ignore_case = number<std::uint8_t>() != 0;
    for (auto values = number<std::uint32_t>(); values > 0; --values) read->values.push_back(cell());
    const auto related = number<std::uint8_t>();
    const BatchBytes::Table* inner = related < tables_.size() ? &tables_[related] : nullptr;
    if (read->kind == Predicate::Kind::exists && !inner) damaged();
    if (inner) read->table = inner->id;
    read->inner_column = inner ? column(*inner) : number<std::int32_t>();
    read->outer_column = inner ? column(table) : number<std::int32_t>();
    Reader again(parts, tables_);
    again.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) read->parts.push_back(again.where(inner ? *inner : table));
    return read;
  }

  void skip_where() {
    if (number<std::uint8_t>() == 0) return;
    number<std::uint8_t>();
    for (auto count = number<std::uint32_t>(); count > 0; --count) skip_where();
    number<std::int32_t>();
    number<std::uint8_t>();
    cell();
    number<std::uint8_t>();
    for (auto values = number<std::uint32_t>(); values > 0; --values) cell();
    number<std::uint8_t>();
    number<std::int32_t>();
    number<std::int32_t>();
  }

  std::string_view bytes_;
  const std::vector<BatchBytes::Table>& tables_;
};

BatchBytes::Table table_of(std::istringstream line) {
  std::string name, column;
  line >> name;
  BatchBytes::Table table;
  for (int i = 0; i < static_cast<int>(TableId::count_); ++i) {
    if (table_spec(static_cast<TableId>(i)).name == name) table.id = static_cast<TableId>(i);
  }
  while (line >> column) {
    table.columns.push_back(table.id == TableId::count_ ? -1 : table_spec(table.id).column(column.c_str()));
  }
  return table;
}

}  // namespace

std::string describe_tables() {
  std::string text;
  for (int i = 0; i < static_cast<int>(TableId::count_); ++i) {
    const TableSpec& spec = table_spec(static_cast<TableId>(i));
    text += spec.name;
    for (const ColumnSpec& column : spec.columns) text += std::string(" ") + column.name;
    text += '\n';
  }
  return text;
}

void append_bytes(std::string& bytes, const Batch& batch) {
  for (const Change& change : batch.changes()) {
    if (!is_empty_patch(change)) put(bytes, change);
  }
}

BatchBytes::BatchBytes(std::string_view description) {
  std::istringstream lines{std::string(description)};
  for (std::string line; std::getline(lines, line);) tables_.push_back(table_of(std::istringstream(line)));
}

Batch BatchBytes::read(std::string_view bytes) const {
  Reader reader(bytes, tables_);
  Batch batch;
  while (!reader.at_end()) {
    if (auto change = reader.change()) batch.add(std::move(*change));
  }
  return batch;
}

}  // namespace baton
