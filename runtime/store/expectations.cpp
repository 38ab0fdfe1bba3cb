// The key of such a change: a control character, which no key begins with, the kind, and what is expected.
#include "runtime/store/expectations.hpp"

#include <charconv>
#include <string_view>

namespace baton {

namespace {

constexpr char kMark = '\x01';
constexpr char kVersion = 'v', kSame = '=', kNone = '-', kSome = '+';
constexpr char kEnd = '\x02';

void add(Batch& batch, TableId table, char kind, const std::string& text) {
  batch.patch(table, std::string{kMark, kind} + text, {});
}

ExpectedVersion version_of(std::string_view text) {
  ExpectedVersion version;
  const std::size_t end = text.find(kEnd);
  std::from_chars(text.data(), text.data() + end, version.version);
  version.root_id = text.substr(end + 1);
  return version;
}

ExpectedRow row_of(TableId table, char kind, std::string_view text) {
  if (kind != kSame) return {kind == kNone ? ExpectedRow::Kind::none : ExpectedRow::Kind::some, table, std::string(text), {}};
  const std::size_t end = text.find(kEnd);
  return {ExpectedRow::Kind::same, table, std::string(text.substr(0, end)), std::string(text.substr(end + 1))};
}

}  // namespace

OvertakenError overtaken(OvertakenError::What what, std::string name) {
  OvertakenError error;
  error.kind = StoreError::Kind::other;
  error.message = std::move(name);
  error.what = what;
  return error;
}

std::string content_of(const Row& row) {
  std::string content;
  for (const Cell& cell : row) {
    std::string text;
    if (const auto* value = std::get_if<std::string>(&cell)) text = *value;
    if (const auto* value = std::get_if<std::int64_t>(&cell)) text = std::to_string(*value);
    if (const auto* value = std::get_if<double>(&cell)) text = std::to_string(*value);
    content += std::to_string(cell.index()) + ":" + std::to_string(text.size()) + ":" + text;
  }
  return content;
}

void expect_version(Batch& batch, const std::string& root_id, std::int64_t version) {
  add(batch, TableId::execution, kVersion, std::to_string(version) + kEnd + root_id);
}

void expect_row(Batch& batch, TableId table, const Row& as_read) {
  add(batch, table, kSame, std::get<std::string>(as_read[0]) + kEnd + content_of(as_read));
}

void expect_none(Batch& batch, TableId table, const std::string& key) { add(batch, table, kNone, key); }
void expect_some(Batch& batch, TableId table, const std::string& key) { add(batch, table, kSome, key); }

Expectations expectations_of(const Batch& batch) {
  Expectations expected;
  for (const Change& change : batch.changes()) {
    const std::string& key = change.key;
    if (change.kind != Change::Kind::patch || key.size() < 2 || key[0] != kMark) continue;
    const std::string_view text = std::string_view(key).substr(2);
    if (key[1] == kVersion) {
      expected.versions.push_back(version_of(text));
    } else {
      expected.rows.push_back(row_of(change.table, key[1], text));
    }
  }
  return expected;
}

}  // namespace baton
