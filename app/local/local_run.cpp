#include "app/local/local_run.hpp"

#include "runtime/engine/moving_clock.hpp"
#include "runtime/store/query.hpp"

namespace baton::app {

namespace {

EngineOptions options() {
  EngineOptions options;
  options.job_threads = 0;
  return options;
}

}  // namespace

LocalRun::LocalRun(TimestampMs now) : clock(now), ids(system_ids()), engine(store, clock, *ids, options()) {}

void LocalRun::move_clock(TimestampMs time) {
  baton::move_clock(engine, clock, time);
}

bool LocalRun::running() {
  return store.count(Query{TableId::historic_process_instance,
                           where::is_null(col::historic_process_instance::end_time)}) > 0;
}

}  // namespace baton::app
