// GET and POST /process-instance with their filters (camunda7-rest A.3).

#include "api/dto/instances.hpp"
#include "api/query/conditions.hpp"
#include "api/query/filters.hpp"
#include "api/query/render.hpp"
#include "api/query/variables.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace query {

namespace {

namespace c = col::execution;

Build of_definition(Build condition) {
  return related(TableId::process_definition, col::process_definition::id, c::definition_id,
                 std::move(condition));
}

// Instances that an execution of the given one has called.
Where called_by(const Argument& instance, const Scope&) {
  return where::exists(TableId::execution, c::id, c::super_id,
                       where::eq(c::process_instance_id, Cell{instance.text}));
}

// The instance that has called the given one.
Where caller_of(const Argument& instance, const Scope&) {
  return where::exists(
      TableId::execution, c::process_instance_id, c::id,
      where::exists(TableId::execution, c::super_id, c::id, where::eq(c::id, Cell{instance.text})));
}

Where calls_nothing() {
  return where::negate(where::exists(TableId::execution, c::process_instance_id, c::id,
                                     where::exists(TableId::execution, c::super_id, c::id)));
}

Where at_activity(const Argument& activities, const Scope&) {
  if (activities.texts.empty()) return nullptr;
  return where::exists(
      TableId::execution, c::process_instance_id, c::id,
      where::all({where::eq(c::is_event_scope, false), where::in(c::activity_id, activities.texts)}));
}

std::vector<Parameter> instance_identity() {
  return {{"processInstanceIds", Type::texts, not_empty("Set of process instance ids", in(c::id))},
          {"businessKey", Type::text, equal(c::business_key)},
          {"businessKeyLike", Type::text, like(c::business_key)},
          {"caseInstanceId", Type::text, equal(c::case_instance_id)},
          {"processDefinitionId", Type::text, equal(c::definition_id)},
          {"processDefinitionKey", Type::text, equal(c::definition_key)},
          {"processDefinitionKeyIn", Type::texts, in(c::definition_key)},
          {"processDefinitionKeyNotIn", Type::texts, not_in(c::definition_key)},
          {"deploymentId", Type::text, of_definition(equal(col::process_definition::deployment_id))},
          {"processDefinitionWithoutTenantId", Type::flag,
           of_definition(when(where::is_null(col::process_definition::tenant_id)))}};
}

std::vector<Parameter> instance_relations() {
  return {{"superProcessInstance", Type::text, called_by},
          {"subProcessInstance", Type::text, caller_of},
          {"rootProcessInstances", Type::flag, when(where::is_null(c::super_id))},
          {"rootProcessInstanceId", Type::text, equal(c::root_id)},
          {"leafProcessInstances", Type::flag, when(calls_nothing())},
          {"activityIdIn", Type::list, at_activity},
          {"activityIds", Type::texts, at_activity}};
}

std::vector<Parameter> instance_incidents() {
  namespace i = col::incident;
  return one_row(TableId::incident, i::process_instance_id, c::id,
                 {{"withIncident", Type::flag, when(where::all({}))},
                  {"incidentId", Type::text, equal(i::id)},
                  {"incidentType", Type::text, equal(i::type)},
                  {"incidentMessage", Type::text, equal(i::message)},
                  {"incidentMessageLike", Type::text, like(i::message)}});
}

}  // namespace

Where is_process_instance() {
  static const Where where = where::is_null(c::parent_id);
  return where;
}

const Filter& process_instance_filter() {
  static const Filter filter(
      join({instance_identity(),
            instance_relations(),
            instance_incidents(),
            {{"variables", Type::variables,
              variables({TableId::variable, col::variable::scope_id, c::id, nullptr})}},
            tenants(c::tenant_id),
            suspension(c::suspended),
            flags({"variableNamesIgnoreCase", "variableValuesIgnoreCase"}),
            of_cases({"superCaseInstance", "subCaseInstance"})}));
  return filter;
}

std::vector<std::string> process_instance_ids(const Json& body, const Surroundings& around, Store& store) {
  return ids_of(TableId::execution,
                where::all({is_process_instance(), process_instance_filter().from_body(body, around)}),
                store);
}

}  // namespace query

namespace {

const query::SortTable& process_instance_sorting() {
  namespace c = col::execution;
  using query::by;
  static const query::SortTable table = {by("instanceId", c::id), by("definitionKey", c::definition_key),
                                         by("definitionId", c::definition_id), by("tenantId", c::tenant_id),
                                         by("businessKey", c::business_key)};
  return table;
}

}  // namespace

void add_process_instance_query_routes(Router& router) {
  query::add_listing(router, "/process-instance",
                     {TableId::execution, query::process_instance_filter(), process_instance_sorting(),
                      query::is_process_instance(), query::each(process_instance_row_dto)},
                     query::Methods::get_and_post);
}

}  // namespace baton::api
