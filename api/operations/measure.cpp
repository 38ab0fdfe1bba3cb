#include "api/operations/measure.hpp"

#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

constexpr auto kAge = std::chrono::seconds(1);
constexpr int kShare = 20;
constexpr std::int64_t kSample = 1000;  // ended instances that rates and durations are taken from

Where process_instances(bool suspended) {
  return where::all({where::is_null(col::execution::parent_id), where::eq(col::execution::suspended, suspended)});
}

void count_incidents(StoreCounts& counts, Store& store) {
  std::int64_t known = 0;
  for (const char* type : {"failedJob", "failedExternalTask"}) {
    known += counts.incidents[type] = store.count({TableId::incident, where::eq(col::incident::type, type)});
  }
  counts.incidents["other"] = store.count({TableId::incident}) - known;
}

void measure_lag(StoreCounts& counts, Store& store, TimestampMs now) {
  Query due{TableId::job, where::all({where::compare(col::job::due, Compare::le, Cell{now}),
                                      where::compare(col::job::retries, Compare::gt, Cell{std::int64_t{0}}),
                                      where::eq(col::job::suspended, false)})};
  due.sort.push_back({col::job::due});
  due.limit = 1;
  const auto jobs = store.all<Job>(due);
  if (!jobs.empty()) counts.job_lag_ms = now - jobs.front().due.value_or(now);
}

void sample_ended(StoreCounts& counts, Store& store) {
  namespace c = col::historic_process_instance;
  Query ended{TableId::historic_process_instance, where::not_null(c::end_time)};
  ended.sort.push_back({c::end_time, true});
  ended.limit = kSample;
  for (const auto& instance : store.all<HistoricProcessInstance>(ended)) {
    ++counts.ended_lately;
    if (instance.state == "COMPLETED") ++counts.completed_lately;
    counts.duration_sum_ms += *instance.end_time - instance.start_time;
  }
}

}  // namespace

StoreCounts Measure::counts() {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return last_;
  Store& store = engine_.store();
  StoreCounts counts;
  counts.active = store.count({TableId::execution, process_instances(false)});
  counts.suspended = store.count({TableId::execution, process_instances(true)});
  counts.tasks = store.count({TableId::task});
  counts.external_tasks = store.count({TableId::external_task});
  counts.jobs = store.count({TableId::job});
  counts.timers = store.count({TableId::job, where::eq(col::job::is_timer, true)});
  count_incidents(counts, store);
  measure_lag(counts, store, engine_.now());
  sample_ended(counts, store);
  const auto done = std::chrono::steady_clock::now();
  next_ = done + std::max<std::chrono::steady_clock::duration>(kAge, kShare * (done - now));
  return last_ = counts;
}

}  // namespace baton::api
