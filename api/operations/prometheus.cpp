// Prometheus' text format, version 0.0.4.
#include <fmt/format.h>

#include <iterator>

#include "api/operations/measure.hpp"
#include "runtime/engine/figures.hpp"

namespace baton::api {

namespace {

class Exposition {
 public:
  void family(const char* name, const char* type, const char* help) {
    fmt::format_to(out(), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
  }
  template <class Number>
  void sample(const char* name, const std::string& labels, Number value) {
    fmt::format_to(out(), "{}{} {}\n", name, labels.empty() ? "" : "{" + labels + "}", value);
  }
  template <class Number>
  void single(const char* name, const char* type, const char* help, Number value) {
    family(name, type, help);
    sample(name, "", value);
  }
  void histogram(const char* name, const char* help, const Histogram::Snapshot& taken) {
    family(name, "histogram", help);
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < taken.counts.size(); ++i) {
      so_far += taken.counts[i];
      const std::string bound = i < taken.bounds.size() ? fmt::format("{}", taken.bounds[i]) : "+Inf";
      fmt::format_to(out(), "{}_bucket{{le=\"{}\"}} {}\n", name, bound, so_far);
    }
    fmt::format_to(out(), "{}_sum {}\n{}_count {}\n", name, taken.sum, name, so_far);
  }
  std::string text;

 private:
  std::back_insert_iterator<std::string> out() { return std::back_inserter(text); }
};

void instances(Exposition& to, const WorkFigures& work, const StoreCounts& counts) {
  to.family("baton_process_instances", "gauge", "Running process instances by state.");
  to.sample("baton_process_instances", R"(state="active")", counts.active);
  to.sample("baton_process_instances", R"(state="suspended")", counts.suspended);
  to.single("baton_process_instances_started_total", "counter", "Process instances started.", work[Work::instances_started]);
  to.family("baton_process_instances_ended_total", "counter", "Process instances ended, by how.");
  to.sample("baton_process_instances_ended_total", R"(outcome="completed")", work[Work::instances_completed]);
  to.sample("baton_process_instances_ended_total", R"(outcome="terminated")", work[Work::instances_terminated]);
  to.family("baton_steps_total", "counter", "Activity instances, gateways and events, by what happened.");
  to.sample("baton_steps_total", R"(event="started")", work[Work::activities_started]);
  to.sample("baton_steps_total", R"(event="ended")", work[Work::activities_ended]);
}

void waiting(Exposition& to, const EngineFigures& engine, const StoreCounts& counts) {
  to.single("baton_tasks", "gauge", "Open user tasks.", counts.tasks);
  to.single("baton_external_tasks", "gauge", "Open external tasks.", counts.external_tasks);
  to.family("baton_jobs", "gauge", "Jobs that are waiting, by kind.");
  to.sample("baton_jobs", R"(kind="timer")", counts.timers);
  to.sample("baton_jobs", R"(kind="async")", counts.jobs - counts.timers);
  to.single("baton_job_queue_length", "gauge", "Jobs in the executor's queue.", engine.queued_jobs);
  to.single("baton_job_lag_seconds", "gauge", "How long the due job that has waited longest has waited.",
            static_cast<double>(counts.job_lag_ms) / 1000);
  const WorkFigures& work = engine.counted.work;
  to.family("baton_jobs_executed_total", "counter", "Jobs executed, by outcome.");
  to.sample("baton_jobs_executed_total", R"(outcome="successful")", work[Work::jobs_successful]);
  to.sample("baton_jobs_executed_total", R"(outcome="failed")", work[Work::jobs_failed]);
}

void incidents(Exposition& to, const WorkFigures& work, const StoreCounts& counts) {
  constexpr std::pair<const char*, Work> kTypes[] = {{"failedJob", Work::failed_job_incidents},
                                                     {"failedExternalTask", Work::failed_external_task_incidents},
                                                     {"other", Work::other_incidents}};
  to.family("baton_incidents", "gauge", "Open incidents by type.");
  for (const auto& [type, created] : kTypes) {
    to.sample("baton_incidents", fmt::format("type=\"{}\"", type), counts.incidents.at(type));
  }
  to.family("baton_incidents_created_total", "counter", "Incidents created by type.");
  for (const auto& [type, created] : kTypes) {
    to.sample("baton_incidents_created_total", fmt::format("type=\"{}\"", type), work[created]);
  }
}

void commits(Exposition& to, const Figures& counted) {
  to.single("baton_commits_total", "counter", "Commands that were committed.", counted.commits.load());
  to.single("baton_commit_failures_total", "counter", "Commits that the database refused.", counted.failed_commits.load());
  to.single("baton_row_changes_total", "counter", "Rows that commits changed.", counted.changes.load());
  to.histogram("baton_commit_seconds", "From a command's end to its being on disk.", counted.commit_seconds.snapshot());
  to.histogram("baton_commit_changes", "Rows changed by one command.", counted.commit_changes.snapshot());
}

void cache(Exposition& to, const EngineFigures& engine) {
  to.single("baton_cached_aggregates", "gauge", "Root process instances in memory.", engine.cached_aggregates);
  to.family("baton_aggregate_lookups_total", "counter", "Commands by where their process instance was.");
  to.sample("baton_aggregate_lookups_total", R"(found="memory")", engine.counted.aggregates_found.load());
  to.sample("baton_aggregate_lookups_total", R"(found="store")", engine.counted.aggregates_loaded.load());
}

}  // namespace

std::string prometheus_text(Engine& engine, const StoreCounts& counts) {
  const EngineFigures figures = engine.figures();
  Exposition to;
  instances(to, figures.counted.work, counts);
  waiting(to, figures, counts);
  incidents(to, figures.counted.work, counts);
  commits(to, figures.counted);
  cache(to, figures);
  to.single("baton_start_time_seconds", "gauge", "When the engine started, in seconds since 1970.",
            static_cast<double>(figures.started) / 1000);
  return to.text;
}

}  // namespace baton::api
