// GET and POST /external-task with their filters, GET /external-task/{id} (camunda7-rest A.6).
#include "api/dto/external_task.hpp"
#include "api/query/conditions.hpp"
#include "api/query/filters.hpp"
#include "api/query/render.hpp"
#include "api/query/variables.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace query {

namespace {

namespace c = col::external_task;

Build of_definition(Build condition) {
  return related(TableId::process_definition, col::process_definition::id, c::definition_id,
                 std::move(condition));
}

Where locked(const Argument&, const Scope& scope) {
  return where::compare(c::lock_expiration, Compare::gt, Cell{scope.around.now});
}

Where not_locked(const Argument&, const Scope& scope) {
  return where::any({where::is_null(c::lock_expiration),
                     where::compare(c::lock_expiration, Compare::lt, Cell{scope.around.now})});
}

std::vector<Parameter> external_task_identity() {
  return {{"externalTaskId", Type::text, equal(c::id)},
          {"externalTaskIdIn", Type::texts, in(c::id)},
          {"topicName", Type::text, equal(c::topic)},
          {"workerId", Type::text, equal(c::worker_id)},
          {"activityId", Type::text, equal(c::activity_id)},
          {"activityIdIn", Type::list, in(c::activity_id)},
          {"executionId", Type::text, equal(c::execution_id)},
          {"processInstanceId", Type::text, equal(c::process_instance_id)},
          {"processInstanceIdIn", Type::list, in(c::process_instance_id)},
          {"processDefinitionId", Type::text, equal(c::definition_id)},
          {"processDefinitionKey", Type::text, equal(c::definition_key)},
          {"processDefinitionKeyIn", Type::texts, in(c::definition_key)},
          {"processDefinitionName", Type::text, of_definition(equal(col::process_definition::name))},
          {"processDefinitionNameLike", Type::text, of_definition(like(col::process_definition::name))}};
}

std::vector<Parameter> external_task_state() {
  const Where some_left = where::any(
      {where::is_null(c::retries), where::compare(c::retries, Compare::gt, Cell{std::int64_t{0}})});
  return {{"locked", Type::flag, locked},
          {"notLocked", Type::flag, not_locked},
          {"lockExpirationAfter", Type::date, after(c::lock_expiration)},
          {"lockExpirationBefore", Type::date, before(c::lock_expiration)},
          {"withRetriesLeft", Type::flag, when(some_left)},
          {"noRetriesLeft", Type::flag, when(where::eq(c::retries, Cell{std::int64_t{0}}))},
          {"priorityHigherThanOrEquals", Type::integer, at_least(c::priority)},
          {"priorityLowerThanOrEquals", Type::integer, at_most(c::priority)}};
}

const SortTable& external_task_sorting() {
  static const SortTable table = {by("id", c::id),
                                  by("lockExpirationTime", c::lock_expiration),
                                  by("createTime", c::created),
                                  by("processInstanceId", c::process_instance_id),
                                  by("processDefinitionId", c::definition_id),
                                  by("processDefinitionKey", c::definition_key),
                                  by("taskPriority", c::priority),
                                  by("tenantId", c::tenant_id)};
  return table;
}

}  // namespace

const Filter& external_task_filter() {
  static const VariableRules rules = {"process variable", "eq neq gt gteq lt lteq like notLike",
                                      ErrorCode::process_engine, ErrorCode::null_value};
  static const Filter filter(
      join({external_task_identity(),
            external_task_state(),
            {{"processVariables", Type::variables,
              variables({TableId::variable, col::variable::process_instance_id, c::process_instance_id,
                         where::is_null(col::variable::task_id)},
                        rules)}},
            tenants(c::tenant_id),
            suspension(c::suspended),
            flags({"variableNamesIgnoreCase", "variableValuesIgnoreCase"})}));
  return filter;
}

std::vector<std::string> external_task_ids(const Json& body, const Surroundings& around, Store& store) {
  return ids_of(TableId::external_task, external_task_filter().from_body(body, around), store);
}

}  // namespace query

namespace {

Response get_external_task(const Request& request, Context& context) {
  const auto row =
      query::row_of<ExternalTask>(request, context, "External task with id ", " does not exist", "RestException");
  return Response::json(external_task_row_dto(row));
}

}  // namespace

void add_external_task_query_routes(Router& router) {
  query::add_listing(router, "/external-task",
                     {TableId::external_task, query::external_task_filter(), query::external_task_sorting(),
                      nullptr, query::each(external_task_row_dto)},
                     query::Methods::get_and_post);
  router.add("GET", "/external-task/{id}", get_external_task);
}

}  // namespace baton::api
