// /history/process-instance/report and /history/task/report (camunda7-rest A.10): how long instances and
// tasks took, by the month or quarter in which they began; how many tasks were completed.
#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

using namespace query;

enum class Unit { month, quarter };

// Lower-case text of a parameter; empty when absent.
std::string word(const Request& request, const char* name) {
  std::string text = request.param(name).value_or("");
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

[[noreturn]] void bad(const std::string& message) {
  throw HttpError{400, "InvalidRequestException", message};
}

Unit unit_of(const Request& request) {
  const std::string name = word(request, "periodUnit");
  if (name == "month") return Unit::month;
  if (name == "quarter") return Unit::quarter;
  if (name.empty()) bad("periodUnit is null");
  bad("Cannot set query parameter 'periodUnit' to value '" + *request.param("periodUnit") +
      "': Cannot convert value " + *request.param("periodUnit") + " to java enum type PeriodUnit");
}

// 1 to 12, or 1 to 4; the year does not count.
int period_of(TimestampMs time, Unit unit) {
  using namespace std::chrono;
  const year_month_day day{floor<days>(sys_time<milliseconds>(milliseconds(time)))};
  const int month = static_cast<int>(static_cast<unsigned>(day.month()));
  return unit == Unit::month ? month : (month + 2) / 3;
}

struct Durations {
  std::int64_t shortest = 0, longest = 0, sum = 0, count = 0;
  void add(std::int64_t duration) {
    shortest = count == 0 ? duration : std::min(shortest, duration);
    longest = std::max(longest, duration);
    sum += duration;
    ++count;
  }
};

Json duration_report(const std::map<int, Durations>& by_period, Unit unit) {
  Json list = Json::array();
  for (const auto& [period, d] : by_period) {
    list.push_back(Json{{"period", period},
                        {"periodUnit", unit == Unit::month ? "MONTH" : "QUARTER"},
                        {"minimum", d.shortest},
                        {"maximum", d.longest},
                        {"average", d.sum / d.count}});
  }
  return list;
}

const Filter& instance_filter() {
  namespace c = col::historic_process_instance;
  static const Filter table({{"processDefinitionIdIn", Type::texts, in(c::definition_id)},
                             {"processDefinitionKeyIn", Type::texts, in(c::definition_key)},
                             {"startedAfter", Type::date, at_least(c::start_time)},
                             {"startedBefore", Type::date, at_most(c::start_time)}});
  return table;
}

Response instance_report(const Request& request, Context& context) {
  const std::string type = word(request, "reportType");
  if (type.empty() || type == "count") bad("Unknown report type " + (type.empty() ? "null" : type));
  if (type != "duration")
    bad("Cannot set query parameter 'reportType' to value '" + *request.param("reportType") + "'");
  const Unit unit = unit_of(request);
  Query query;
  query.table = TableId::historic_process_instance;
  query.where = where::all({where::not_null(col::historic_process_instance::end_time),
                            instance_filter().from_url(request.query, surroundings(request, context))});
  std::map<int, Durations> by_period;
  for (const auto& row : context.engine.store().all<HistoricProcessInstance>(query)) {
    by_period[period_of(row.start_time, unit)].add(*row.end_time - row.start_time);
  }
  return Response::json(duration_report(by_period, unit));
}

std::vector<HistoricTask> completed_tasks(const Request& request, Context& context) {
  namespace c = col::historic_task;
  static const Filter table({{"completedAfter", Type::date, at_least(c::end_time)},
                             {"completedBefore", Type::date, at_most(c::end_time)}});
  Query query;
  query.table = TableId::historic_task;
  query.where = where::all(
      {where::not_null(c::end_time), table.from_url(request.query, surroundings(request, context))});
  return context.engine.store().all<HistoricTask>(query);
}

struct TaskGroup {
  std::string name, definition_key, tenant_id;  // name empty: grouped by definition
  auto operator<=>(const TaskGroup&) const = default;
};

Json count_report(const std::vector<HistoricTask>& tasks, bool by_name, Engine& engine) {
  std::map<TaskGroup, std::int64_t> counts;
  for (const HistoricTask& task : tasks) {
    if (task.definition_key.empty() || (by_name && task.name.value_or("").empty())) continue;
    ++counts[{by_name ? *task.name : "", task.definition_key, task.tenant_id}];
  }
  Json list = Json::array();
  for (const auto& [group, count] : counts) {
    const auto definition = engine.find_definition({"", group.definition_key, group.tenant_id});
    if (!definition) continue;
    list.push_back(Json{{"taskName", by_name ? Json(group.name) : Json()},
                        {"count", count},
                        {"processDefinitionKey", group.definition_key},
                        {"processDefinitionId", definition->id},
                        {"processDefinitionName", definition->name ? Json(*definition->name) : Json()},
                        {"tenantId", group.tenant_id.empty() ? Json() : Json(group.tenant_id)}});
  }
  return list;
}

Response task_report(const Request& request, Context& context) {
  const std::string type = word(request, "reportType");
  if (type.empty()) bad("Parameter reportType is not set.");
  if (type == "duration") {
    const Unit unit = unit_of(request);
    std::map<int, Durations> by_period;
    for (const HistoricTask& task : completed_tasks(request, context)) {
      by_period[period_of(task.start_time, unit)].add(*task.end_time - task.start_time);
    }
    return Response::json(duration_report(by_period, unit));
  }
  if (type != "count")
    bad("Cannot set query parameter 'reportType' to value '" + *request.param("reportType") + "'");
  const std::string group = word(request, "groupBy");
  if (group != "taskname" && group != "processdefinition") {
    bad("groupBy parameter has invalid value: " + request.param("groupBy").value_or("null"));
  }
  return Response::json(count_report(completed_tasks(request, context), group == "taskname", context.engine));
}

}  // namespace

void add_history_report_routes(Router& router) {
  router.add("GET", "/history/process-instance/report", instance_report);
  router.add("GET", "/history/task/report", task_report);
}

}  // namespace baton::api
