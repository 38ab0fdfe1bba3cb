#include "runtime/engine/meters.hpp"

#include "runtime/store/store.hpp"

namespace baton {

namespace {

constexpr std::int64_t kSlotMs = 15 * 60 * 1000;

struct Named {
  const char* name;
  Work work;
};

// Two names for some, as Camunda has them.
constexpr Named kMeters[] = {
    {"activity-instance-start", Work::activities_started},
    {"flow-node-instances", Work::activities_started},
    {"activity-instance-end", Work::activities_ended},
    {"root-process-instance-start", Work::root_instances_started},
    {"process-instances", Work::root_instances_started},
    {"job-successful", Work::jobs_successful},
    {"job-failed", Work::jobs_failed},
};

}  // namespace

void Meters::report() {
  const std::lock_guard lock(mutex_);
  const TimestampMs now = clock_.now();
  std::map<std::string, std::uint64_t> counted;
  Batch batch;
  for (const Named& named : kMeters) {
    const std::uint64_t value = figures_[named.work];
    const std::uint64_t more = value - reported_[named.name];
    counted[named.name] = value;
    if (more == 0) continue;
    Meter row;
    row.id = std::string(named.name) + "|" + std::to_string(now / kSlotMs);
    if (!node_.empty()) row.id += "|" + node_;
    if (auto present = store_.get<Meter>(row.id)) row = std::move(*present);
    row.name = named.name;
    row.timestamp = now;
    row.value += static_cast<std::int64_t>(more);
    batch.update(row);
  }
  if (!batch.empty()) store_.commit(std::move(batch));
  reported_ = std::move(counted);
}

bool Meters::is_due() {
  const TimestampMs now = clock_.now();
  TimestampMs next = next_.load(std::memory_order_relaxed);
  return now >= next && next_.compare_exchange_strong(next, now + kReportMs);
}

}  // namespace baton
