// Writes the changes of many batches with as few statements as their meaning allows.
//
// Changes are added in order and written by flush(). Between flushes, changes of one row are folded into one,
// and a table's rows go out together: multi-row upserts, multi-key removals, patches by set of columns, then
// the sweeps (remove_where). Whatever would read or overtake a pending change flushes first, so that the
// result is that of writing one change after the other.
//
// One thread at a time. Throws StoreError; then reset() before the next use.
#pragma once

#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "persistence/row_writer.hpp"
#include "runtime/store/store.hpp"

namespace baton {

class Connection;

class BatchWriter {
 public:
  explicit BatchWriter(Connection& connection);
  ~BatchWriter();

  // `change` is kept by reference until the next flush() or reset().
  void add(const Change& change);
  void flush();
  void reset();  // forgets what was added

 private:
  struct Pending {
    Changes rows;  // single-row changes; null: folded away
    std::unordered_map<std::string_view, std::size_t> by_key;
    Changes sweeps;
  };

  void add_row(const Change& change);
  void fold(const Change& change, Pending& pending, std::size_t position);
  void add_sweep(const Change& change);
  bool overtakes_sweep(const Change& change, const Pending& pending) const;

  void flush_table(TableId id);
  void write_patches(TableId id, const Changes& rows);
  void write_sweeps(TableId id);
  void clear(Pending& pending);

  Pending& pending(TableId id) { return tables_[static_cast<std::size_t>(id)]; }
  Change& own(const Change*& change);

  Connection& connection_;
  std::unique_ptr<RowWriter> rows_;
  std::vector<Pending> tables_;
  std::deque<Change> folded_;  // changes that exist only here
};

}  // namespace baton
