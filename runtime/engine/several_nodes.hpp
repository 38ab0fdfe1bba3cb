// What the engine does because other nodes write to the same store (docs/decisions/0009-several-nodes.md).
#pragma once

#include "runtime/engine/error.hpp"
#include "runtime/store/expectations.hpp"

namespace baton {

// Another node was faster: what the commit rested on is no more. Whoever began the work does it again; a client that
// learns of it after all may try again.
class Overtaken : public EngineError {
 public:
  explicit Overtaken(const OvertakenError& error)
      : EngineError(ErrorCode::store_unavailable, "Another node has changed what this request concerns: " + error.message),
        what_(error.what) {}
  // It is the aggregate, which may be loaded again; else a row that the work rests on.
  bool is_stale_aggregate() const { return what_ == OvertakenError::What::aggregate; }

 private:
  OvertakenError::What what_;
};

}  // namespace baton
