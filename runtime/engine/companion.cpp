#include "runtime/engine/companion.hpp"

#include <utility>

#include "runtime/store/expectations.hpp"

namespace baton {

namespace {

thread_local CommitCompanion* present = nullptr;

}  // namespace

CommitCompanion::CommitCompanion(Idempotent row) : row_(std::move(row)) { present = this; }
CommitCompanion::~CommitCompanion() { present = nullptr; }

void CommitCompanion::join(Batch& batch, const std::string& root_id) {
  if (!present || present->state_ != State::waits) return;
  present->row_.instance_id = root_id;
  batch.insert(present->row_);
  expect_none(batch, TableId::idempotent, present->row_.id);  // of the same request on another node
  present->state_ = State::joined;
}

void CommitCompanion::settle(bool was_stored) {
  if (present && present->state_ == State::joined) present->state_ = was_stored ? State::stored : State::waits;
}

}  // namespace baton
