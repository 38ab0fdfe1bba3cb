// A store that fails on request, in front of another one: for tests of what happens when a commit does not.
// A commit that fails here never reaches the inner store.
//
// Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "runtime/store/store.hpp"

namespace baton {

class FailingStore : public Store {
 public:
  // True: this commit, the number-th tried (from 1), fails.
  using Chooser = std::function<bool(const Batch& batch, std::int64_t number)>;

  explicit FailingStore(Store& inner) : inner_(inner) {}  // `inner` outlives this

  // The next `commits` commits fail; 0 heals.
  void fail_next(int commits, StoreError::Kind kind = StoreError::Kind::unavailable);
  // From now on the chooser decides; null: nobody fails.
  void fail_when(Chooser chooser, StoreError::Kind kind = StoreError::Kind::unavailable);
  // Reads fail until told otherwise.
  void fail_reads(bool fail);

  std::int64_t tried() const;   // commits asked for
  std::int64_t failed() const;  // of them, those that failed here

  void commit(Batch batch) override;
  std::vector<Row> select(const Query& query) override;
  std::int64_t count(const Query& query) override;
  std::optional<Row> find(TableId table, const std::string& key) override;

 private:
  void check_read() const;

  Store& inner_;
  mutable std::mutex mutex_;
  int next_ = 0;
  Chooser chooser_;
  StoreError::Kind kind_ = StoreError::Kind::unavailable;
  bool fail_reads_ = false;
  std::int64_t tried_ = 0;
  std::int64_t failed_ = 0;
};

}  // namespace baton
