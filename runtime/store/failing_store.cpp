#include "runtime/store/failing_store.hpp"

#include <utility>

namespace baton {

void FailingStore::fail_next(int commits, StoreError::Kind kind) {
  const std::lock_guard lock(mutex_);
  next_ = commits;
  kind_ = kind;
}

void FailingStore::fail_when(Chooser chooser, StoreError::Kind kind) {
  const std::lock_guard lock(mutex_);
  chooser_ = std::move(chooser);
  kind_ = kind;
}

void FailingStore::fail_reads(bool fail) {
  const std::lock_guard lock(mutex_);
  fail_reads_ = fail;
}

std::int64_t FailingStore::tried() const {
  const std::lock_guard lock(mutex_);
  return tried_;
}

std::int64_t FailingStore::failed() const {
  const std::lock_guard lock(mutex_);
  return failed_;
}

void FailingStore::commit(Batch batch) {
  {
    const std::lock_guard lock(mutex_);
    ++tried_;
    const bool chosen = chooser_ && chooser_(batch, tried_);
    if (next_ > 0 || chosen) {
      if (next_ > 0) --next_;
      ++failed_;
      throw StoreError{kind_, "The commit was made to fail"};
    }
  }
  inner_.commit(std::move(batch));
}

void FailingStore::check_read() const {
  const std::lock_guard lock(mutex_);
  if (fail_reads_) throw StoreError{StoreError::Kind::unavailable, "The read was made to fail"};
}

std::vector<Row> FailingStore::select(const Query& query) {
  check_read();
  return inner_.select(query);
}

std::int64_t FailingStore::count(const Query& query) {
  check_read();
  return inner_.count(query);
}

std::optional<Row> FailingStore::find(TableId table, const std::string& key) {
  check_read();
  return inner_.find(table, key);
}

}  // namespace baton
