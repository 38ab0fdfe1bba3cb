// The port to what keeps the state: implemented in memory (memory_store.hpp) and by persistence/ on SQL.
//
// commit() is atomic and durable: when it returns, the batch survives a crash; when it throws, nothing of it
// was kept. Commits of different threads that are ready together may share one database transaction.
// Reads see every commit that has returned (read your writes). All members may be called on any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/store/entities.hpp"
#include "runtime/store/query.hpp"

namespace baton {

// The store cannot do what was asked: disk full, read-only, corrupt, connection lost. Nothing was kept.
struct StoreError {
  enum class Kind : std::uint8_t { unavailable, full, read_only, corrupt, busy, other };
  Kind kind = Kind::other;
  std::string message;
};

struct Change {
  enum class Kind : std::uint8_t {
    upsert,        // insert `row`, or replace the row of the same key
    patch,         // set `cells` of the row `key`, which may be missing (then nothing happens)
    remove,        // the row `key`, which may be missing
    remove_where,  // every row for which `where` holds
    patch_where,   // set `cells` in every row for which `where` holds
  };
  Kind kind = Kind::upsert;
  TableId table = TableId::count_;
  std::string key;
  Row row;
  std::vector<std::pair<int, Cell>> cells;
  Where where;
  bool is_new = false;  // upsert: the caller says that no row of this key was there before
};

// Changes in order. add() folds: a patch into an earlier upsert or patch of the same key, a remove of a row
// that this batch inserted leaves nothing of either (when `inserted_here` was said).
class Batch {
 public:
  template <class Entity>
  void insert(const Entity& entity) { put(Entity::kTable, entity.to_row(), true); }
  template <class Entity>
  void update(const Entity& entity) { put(Entity::kTable, entity.to_row(), false); }
  void put(TableId table, Row row, bool is_new);
  void patch(TableId table, const std::string& key, std::vector<std::pair<int, Cell>> cells);
  void remove(TableId table, const std::string& key);
  void remove_where(TableId table, Where where);
  void patch_where(TableId table, Where where, std::vector<std::pair<int, Cell>> cells);

  // Forgets the changes for which `is_unwanted` holds.
  template <class Predicate>
  void leave_out(Predicate is_unwanted) {
    for (Change& change : changes_) {
      if (is_unwanted(std::as_const(change))) forget(change);
    }
  }

  // A change of another batch.
  void add(Change change);

  bool empty() const { return changes_.empty(); }
  // In order, folded; entries of kind patch without cells are to be skipped.
  const std::vector<Change>& changes() const { return changes_; }
  std::vector<Change> take() { return std::move(changes_); }

 private:
  std::vector<Change> changes_;
  // Position + 1 in changes_ of the last single-row change of a key; per table.
  struct Slot { std::size_t position; bool inserted_here; };
  std::vector<std::unordered_map<std::string, Slot>> slots_;
  static void forget(Change& change);
  Slot* slot(TableId table, const std::string& key);
  void remember(TableId table, const std::string& key, bool inserted_here);
  void forget_slots(TableId table, const Where& where);
};

class Store {
 public:
  virtual ~Store() = default;

  // Throws StoreError.
  virtual void commit(Batch batch) = 0;

  virtual std::vector<Row> select(const Query& query) = 0;
  virtual std::int64_t count(const Query& query) = 0;
  virtual std::optional<Row> find(TableId table, const std::string& key) = 0;

  template <class Entity>
  std::vector<Entity> all(const Query& query) {
    std::vector<Entity> found;
    for (const Row& row : select(query)) found.push_back(Entity::from_row(row));
    return found;
  }
  template <class Entity>
  std::optional<Entity> get(const std::string& key) {
    if (auto row = find(Entity::kTable, key)) return Entity::from_row(*row);
    return std::nullopt;
  }
};

}  // namespace baton
