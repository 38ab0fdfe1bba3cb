// GET and POST /variable-instance with their filters, one variable and its bytes (camunda7-rest A.9).
#include "api/dto/columns.hpp"
#include "api/dto/variable_instance.hpp"
#include "api/query/binary.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/query/variables.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

namespace c = col::variable;
using namespace query;

const Filter& variable_instance_filter() {
  static const Filter filter(
      join({{{"variableName", Type::text, equal(c::name)},
             {"variableNameLike", Type::text, like(c::name)},
             {"processInstanceIdIn", Type::texts, in(c::process_instance_id)},
             {"executionIdIn", Type::texts, in(c::execution_id)},
             {"taskIdIn", Type::texts, in(c::task_id)},
             {"activityInstanceIdIn", Type::texts, in(c::activity_instance_id)},
             {"variableScopeIdIn", Type::texts, in(c::scope_id)},
             {"variableValues", Type::variables, variable_rows(TableId::variable)},
             {"tenantIdIn", Type::list, in(c::tenant_id)}},
            of_cases({"caseInstanceIdIn", "caseExecutionIdIn", "batchIdIn"}, Type::texts),
            flags({"variableNamesIgnoreCase", "variableValuesIgnoreCase"})}));
  return filter;
}

const SortTable& variable_instance_sorting() {
  static const SortTable table = {by("variableName", c::name), by_type_name("variableType", c::type),
                                  by("activityInstanceId", c::activity_instance_id),
                                  by("tenantId", c::tenant_id)};
  return table;
}

Json render_variables(const std::vector<Row>& rows, const Request& request, Context&) {
  const bool deserialize = request.param("deserializeValues") != "false";
  Json list = Json::array();
  for (const Row& row : rows) list.push_back(variable_instance_dto(Variable::from_row(row), deserialize));
  return list;
}

Variable variable_of(const Request& request, Context& context) {
  return row_of<Variable>(request, context, "Variable instance with Id '", "' does not exist.");
}

Response get_variable(const Request& request, Context& context) {
  return Response::json(
      variable_instance_dto(variable_of(request, context), request.param("deserializeValue") != "false"));
}

Response get_data(const Request& request, Context& context) {
  const Variable variable = variable_of(request, context);
  return binary_of_variable(value_of_row(variable), variable.id);
}

}  // namespace

void add_variable_instance_query_routes(Router& router) {
  add_listing(
      router, "/variable-instance",
      {TableId::variable, variable_instance_filter(), variable_instance_sorting(), nullptr, render_variables},
      Methods::get_and_post);
  router.add("GET", "/variable-instance/{id}", get_variable);
  router.add("GET", "/variable-instance/{id}/data", get_data);
}

}  // namespace baton::api
