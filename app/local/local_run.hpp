// An engine of one's own, in memory, with a clock that stands until it is moved: what `baton run` drives.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/engine/engine.hpp"
#include "runtime/engine/ports.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton::app {

struct LocalRun {
  MemoryStore store;
  ManualClock clock;
  std::unique_ptr<IdSource> ids;
  Engine engine;
  std::vector<ProcessDefinition> definitions;  // of the file
  std::string instance_id;                     // the one that was started first; empty before

  explicit LocalRun(TimestampMs now);

  // Runs what is due by now, such as asynchronous continuations.
  void settle() { engine.run_due_jobs(); }
  // Moves the clock to `time`, stopping at every due date on the way to run what is due there.
  void move_clock(TimestampMs time);

  // Whether an instance exists that has not ended.
  bool running();
};

}  // namespace baton::app
