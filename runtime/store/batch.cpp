// A batch folds changes of one row as they come, so that a store sees each row at most once and rows that
// live and die inside one commit not at all.
#include "runtime/store/store.hpp"

#include <algorithm>

namespace baton {

Batch::Slot* Batch::slot(TableId table, const std::string& key) {
  const auto t = static_cast<std::size_t>(table);
  if (t >= slots_.size()) return nullptr;
  const auto found = slots_[t].find(key);
  return found == slots_[t].end() ? nullptr : &found->second;
}

void Batch::remember(TableId table, const std::string& key, bool inserted_here) {
  if (slots_.empty()) slots_.resize(static_cast<std::size_t>(TableId::count_));
  slots_[static_cast<std::size_t>(table)][key] = {changes_.size() - 1, inserted_here};
}

void Batch::put(TableId table, Row row, bool is_new) {
  std::string key = std::get<std::string>(row[0]);
  if (Slot* s = slot(table, key)) {
    Change& earlier = changes_[s->position];
    earlier.kind = Change::Kind::upsert;
    earlier.row = std::move(row);
    earlier.cells.clear();
    return;
  }
  Change change;
  change.kind = Change::Kind::upsert;
  change.table = table;
  change.key = key;
  change.row = std::move(row);
  change.is_new = is_new;
  changes_.push_back(std::move(change));
  remember(table, key, is_new);
}

void Batch::patch(TableId table, const std::string& key, std::vector<std::pair<int, Cell>> cells) {
  if (Slot* s = slot(table, key)) {
    Change& earlier = changes_[s->position];
    if (earlier.kind == Change::Kind::upsert) {
      for (auto& [column, value] : cells) earlier.row[static_cast<std::size_t>(column)] = std::move(value);
    } else if (earlier.kind == Change::Kind::patch) {
      for (auto& cell : cells) {
        bool replaced = false;
        for (auto& present : earlier.cells) {
          if (present.first != cell.first) continue;
          present.second = cell.second;
          replaced = true;
        }
        if (!replaced) earlier.cells.push_back(std::move(cell));
      }
    }
    return;  // a patch of a removed row does nothing
  }
  Change change;
  change.kind = Change::Kind::patch;
  change.table = table;
  change.key = key;
  change.cells = std::move(cells);
  changes_.push_back(std::move(change));
  remember(table, key, false);
}

void Batch::remove(TableId table, const std::string& key) {
  if (Slot* s = slot(table, key)) {
    Change& earlier = changes_[s->position];
    earlier.row.clear();
    earlier.cells.clear();
    // A row born in this batch leaves an empty patch, which stores skip.
    earlier.kind = s->inserted_here ? Change::Kind::patch : Change::Kind::remove;
    if (s->inserted_here) slots_[static_cast<std::size_t>(table)].erase(key);
    return;
  }
  Change change;
  change.kind = Change::Kind::remove;
  change.table = table;
  change.key = key;
  changes_.push_back(std::move(change));
  remember(table, key, false);
}

namespace {

bool asks_other_tables(const Where& where) {
  return where && (where->kind == Predicate::Kind::exists ||
                   std::any_of(where->parts.begin(), where->parts.end(), asks_other_tables));
}

}  // namespace

// A later single-row change must not be folded into one that stands before a sweep that could see it.
void Batch::forget_slots(TableId table, const Where& where) {
  if (slots_.empty()) return;
  if (asks_other_tables(where)) {
    slots_.clear();
  } else {
    slots_[static_cast<std::size_t>(table)].clear();
  }
}

void Batch::remove_where(TableId table, Where where) {
  forget_slots(table, where);
  Change change;
  change.kind = Change::Kind::remove_where;
  change.table = table;
  change.where = std::move(where);
  changes_.push_back(std::move(change));
}

void Batch::patch_where(TableId table, Where where, std::vector<std::pair<int, Cell>> cells) {
  forget_slots(table, where);
  Change change;
  change.kind = Change::Kind::patch_where;
  change.table = table;
  change.where = std::move(where);
  change.cells = std::move(cells);
  changes_.push_back(std::move(change));
}

// What is left is an empty patch, which stores skip.
void Batch::forget(Change& change) {
  change.kind = Change::Kind::patch;
  change.row.clear();
  change.cells.clear();
  change.where.reset();
}

// A change taken from another batch: rows that were born there count as known here.
void Batch::add(Change change) {
  switch (change.kind) {
    case Change::Kind::upsert: return put(change.table, std::move(change.row), false);
    case Change::Kind::patch:
      if (!change.cells.empty()) patch(change.table, change.key, std::move(change.cells));
      return;
    case Change::Kind::remove: return remove(change.table, change.key);
    case Change::Kind::remove_where: return remove_where(change.table, std::move(change.where));
    case Change::Kind::patch_where: return patch_where(change.table, std::move(change.where), std::move(change.cells));
  }
}

}  // namespace baton
