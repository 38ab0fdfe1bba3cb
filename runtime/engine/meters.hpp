// Camunda's meters: how often something has happened, by quarter of an hour, kept in the store. Counting goes on in
// memory (figures.hpp); what has come together is written when somebody asks, now and then, and at the end.
//
// Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "runtime/engine/figures.hpp"
#include "runtime/engine/ports.hpp"

namespace baton {

class Store;

class Meters {
 public:
  // `node`: beside others on the store, each has rows of its own.
  Meters(Store& store, const Clock& clock, const WorkFigures& figures, std::string node)
      : store_(store), clock_(clock), figures_(figures), node_(std::move(node)), next_(clock.now() + kReportMs) {}

  // Throws StoreError; then the counts are written with the next report.
  void report();
  // A report is worth while again; true for one caller only.
  bool is_due();

 private:
  static constexpr std::int64_t kReportMs = 60 * 1000;

  Store& store_;
  const Clock& clock_;
  const WorkFigures& figures_;
  const std::string node_;
  std::mutex mutex_;
  std::map<std::string, std::uint64_t> reported_;
  std::atomic<TimestampMs> next_;
};

}  // namespace baton
