// What the engine counts while it works, for metrics. The names are the program's own, never the users', so their
// number is bounded.
//
// Any thread; counting costs an atomic addition.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace baton {

class Batch;

using Counter = std::atomic<std::uint64_t>;

class Histogram {
 public:
  struct Snapshot {
    std::vector<double> bounds;          // upper bounds of all buckets but the last
    std::vector<std::uint64_t> counts;   // one more: what is larger than all bounds
    double sum = 0;
    std::uint64_t total() const;
  };

  explicit Histogram(std::vector<double> bounds);
  void add(double value);
  Snapshot snapshot() const;

 private:
  static constexpr std::size_t kMaxBuckets = 16;
  const std::vector<double> bounds_;
  std::array<Counter, kMaxBuckets> counts_{};
  std::atomic<double> sum_{0};
};

// What commits have done.
enum class Work : std::uint8_t {
  instances_started, root_instances_started, instances_completed, instances_terminated,
  activities_started, activities_ended,
  jobs_successful, jobs_failed,
  external_tasks_created,
  failed_job_incidents, failed_external_task_incidents, other_incidents,
  count_
};

using WorkCounts = std::array<std::uint32_t, static_cast<std::size_t>(Work::count_)>;

// What a batch says that has happened.
WorkCounts work_of(const Batch& batch);

class WorkFigures {
 public:
  void add(const WorkCounts& counts);
  std::uint64_t operator[](Work work) const { return counters_[static_cast<std::size_t>(work)].load(); }

 private:
  std::array<Counter, static_cast<std::size_t>(Work::count_)> counters_{};
};

struct Figures {
  WorkFigures work;
  Counter commits{0}, failed_commits{0}, changes{0};
  Counter aggregates_loaded{0}, aggregates_found{0};  // commands whose aggregate was read, was in memory
  Histogram commit_seconds{{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5}};
  Histogram commit_changes{{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000}};
};

}  // namespace baton
