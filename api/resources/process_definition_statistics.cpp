// How many run, by definition and by activity, with failed jobs and incidents (camunda7-rest A.2).
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "api/dto/definition.hpp"
#include "api/resources/definition_selector.hpp"
#include "api/routes.hpp"
#include "bpmn/graph/process_graph.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

struct Wanted {
  bool failed_jobs = false;
  bool incidents = false;
  bool only_root_causes = false;
  std::optional<std::string> incident_type;
};

Wanted wanted_of(const Request& request) {
  const auto both = [](const char* a, const char* b) {
    throw HttpError{400, "InvalidRequestException",
                    fmt::format("Only one of the query parameter {} or {} can be set.", a, b)};
  };
  Wanted wanted;
  wanted.failed_jobs = request.flag("failedJobs");
  wanted.incidents = request.flag("incidents");
  wanted.only_root_causes = request.flag("rootIncidents");
  wanted.incident_type = request.param("incidentsForType");
  if (wanted.incidents && wanted.incident_type) both("includeIncidents", "includeIncidentsForType");
  if (wanted.incidents && wanted.only_root_causes) both("includeIncidents", "includeRootIncidents");
  if (wanted.only_root_causes && wanted.incident_type) both("includeRootIncidents", "includeIncidentsForType");
  return wanted;
}

struct Figures {
  std::int64_t instances = 0;
  std::int64_t failed_jobs = 0;
  std::map<std::string, std::int64_t> incidents;  // by type
};

Json figures_dto(const std::string& java_class, const std::string& id, const Figures& figures) {
  Json dto;
  dto["@class"] = "org.camunda.bpm.engine.rest.dto.repository." + java_class;
  dto["id"] = id;
  dto["instances"] = figures.instances;
  dto["failedJobs"] = figures.failed_jobs;
  dto["incidents"] = Json::array();
  for (const auto& [type, count] : figures.incidents) {
    dto["incidents"].push_back({{"incidentType", type}, {"incidentCount", count}});
  }
  return dto;
}

Where failed_jobs_of(const std::string& definition_id) {
  namespace c = col::job;
  return where::all({where::eq(c::definition_id, Cell{definition_id}), where::eq(c::retries, Cell{std::int64_t{0}})});
}

// Calls `add` for each incident of the definition that is asked for.
template <class Add>
void each_incident(const std::string& definition_id, const Wanted& wanted, Store& store, Add add) {
  if (!wanted.incidents && !wanted.only_root_causes && !wanted.incident_type) return;
  namespace c = col::incident;
  std::vector<Where> parts = {where::eq(c::definition_id, Cell{definition_id})};
  if (wanted.incident_type) parts.push_back(where::eq(c::type, Cell{*wanted.incident_type}));
  for (const Incident& incident : store.all<Incident>({TableId::incident, where::all(std::move(parts))})) {
    if (!wanted.only_root_causes || incident.root_cause_incident_id == incident.id) add(incident);
  }
}

Figures figures_of(const std::string& definition_id, const Wanted& wanted, Store& store) {
  namespace c = col::execution;
  Figures figures;
  figures.instances = store.count(
      {TableId::execution, where::all({where::is_null(c::parent_id), where::eq(c::definition_id, Cell{definition_id})})});
  if (wanted.failed_jobs) figures.failed_jobs = store.count({TableId::job, failed_jobs_of(definition_id)});
  each_incident(definition_id, wanted, store, [&](const Incident& incident) { ++figures.incidents[incident.type]; });
  return figures;
}

Response of_definitions(const Request& request, Context& context) {
  const Wanted wanted = wanted_of(request);
  Store& store = context.engine.store();
  Query all;
  all.table = TableId::process_definition;
  Json list = Json::array();
  for (const ProcessDefinition& definition : store.all<ProcessDefinition>(all)) {
    Json dto = figures_dto("ProcessDefinitionStatisticsResultDto", definition.id,
                           figures_of(definition.id, wanted, store));
    dto["definition"] = process_definition_dto(definition);
    list.push_back(std::move(dto));
  }
  return Response::json(list);
}

std::map<std::string, Figures> figures_of_activities(const std::string& definition_id, const Wanted& wanted,
                                                     Context& context) {
  namespace c = col::execution;
  Store& store = context.engine.store();
  std::map<std::string, Figures> activities;
  const auto graph = context.engine.graph(definition_id);
  for (bpmn::NodeId node = 1; graph && node < graph->node_count(); ++node) {
    const std::string& activity = graph->node(node).element_id;
    const auto count = store.count(
        {TableId::execution, where::all({where::eq(c::definition_id, Cell{definition_id}),
                                         where::eq(c::activity_id, Cell{activity}), where::eq(c::is_active, true),
                                         where::eq(c::is_event_scope, false)})});
    if (count > 0) activities[activity].instances = count;
  }
  if (wanted.failed_jobs) {
    for (const Job& job : store.all<Job>({TableId::job, failed_jobs_of(definition_id)})) {
      ++activities[job.activity_id].failed_jobs;
    }
  }
  each_incident(definition_id, wanted, store, [&](const Incident& incident) {
    ++activities[incident.activity_id].incidents[incident.type];
  });
  return activities;
}

Response of_activities(const Request& request, Context& context) {
  const std::string id = definition_id(request, context);
  Json list = Json::array();
  for (const auto& [activity, figures] : figures_of_activities(id, wanted_of(request), context)) {
    list.push_back(figures_dto("ActivityStatisticsResultDto", activity, figures));
  }
  return Response::json(list);
}

}  // namespace

void add_process_definition_statistics_routes(Router& router) {
  router.add("GET", "/process-definition/statistics", of_definitions);
  add_for_definition(router, "GET", "/statistics", of_activities);
}

}  // namespace baton::api
