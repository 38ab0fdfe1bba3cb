// A row that goes with a request: it joins the first commit that the calling thread makes while this object lives, so
// that it is stored when, and only when, what the request did is stored. Requests are answered on one thread.
#pragma once

#include <string>

#include "runtime/store/entities.hpp"

namespace baton {

class Batch;

class CommitCompanion {
 public:
  explicit CommitCompanion(Idempotent row);
  ~CommitCompanion();
  CommitCompanion(const CommitCompanion&) = delete;
  CommitCompanion& operator=(const CommitCompanion&) = delete;

  bool is_stored() const { return state_ == State::stored; }

  // The engine's side, around each of its commits. `root_id`: whose rows they are, or empty.
  static void join(Batch& batch, const std::string& root_id);
  static void settle(bool was_stored);

 private:
  enum class State { waits, joined, stored };
  Idempotent row_;
  State state_ = State::waits;
};

}  // namespace baton
