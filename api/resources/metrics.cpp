// /metrics as Camunda has it: sums of meters, and their course by intervals; /history/cleanup.
#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "api/http/router.hpp"
#include "api/routes.hpp"
#include "expression/time.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

constexpr std::int64_t kDefaultIntervalSeconds = 900;
constexpr std::int64_t kMaxRows = 200;
constexpr const char* kReporter = "baton";

std::optional<TimestampMs> date_param(const Request& request, const char* name) {
  const auto text = request.param(name);
  if (!text) return std::nullopt;
  if (const auto parsed = try_parse_date(*text)) return parsed;
  throw HttpError{400, "InvalidRequestException", "Cannot convert value \"" + *text + "\" to java type java.util.Date"};
}

std::int64_t number_param(const Request& request, const char* name, std::int64_t otherwise) {
  const auto text = request.param(name);
  if (!text) return otherwise;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), otherwise);
  if (error == std::errc() && end == text->data() + text->size()) return otherwise;
  throw HttpError{400, "InvalidRequestException", "Cannot convert value " + *text + " to java type java.lang.Long"};
}

std::vector<Meter> meters(const Request& request, Context& context, std::optional<std::string> name) {
  context.engine.report_meters();
  std::vector<Where> parts;
  if (name) parts.push_back(where::eq(col::meter::name, Cell{*name}));
  if (const auto start = date_param(request, "startDate")) {
    parts.push_back(where::compare(col::meter::timestamp, Compare::ge, Cell{*start}));
  }
  if (const auto end = date_param(request, "endDate")) {
    parts.push_back(where::compare(col::meter::timestamp, Compare::lt, Cell{*end}));
  }
  return context.engine.store().all<Meter>({TableId::meter, where::all(std::move(parts))});
}

Response sum(const Request& request, Context& context) {
  std::int64_t total = 0;
  for (const Meter& meter : meters(request, context, request.value("name"))) total += meter.value;
  return Response::json({{"result", total}});
}

Response intervals(const Request& request, Context& context) {
  const std::int64_t interval_ms = std::max<std::int64_t>(1, number_param(request, "interval", kDefaultIntervalSeconds)) * 1000;
  const std::int64_t limit = number_param(request, "maxResults", kMaxRows);
  if (limit > kMaxRows) {
    throw HttpError{500, "ProcessEngineException", "Metrics interval query row limit can't be set larger than 200.", 0};
  }
  const std::int64_t first = number_param(request, "firstResult", 0);
  const bool is_aggregated = request.param("aggregateByReporter").value_or("") == "true";
  const auto reporter = request.param("reporter");
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> found;  // newest first
  if (!reporter || *reporter == kReporter) {
    for (const Meter& meter : meters(request, context, request.param("name"))) {
      found[{-(meter.timestamp / interval_ms), meter.name}] += meter.value;
    }
  }
  Json rows = Json::array();
  std::int64_t position = 0;
  for (const auto& [key, value] : found) {
    if (position++ < first || static_cast<std::int64_t>(rows.size()) >= limit) continue;
    rows.push_back({{"timestamp", format_rest_date(-key.first * interval_ms)}, {"name", key.second},
                    {"reporter", is_aggregated ? Json() : Json(kReporter)}, {"value", value}});
  }
  return Response::json(rows);
}

// Removal runs beside everything else; the job is what Camunda would show of it.
Response clean_history(const Request&, Context& context) {
  context.engine.clean_history();
  const std::string now = format_rest_date(context.engine.now());
  Json job{{"id", context.ids->next()}, {"retries", 3}, {"dueDate", now}, {"suspended", false}, {"priority", 0}, {"createTime", now}};
  for (const char* none : {"jobDefinitionId", "processInstanceId", "processDefinitionId", "processDefinitionKey", "executionId",
                           "exceptionMessage", "failedActivityId", "tenantId", "batchId"}) {
    job[none] = nullptr;
  }
  return Response::json(job);
}

Response cleanup_configuration(const Request&, Context&) {
  return Response::json({{"batchWindowStartTime", nullptr}, {"batchWindowEndTime", nullptr}, {"enabled", true}});
}

}  // namespace

void add_metrics_routes(Router& router) {
  router.add("GET", "/metrics/{name}/sum", sum);
  router.add("GET", "/metrics", intervals);
  router.add("POST", "/history/cleanup", clean_history);
  router.add("GET", "/history/cleanup/configuration", cleanup_configuration);
}

}  // namespace baton::api
