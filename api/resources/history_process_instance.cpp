// /history/process-instance: queries, one instance, its deletion (camunda7-rest A.10).
#include <algorithm>

#include "api/dto/history.hpp"
#include "api/query/conditions.hpp"
#include "api/query/filters.hpp"
#include "api/query/removal_times.hpp"
#include "api/query/render.hpp"
#include "api/query/variables.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace query {

namespace {

namespace c = col::historic_process_instance;

struct StateFlag {
  std::string_view name;
  const char* state;
};
constexpr StateFlag kStates[] = {{"active", "ACTIVE"},
                                 {"suspended", "SUSPENDED"},
                                 {"completed", "COMPLETED"},
                                 {"externallyTerminated", "EXTERNALLY_TERMINATED"},
                                 {"internallyTerminated", "INTERNALLY_TERMINATED"}};

std::vector<Parameter> state_flags() {
  std::vector<Parameter> lines;
  for (const StateFlag& flag : kStates)
    lines.push_back({flag.name, Type::flag, when(where::eq(c::state, flag.state))});
  return lines;
}

// An instance has one state: several flags are alternatives in orQueries and refused outside.
void check_states(const Scope& scope) {
  if (scope.any) return;
  const StateFlag* first = nullptr;
  for (const StateFlag& flag : kStates) {
    if (!scope.given.has(flag.name)) continue;
    if (first) {
      throw EngineError(ErrorCode::bad_request,
                        std::string("Already querying for historic process instance with "
                                    "another state: ") +
                            first->state);
    }
    first = &flag;
  }
}

// Wildcards count here, as in Camunda.
Where key_unlike(const Argument& keys, const Scope&) {
  if (keys.texts.empty()) return nullptr;
  std::vector<Where> any;
  for (const std::string& key : keys.texts) any.push_back(where::like(c::definition_key, key));
  return where::negate(where::any(std::move(any)));
}

// The instance that has called the given one.
Where caller_of(const Argument& instance, const Scope&) {
  return where::exists(TableId::historic_process_instance, c::super_id, c::id,
                       where::eq(c::id, Cell{instance.text}));
}

Where incident_status(const Argument& status, const Scope&) {
  namespace i = col::historic_incident;
  if (status.text == "open") return where::is_null(i::end_time);
  if (status.text == "resolved") return where::not_null(i::end_time);
  return where::all({});
}

// An incident that is the root cause of one (of itself at least) is no mirror of another.
Where is_root_incident() {
  namespace i = col::historic_incident;
  return where::exists(TableId::historic_incident, i::root_cause_incident_id, i::id);
}

std::vector<Parameter> incidents() {
  namespace i = col::historic_incident;
  return one_row(TableId::historic_incident, i::process_instance_id, c::id,
                 {{"withIncidents", Type::flag, when(where::all({}))},
                  {"withRootIncidents", Type::flag, when(is_root_incident())},
                  {"incidentIdIn", Type::texts, in(i::id)},
                  {"incidentType", Type::text, equal(i::type)},
                  {"incidentStatus", Type::text, incident_status},
                  {"incidentMessage", Type::text, equal(i::message)},
                  {"incidentMessageLike", Type::text, like(i::message)}});
}

Build activity_time(Compare op) {
  namespace a = col::historic_activity;
  return [=](const Argument& time, const Scope&) {
    return where::any({where::compare(a::start_time, op, Cell{time.number}),
                       where::compare(a::end_time, op, Cell{time.number})});
  };
}

std::vector<Parameter> activity_times() {
  return one_row(TableId::historic_activity, col::historic_activity::process_instance_id, c::id,
                 {{"executedActivityAfter", Type::date, activity_time(Compare::ge)},
                  {"executedActivityBefore", Type::date, activity_time(Compare::le)}});
}

std::vector<Parameter> job_times() {
  namespace j = col::historic_job_log;
  return one_row(TableId::historic_job_log, j::process_instance_id, c::id,
                 {{"executedJobAfter", Type::date, at_least(j::timestamp)},
                  {"executedJobBefore", Type::date, at_most(j::timestamp)}});
}

std::vector<Parameter> activities() {
  namespace a = col::historic_activity;
  namespace e = col::execution;
  return {{"executedActivityIdIn", Type::list,
           related(TableId::historic_activity, a::process_instance_id, c::id, where::not_null(a::end_time),
                   in(a::activity_id))},
          {"activeActivityIdIn", Type::list,
           related(TableId::historic_activity, a::process_instance_id, c::id, where::is_null(a::end_time),
                   in(a::activity_id))},
          {"activityIdIn", Type::list,
           related(TableId::execution, e::process_instance_id, c::id, where::eq(e::is_event_scope, false),
                   in(e::activity_id))}};
}

Where jobs_retrying() {
  namespace j = col::job;
  return where::exists(
      TableId::job, j::process_instance_id, c::id,
      where::all({where::compare(j::retries, Compare::gt, Cell{std::int64_t{0}}),
                  where::any({where::not_null(j::exception_message), where::not_null(j::exception_stack)})}));
}

std::vector<Parameter> identity() {
  return {{"processInstanceId", Type::text, equal(c::id)},
          {"processInstanceIds", Type::texts, not_empty("Set of process instance ids", in(c::id))},
          {"processInstanceIdNotIn", Type::texts, not_in(c::id)},
          {"processDefinitionId", Type::text, equal(c::definition_id)},
          {"processDefinitionKey", Type::text, equal(c::definition_key)},
          {"processDefinitionKeyIn", Type::texts, in(c::definition_key)},
          {"processDefinitionKeyNotIn", Type::texts, key_unlike},
          {"processDefinitionName", Type::text, equal(c::definition_name)},
          {"processDefinitionNameLike", Type::text, like(c::definition_name)},
          {"processInstanceBusinessKey", Type::text, equal(c::business_key)},
          {"processInstanceBusinessKeyIn", Type::list, in(c::business_key)},
          {"processInstanceBusinessKeyLike", Type::text, like(c::business_key)},
          {"caseInstanceId", Type::text, equal(c::case_instance_id)},
          {"rootProcessInstances", Type::flag, when(where::is_null(c::super_id))},
          {"rootProcessInstanceId", Type::text, equal(c::root_id)},
          {"superProcessInstanceId", Type::text, equal(c::super_id)},
          {"subProcessInstanceId", Type::text, caller_of},
          {"startedBy", Type::text, equal(c::start_user_id)}};
}

std::vector<Parameter> times() {
  return {{"finished", Type::flag, when(where::not_null(c::end_time))},
          {"unfinished", Type::flag, when(where::is_null(c::end_time))},
          {"startedBefore", Type::date, at_most(c::start_time)},
          {"startedAfter", Type::date, at_least(c::start_time)},
          {"finishedBefore", Type::date, at_most(c::end_time)},
          {"finishedAfter", Type::date, at_least(c::end_time)},
          {"withJobsRetrying", Type::flag, when(jobs_retrying())}};
}

}  // namespace

