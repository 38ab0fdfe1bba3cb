// The operator's summary: a few numbers on one page. Rates and durations are those of the last thousand instances
// that ended; the rate of execution is since the engine started.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http/message.hpp"
#include "api/operations/measure.hpp"
#include "expression/time.hpp"
#include "runtime/engine/figures.hpp"

namespace baton::api {

std::string summary_json(Engine& engine, const StoreCounts& counts) {
  const EngineFigures figures = engine.figures();
  const WorkFigures& work = figures.counted.work;
  const auto ended = static_cast<double>(counts.ended_lately);
  const double seconds = std::max(0.001, static_cast<double>(engine.now() - figures.started) / 1000);
  const auto ended_since = static_cast<double>(work[Work::instances_completed] + work[Work::instances_terminated]);
  std::int64_t open_incidents = 0;
  for (const auto& [type, number] : counts.incidents) open_incidents += number;

  Json summary;
  summary["workflows_active"] = counts.active;
  summary["workflows_suspended"] = counts.suspended;
  summary["execution_rate"] = ended_since / seconds;
  summary["success_rate"] = ended > 0 ? Json(static_cast<double>(counts.completed_lately) / ended) : Json();
  summary["avg_duration"] = ended > 0 ? Json(static_cast<double>(counts.duration_sum_ms) / ended) : Json();
  summary["open_incidents"] = open_incidents;
  summary["job_lag"] = counts.job_lag_ms;
  summary["recovery"] = {{"started", format_rest_date(figures.started)},
                         {"uptime_seconds", seconds},
                         {"messages_redelivered", figures.redelivered}};
  return summary.dump();
}

}  // namespace baton::api
