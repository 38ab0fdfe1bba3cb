// What the engine is given by its surroundings: nothing ambient is used anywhere in runtime/.
#pragma once

#include <memory>
#include <string>

#include "expression/value.hpp"

namespace baton {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimestampMs now() const = 0;  // any thread
};

class IdSource {
 public:
  virtual ~IdSource() = default;
  virtual std::string next() = 0;  // a UUID, unique and roughly increasing; any thread
};

std::unique_ptr<Clock> system_clock();
std::unique_ptr<IdSource> system_ids();

// A clock that stands until it is moved; for tests and `baton run`.
class ManualClock : public Clock {
 public:
  explicit ManualClock(TimestampMs start) : now_(start) {}
  TimestampMs now() const override { return now_; }
  void advance(std::int64_t milliseconds) { now_ += milliseconds; }
  void set(TimestampMs now) { now_ = now; }

 private:
  TimestampMs now_;
};

}  // namespace baton