const Filter& historic_process_instance_filter() {
  const VariableTable place = {TableId::historic_variable, col::historic_variable::process_instance_id, c::id,
                               nullptr};
  static const Filter filter(join({identity(),
                                   times(),
                                   state_flags(),
                                   incidents(),
                                   activities(),
                                   activity_times(),
                                   job_times(),
                                   {{"variables", Type::variables, variables(place)}},
                                   tenants(c::tenant_id),
                                   flags({"variableNamesIgnoreCase", "variableValuesIgnoreCase"}),
                                   of_cases({"superCaseInstanceId", "subCaseInstanceId"})}),
                             check_states);
  return filter;
}

std::vector<std::string> historic_process_instance_ids(const Json& body, const Surroundings& around,
                                                       Store& store) {
  return ids_of(TableId::historic_process_instance,
                historic_process_instance_filter().from_body(body, around), store);
}

}  // namespace query

namespace {

const query::SortTable& sorting() {
  namespace c = col::historic_process_instance;
  using query::by;
  static const query::SortTable table = {by("instanceId", c::id),
                                         by("definitionId", c::definition_id),
                                         by("definitionKey", c::definition_key),
                                         by("definitionName", c::definition_name),
                                         by("definitionVersion", c::definition_version),
                                         by("businessKey", c::business_key),
                                         by("startTime", c::start_time),
                                         by("endTime", c::end_time),
                                         query::by_duration("duration", c::start_time, c::end_time),
                                         by("tenantId", c::tenant_id)};
  return table;
}

Response get_instance(const Request& request, Context& context) {
  const auto row = query::row_of<HistoricProcessInstance>(
      request, context, "Historic process instance with id ", " does not exist");
  return Response::json(query::with_removal_time(historic_process_instance_dto(row), context.engine.store()));
}

// A running instance has no history to delete: it answers like an unknown one.
Response delete_instance(const Request& request, Context& context) {
  const std::string& id = request.value("id");
  const auto row = context.engine.store().get<HistoricProcessInstance>(id);
  if (row && row->end_time) {
    context.engine.delete_historic_instance(id);
  } else if (request.param("failIfNotExists").value_or("true") == "true") {
    throw HttpError{404, "InvalidRequestException",
                    "Historic process instance with id " + id + " does not exist"};
  }
  return Response::no_content();
}

}  // namespace

void add_history_process_instance_routes(Router& router) {
  query::add_listing(router, "/history/process-instance",
                     {TableId::historic_process_instance, query::historic_process_instance_filter(),
                      sorting(), nullptr, query::each(historic_process_instance_dto)},
                     query::Methods::get_and_post);
  router.add("GET", "/history/process-instance/{id}", get_instance);
  router.add("DELETE", "/history/process-instance/{id}", delete_instance);
}

}  // namespace baton::api
