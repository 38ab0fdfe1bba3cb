#include "runtime/store/memory_store.hpp"

#include <algorithm>
#include <mutex>

#include "runtime/store/memory_table.hpp"
#include "runtime/store/predicate.hpp"
#include "runtime/store/validate.hpp"

namespace baton {

// The other tables, as `exists` and sorting by a related row see them.
class MemoryStore::Related : public RelatedRows {
 public:
  explicit Related(const MemoryStore& store) : store_(store) {}

  bool any_row(const Predicate& exists, const Cell& outer) const override {
    bool found = false;
    const MemoryTable& table = store_.table(exists.table);
    const Where part = exists.parts.empty() ? nullptr : exists.parts[0];
    table.visit_equal(exists.inner_column, outer, [&](MemoryTable::Position, const Row& row) {
      found = holds(part, table.spec(), row, *this);
      return !found;
    });
    return found;
  }

  // What a row is sorted by.
  Cell sort_key(const Sort& sort, const Row& row) const {
    Cell key = sort.related == TableId::count_ ? row[static_cast<std::size_t>(sort.column)]
                                               : related_key(sort, row);
    return sort.ignore_case ? ascii_lower(key) : key;
  }

 private:
  Cell related_key(const Sort& sort, const Row& row) const {
    const Cell& outer = row[static_cast<std::size_t>(sort.related_outer)];
    if (std::holds_alternative<std::monostate>(outer)) return {};
    Cell key;
    const MemoryTable& table = store_.table(sort.related);
    table.visit_equal(sort.related_inner, outer, [&](MemoryTable::Position, const Row& other) {
      if (!holds(sort.related_where, table.spec(), other, *this)) return true;
      key = other[static_cast<std::size_t>(sort.column)];
      return false;
    });
    return key;
  }

  const MemoryStore& store_;
};

namespace {

struct Found {
  std::vector<Cell> keys;
  MemoryTable::Position position = 0;
};

bool sorts_before(const std::vector<Sort>& sort, const Found& a, const Found& b) {
  for (std::size_t i = 0; i < sort.size(); ++i) {
    const int order = compare_cells(a.keys[i], b.keys[i]);
    if (order != 0) return sort[i].descending ? order > 0 : order < 0;
  }
  return a.position < b.position;
}

}  // namespace

MemoryStore::MemoryStore() {
  for (std::size_t i = 0; i < static_cast<std::size_t>(TableId::count_); ++i) {
    tables_.push_back(std::make_unique<MemoryTable>(table_spec(static_cast<TableId>(i))));
  }
}

MemoryStore::~MemoryStore() = default;

void MemoryStore::commit(Batch batch) {
  check_batch(batch);
  const std::unique_lock lock(mutex_);
  for (Change& change : batch.take()) apply(std::move(change));
}

void MemoryStore::apply(Change change) {
  MemoryTable& target = table(change.table);
  switch (change.kind) {
    case Change::Kind::upsert: target.upsert(std::move(change.row)); return;
    case Change::Kind::patch: target.patch(change.key, change.cells); return;
    case Change::Kind::remove: target.remove(change.key); return;
    case Change::Kind::remove_where:
    case Change::Kind::patch_where: break;
  }
  std::vector<std::string> keys;  // all are chosen before any changes
  const Related related(*this);
  target.visit(change.where, [&](MemoryTable::Position, const Row& row) {
    if (holds(change.where, target.spec(), row, related)) keys.push_back(std::get<std::string>(row[0]));
    return true;
  });
  for (const std::string& key : keys) {
    if (change.kind == Change::Kind::remove_where) {
      target.remove(key);
    } else {
      target.patch(key, change.cells);
    }
  }
}

std::vector<Row> MemoryStore::select(const Query& query) {
  const std::shared_lock lock(mutex_);
  const MemoryTable& source = table(query.table);
  const Related related(*this);
  const auto offset = static_cast<std::size_t>(std::max<std::int64_t>(query.offset, 0));
  const std::size_t limit = query.limit < 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(query.limit);
  const std::size_t enough = limit > static_cast<std::size_t>(-1) - offset ? static_cast<std::size_t>(-1) : offset + limit;

  std::vector<Found> found;
  if (enough == 0 || limit == 0) return {};
  source.visit(query.where, [&](MemoryTable::Position position, const Row& row) {
    if (!holds(query.where, source.spec(), row, related)) return true;
    Found entry;
    entry.position = position;
    for (const Sort& sort : query.sort) entry.keys.push_back(related.sort_key(sort, row));
    found.push_back(std::move(entry));
    return !query.sort.empty() || found.size() < enough;
  });
  if (!query.sort.empty()) {
    const auto before = [&](const Found& a, const Found& b) { return sorts_before(query.sort, a, b); };
    std::sort(found.begin(), found.end(), before);
  }
  std::vector<Row> rows;
  for (std::size_t i = offset; i < std::min(found.size(), enough); ++i) rows.push_back(source.at(found[i].position));
  return rows;
}

std::int64_t MemoryStore::count(const Query& query) {
  const std::shared_lock lock(mutex_);
  const MemoryTable& source = table(query.table);
  const Related related(*this);
  std::int64_t count = 0;
  source.visit(query.where, [&](MemoryTable::Position, const Row& row) {
    if (holds(query.where, source.spec(), row, related)) ++count;
    return true;
  });
  return count;
}

std::optional<Row> MemoryStore::find(TableId id, const std::string& key) {
  const std::shared_lock lock(mutex_);
  const Row* row = table(id).find(key);
  return row ? std::optional<Row>(*row) : std::nullopt;
}

}  // namespace baton
