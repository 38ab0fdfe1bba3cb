#include "runtime/engine/moving_clock.hpp"

#include <algorithm>
#include <optional>

#include "runtime/engine/engine.hpp"
#include "runtime/store/query.hpp"
#include "runtime/store/store.hpp"

namespace baton {

namespace {

// A cycle that is due more often than this within one move is a diagram to look at, not to wait for.
constexpr int kMostStops = 10'000;

// The earliest job with retries left that is due after `from` and not after `until`.
std::optional<TimestampMs> next_due(Store& store, TimestampMs from, TimestampMs until) {
  Query query{TableId::job, where::all({where::compare(col::job::due, Compare::gt, from),
                                        where::compare(col::job::due, Compare::le, until),
                                        where::compare(col::job::retries, Compare::gt, std::int64_t{0})})};
  query.sort.push_back({col::job::due, false});
  query.limit = 1;
  const auto found = store.all<Job>(query);
  return found.empty() ? std::nullopt : found.front().due;
}

void stand_at(Engine& engine, ManualClock& clock, TimestampMs time) {
  clock.set(time);
  engine.clock_moved();
  engine.run_due_jobs();
}

}  // namespace

void move_clock(Engine& engine, ManualClock& clock, TimestampMs time) {
  engine.run_due_jobs();
  for (int stop = 0; stop < kMostStops; ++stop) {
    const auto due = next_due(engine.store(), clock.now(), time);
    if (!due) break;
    stand_at(engine, clock, *due);
  }
  stand_at(engine, clock, std::max(time, clock.now()));
}

}  // namespace baton
