// /history/process-definition/{id}/statistics: what became of each activity (camunda7-rest A.10).
#include <algorithm>
#include <map>

#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

using namespace query;

struct Counts {
  std::int64_t open = 0, canceled = 0, finished = 0, complete_scope = 0;
  std::int64_t open_incidents = 0, resolved_incidents = 0, deleted_incidents = 0;
};

// Times are those of the process instance; the lines work on any table with these two columns.
const Filter& statistics_filter(TableId table) {
  namespace i = col::historic_process_instance;
  const auto make = [](int definition, int instance) {
    const auto of_instance = [=](Build condition) {
      return related(TableId::historic_process_instance, i::id, instance, std::move(condition));
    };
    return Filter(join({{{"definitionId", Type::text, equal(definition)},
                         {"processInstanceIdIn", Type::texts, in(instance)},
                         {"startedBefore", Type::date, of_instance(at_most(i::start_time))},
                         {"startedAfter", Type::date, of_instance(at_least(i::start_time))},
                         {"finishedBefore", Type::date, of_instance(at_most(i::end_time))},
                         {"finishedAfter", Type::date, of_instance(at_least(i::end_time))}},
                        flags({"canceled", "finished", "completeScope", "incidents"})}));
  };
  static const Filter activities =
      make(col::historic_activity::definition_id, col::historic_activity::process_instance_id);
  static const Filter incidents =
      make(col::historic_incident::definition_id, col::historic_incident::process_instance_id);
  return table == TableId::historic_activity ? activities : incidents;
}

Arguments given_of(const Request& request) {
  Arguments given = statistics_filter(TableId::historic_activity).read_url(request.query);
  Argument definition;
  definition.text = request.value("id");
  given.set("definitionId", std::move(definition));
  return given;
}

// Activities that run, and those that ended in a way that was asked for.
Where that_count(const Arguments& given) {
  namespace a = col::historic_activity;
  if (given.has("finished")) return nullptr;
  std::vector<Where> any = {where::is_null(a::end_time)};
  if (given.has("canceled")) any.push_back(where::eq(a::canceled, true));
  if (given.has("completeScope")) any.push_back(where::eq(a::complete_scope, true));
  return where::any(std::move(any));
}

void count_activities(std::map<std::string, Counts>& counts, const Arguments& given,
                      const Surroundings& around, Store& store) {
  Query query;
  query.table = TableId::historic_activity;
  query.where = where::all({statistics_filter(query.table).combine(given, around, false), that_count(given)});
  for (const auto& row : store.all<HistoricActivity>(query)) {
    Counts& of_activity = counts[row.activity_id];
    of_activity.open += row.end_time ? 0 : 1;
    of_activity.finished += row.end_time && given.has("finished") ? 1 : 0;
    of_activity.canceled += row.canceled && given.has("canceled") ? 1 : 0;
    of_activity.complete_scope += row.complete_scope && given.has("completeScope") ? 1 : 0;
  }
}

void count_incidents(std::map<std::string, Counts>& counts, const Arguments& given,
                     const Surroundings& around, Store& store) {
  Query query;
  query.table = TableId::historic_incident;
  query.where = statistics_filter(query.table).combine(given, around, false);
  for (const auto& row : store.all<HistoricIncident>(query)) {
    Counts& of_activity = counts[row.activity_id];
    of_activity.open_incidents += row.state == "open" ? 1 : 0;
    of_activity.resolved_incidents += row.state == "resolved" ? 1 : 0;
    of_activity.deleted_incidents += row.state == "deleted" ? 1 : 0;
  }
}

Response statistics(const Request& request, Context& context) {
  static const SortTable sortable = {by("activityId", 0)};
  const Criteria criteria = sort_from_url(request.query, sortable);
  const Arguments given = given_of(request);
  const Surroundings around = surroundings(request, context);
  std::map<std::string, Counts> counts;
  count_activities(counts, given, around, context.engine.store());
  if (given.has("incidents")) count_incidents(counts, given, around, context.engine.store());
  Json list = Json::array();
  for (const auto& [activity, c] : counts) {
    list.push_back(Json{{"id", activity},
                        {"instances", c.open},
                        {"canceled", c.canceled},
                        {"finished", c.finished},
                        {"completeScope", c.complete_scope},
                        {"openIncidents", c.open_incidents},
                        {"resolvedIncidents", c.resolved_incidents},
                        {"deletedIncidents", c.deleted_incidents}});
  }
  if (!criteria.empty() && criteria.front().sort.descending) std::reverse(list.begin(), list.end());
  return Response::json(list);
}

}  // namespace

void add_history_statistics_routes(Router& router) {
  router.add("GET", "/history/process-definition/{id}/statistics", statistics);
}

}  // namespace baton::api
