#include "app/local/local_run.hpp"

#include <algorithm>
#include <optional>

#include "runtime/store/query.hpp"

namespace baton::app {

namespace {

EngineOptions options() {
  EngineOptions options;
  options.job_threads = 0;
  return options;
}

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

}  // namespace

LocalRun::LocalRun(TimestampMs now) : clock(now), ids(system_ids()), engine(store, clock, *ids, options()) {}

void LocalRun::move_clock(TimestampMs time) {
  // A cycle that is due more often than this within one move is a diagram to look at, not to wait for.
  for (int step = 0; step < 10'000; ++step) {
    const auto due = next_due(store, clock.now(), time);
    if (!due) break;
    clock.set(*due);
    engine.clock_moved();
    settle();
  }
  clock.set(std::max(time, clock.now()));
  engine.clock_moved();
  settle();
}

bool LocalRun::running() {
  return store.count(Query{TableId::historic_process_instance,
                           where::is_null(col::historic_process_instance::end_time)}) > 0;
}

}  // namespace baton::app
