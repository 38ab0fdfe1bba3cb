// GET and POST /execution with their filters, GET /execution/{id} (camunda7-rest A.4).
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

Build awaits(const char* event_type) {
  namespace e = col::event_subscription;
  return related(TableId::event_subscription, e::execution_id, c::id, where::eq(e::event_type, event_type),
                 equal(e::event_name));
}

std::vector<Parameter> execution_incidents() {
  namespace i = col::incident;
  return one_row(TableId::incident, i::execution_id, c::id,
                 {{"incidentId", Type::text, equal(i::id)},
                  {"incidentType", Type::text, equal(i::type)},
                  {"incidentMessage", Type::text, equal(i::message)},
                  {"incidentMessageLike", Type::text, like(i::message)}});
}

const Filter& execution_filter() {
  static const Filter filter(
      join({{{"businessKey", Type::text,
              related(TableId::execution, c::id, c::process_instance_id, equal(c::business_key))},
             {"processDefinitionId", Type::text, equal(c::definition_id)},
             {"processDefinitionKey", Type::text, equal(c::definition_key)},
             {"processInstanceId", Type::text, equal(c::process_instance_id)},
             {"activityId", Type::text, equal(c::activity_id)},
             {"signalEventSubscriptionName", Type::text, awaits("signal")},
             {"messageEventSubscriptionName", Type::text, awaits("message")},
             {"variables", Type::variables,
              variables({TableId::variable, col::variable::scope_id, c::id, nullptr})},
             {"processVariables", Type::variables,
              variables({TableId::variable, col::variable::process_instance_id, c::process_instance_id,
                         where::is_null(col::variable::task_id)},
                        {"process variable", "eq neq"})}},
            execution_incidents(),
            tenants(c::tenant_id),
            suspension(c::suspended),
            flags({"variableNamesIgnoreCase", "variableValuesIgnoreCase"})}));
  return filter;
}

const SortTable& execution_sorting() {
  static const SortTable table = {by("instanceId", c::process_instance_id),
                                  by("definitionKey", c::definition_key),
                                  by("definitionId", c::definition_id), by("tenantId", c::tenant_id)};
  return table;
}

}  // namespace

Where is_execution() {
  static const Where where = where::eq(c::is_event_scope, false);
  return where;
}

}  // namespace query

namespace {

Response get_execution(const Request& request, Context& context) {
  const auto row = query::row_of<Execution>(request, context, "Execution with id ", " does not exist");
  return Response::json(execution_row_dto(row));
}

}  // namespace

void add_execution_query_routes(Router& router) {
  query::add_listing(router, "/execution",
                     {TableId::execution, query::execution_filter(), query::execution_sorting(),
                      query::is_execution(), query::each(execution_row_dto)},
                     query::Methods::get_and_post);
  router.add("GET", "/execution/{id}", get_execution);
}

}  // namespace baton::api
