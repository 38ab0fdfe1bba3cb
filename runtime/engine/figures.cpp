#include "runtime/engine/figures.hpp"

#include <algorithm>
#include <string_view>

#include "runtime/store/store.hpp"

namespace baton {

Histogram::Histogram(std::vector<double> bounds) : bounds_(std::move(bounds)) {}

void Histogram::add(double value) {
  const auto bucket = std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
  counts_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(value, std::memory_order_relaxed);
}

Histogram::Snapshot Histogram::snapshot() const {
  Snapshot taken{bounds_, {}, sum_.load()};
  for (std::size_t i = 0; i <= bounds_.size(); ++i) taken.counts.push_back(counts_[i].load());
  return taken;
}

std::uint64_t Histogram::Snapshot::total() const {
  std::uint64_t sum_of_counts = 0;
  for (const std::uint64_t count : counts) sum_of_counts += count;
  return sum_of_counts;
}

namespace {

void add(WorkCounts& counts, Work work) { ++counts[static_cast<std::size_t>(work)]; }

// The cell that a change gives a column; null: it says nothing of it.
const Cell* cell(const Change& change, int column) {
  if (change.kind == Change::Kind::upsert) return &change.row[static_cast<std::size_t>(column)];
  for (const auto& [patched, value] : change.cells) {
    if (patched == column) return &value;
  }
  return nullptr;
}

std::string_view text(const Change& change, int column) {
  const Cell* found = cell(change, column);
  const auto* value = found ? std::get_if<std::string>(found) : nullptr;
  return value ? std::string_view(*value) : std::string_view();
}

bool is_set(const Change& change, int column) {
  const Cell* found = cell(change, column);
  return found && !std::holds_alternative<std::monostate>(*found);
}

bool is_insertion(const Change& change) { return change.kind == Change::Kind::upsert && change.is_new; }

void count_instance(WorkCounts& counts, const Change& change) {
  namespace c = col::historic_process_instance;
  if (is_insertion(change)) {
    add(counts, Work::instances_started);
    if (!is_set(change, c::super_id)) add(counts, Work::root_instances_started);
  }
  if (!is_set(change, c::end_time)) return;
  add(counts, text(change, c::state) == "COMPLETED" ? Work::instances_completed : Work::instances_terminated);
}

void count_activity(WorkCounts& counts, const Change& change) {
  if (is_insertion(change)) add(counts, Work::activities_started);
  if (is_set(change, col::historic_activity::end_time)) add(counts, Work::activities_ended);
}

void count_job(WorkCounts& counts, const Change& change) {
  const std::string_view state = text(change, col::historic_job_log::state);
  if (state == "successful") add(counts, Work::jobs_successful);
  if (state == "failed") add(counts, Work::jobs_failed);
}

void count_incident(WorkCounts& counts, const Change& change) {
  if (!is_insertion(change)) return;
  const std::string_view type = text(change, col::incident::type);
  add(counts, type == "failedJob"            ? Work::failed_job_incidents
              : type == "failedExternalTask" ? Work::failed_external_task_incidents
                                             : Work::other_incidents);
}

}  // namespace

WorkCounts work_of(const Batch& batch) {
  WorkCounts counts{};
  for (const Change& change : batch.changes()) {
    switch (change.table) {
      case TableId::historic_process_instance: count_instance(counts, change); break;
      case TableId::historic_activity: count_activity(counts, change); break;
      case TableId::historic_job_log: count_job(counts, change); break;
      case TableId::incident: count_incident(counts, change); break;
      case TableId::external_task:
        if (is_insertion(change)) add(counts, Work::external_tasks_created);
        break;
      default: break;
    }
  }
  return counts;
}

void WorkFigures::add(const WorkCounts& counts) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) counters_[i].fetch_add(counts[i], std::memory_order_relaxed);
  }
}

}  // namespace baton
