// /history/detail: each change of a variable, each submitted form field (camunda7-rest A.10).
#include "api/dto/columns.hpp"
#include "api/dto/history.hpp"
#include "api/query/binary.hpp"
#include "api/query/conditions.hpp"
#include "api/query/removal_times.hpp"
#include "api/query/render.hpp"
#include "api/query/variables.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

namespace c = col::historic_detail;
using namespace query;

Where of_types(const Argument& types, const Scope&) {
  return types.texts.empty() ? nullptr : type_in(c::type, types.texts);
}

// A task that is asked for wins over the exclusion of tasks.
Where without_tasks(const Argument&, const Scope& scope) {
  return scope.given.has("taskId") ? nullptr : where::is_null(c::task_id);
}

const Filter& filter() {
  static const Filter table(
      join({{{"processInstanceId", Type::text, equal(c::process_instance_id)},
             {"processInstanceIdIn", Type::texts, in(c::process_instance_id)},
             {"executionId", Type::text, equal(c::execution_id)},
             {"taskId", Type::text, equal(c::task_id)},
             {"activityInstanceId", Type::text, equal(c::activity_instance_id)},
             {"variableInstanceId", Type::text, equal(c::variable_id)},
             {"variableTypeIn", Type::texts, of_types},
             {"variableNameLike", Type::text, like_ignoring_case(c::name)},
             {"userOperationId", Type::text, equal(c::user_operation_id)},
             {"formFields", Type::given, when(where::eq(c::kind, "formField"))},
             {"variableUpdates", Type::given, when(where::eq(c::kind, "variableUpdate"))},
             {"excludeTaskDetails", Type::flag, without_tasks},
             {"initial", Type::flag, when(where::eq(c::initial, true))},
             {"occurredBefore", Type::date, at_most(c::time)},
             {"occurredAfter", Type::date, at_least(c::time)}},
            tenants(c::tenant_id),
            of_cases({"caseInstanceId", "caseExecutionId"})}));
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("processInstanceId", c::process_instance_id),
                                  by("variableName", c::name),
                                  by_type_name("variableType", c::type),
                                  by("variableRevision", c::revision),
                                  by("formPropertyId", c::name),
                                  by("time", c::time),
                                  by("occurrence", c::sequence),
                                  by("tenantId", c::tenant_id)};
  return table;
}

Json render(const std::vector<Row>& rows, const Request& request, Context&) {
  const bool deserialize = request.param("deserializeValues") != "false";
  Json list = Json::array();
  for (const Row& row : rows) list.push_back(historic_detail_dto(HistoricDetail::from_row(row), deserialize));
  return list;
}

HistoricDetail detail_of(const Request& request, Context& context) {
  return row_of<HistoricDetail>(request, context, "Historic detail with Id '", "' does not exist.");
}

Response get_detail(const Request& request, Context& context) {
  const bool deserialize = request.param("deserializeValue") != "false";
  return Response::json(
      with_removal_time(historic_detail_dto(detail_of(request, context), deserialize), context.engine.store()));
}

Response get_data(const Request& request, Context& context) {
  const HistoricDetail detail = detail_of(request, context);
  return binary_of_variable(value_of_row(detail), detail.id);
}

}  // namespace

void add_history_detail_routes(Router& router) {
  add_listing(router, "/history/detail", {TableId::historic_detail, filter(), sorting(), nullptr, render},
              Methods::post_without_count);
  router.add("GET", "/history/detail/{id}", get_detail);
  router.add("GET", "/history/detail/{id}/data", get_data);
}

}  // namespace baton::api
