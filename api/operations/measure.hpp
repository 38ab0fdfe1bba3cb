// What the operator wants to know of the whole: counts of the store, looked up now and then, beside what the engine
// counts itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "runtime/engine/engine.hpp"

namespace baton::api {

// Counting rows of a large database takes time, so the answers are a little old: one second, or as much as keeps
// counting at a twentieth of one reader's time.
struct StoreCounts {
  std::int64_t active = 0, suspended = 0;               // process instances
  std::int64_t tasks = 0, external_tasks = 0, jobs = 0, timers = 0;
  std::map<std::string, std::int64_t> incidents;        // by type: Camunda's two, and "other"
  std::int64_t job_lag_ms = 0;                          // of the due job that has waited longest
  std::int64_t ended_lately = 0, completed_lately = 0;  // of the instances that ended last
  std::int64_t duration_sum_ms = 0;
};

class Measure {
 public:
  explicit Measure(Engine& engine) : engine_(engine) {}

  // Any thread. Throws StoreError.
  StoreCounts counts();

 private:
  Engine& engine_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point next_{};
  StoreCounts last_;
};

// The documents: Prometheus' text, and the operator's JSON.
std::string prometheus_text(Engine& engine, const StoreCounts& counts);
std::string summary_json(Engine& engine, const StoreCounts& counts);

}  // namespace baton::api
