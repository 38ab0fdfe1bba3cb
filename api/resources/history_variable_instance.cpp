// /history/variable-instance: queries, one variable and its bytes (camunda7-rest A.10).
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

namespace c = col::historic_variable;
using namespace query;

Where name_is(const Argument& name, const Scope& scope) {
  return where::compare(c::name, Compare::eq, Cell{name.text}, scope.given.has("variableNamesIgnoreCase"));
}

Where name_like(const Argument& name, const Scope& scope) {
  return where::like(c::name, name.text, scope.given.has("variableNamesIgnoreCase"));
}

Where value_is(const Argument& value, const Scope& scope) {
  if (!scope.given.has("variableName")) {
    throw HttpError{
        400, "InvalidRequestException",
        "Only a single variable value parameter specified: variable name and value are required to be "
        "able to query after a specific variable value."};
  }
  return value_condition(TableId::historic_variable, Operator::eq, value.value,
                         scope.given.has("variableValuesIgnoreCase"));
}

Where of_types(const Argument& types, const Scope&) {
  return types.texts.empty() ? nullptr : type_in(c::type, types.texts);
}

// Deleted variables are left out unless asked for.
Where not_deleted(const Scope& scope) {
  return scope.given.has("includeDeleted") ? nullptr : where::negate(where::eq(c::state, "DELETED"));
}

const Filter& filter() {
  static const Filter table(
      join({{{"variableName", Type::text, name_is},
             {"variableNameLike", Type::text, name_like},
             {"variableNameIn", Type::texts, in(c::name)},
             {"variableValue", Type::value, value_is},
             {"variableTypeIn", Type::texts, of_types},
             {"processInstanceId", Type::text, equal(c::process_instance_id)},
             {"processInstanceIdIn", Type::texts, in(c::process_instance_id)},
             {"processDefinitionId", Type::text, equal(c::definition_id)},
             {"processDefinitionKey", Type::text, equal(c::definition_key)},
             {"executionIdIn", Type::texts, in(c::execution_id)},
             {"taskIdIn", Type::texts, in(c::task_id)},
             {"activityInstanceIdIn", Type::texts, in(c::activity_instance_id)}},
            tenants(c::tenant_id),
            flags({"includeDeleted", "variableNamesIgnoreCase", "variableValuesIgnoreCase"}),
            of_cases({"caseInstanceId"}),
            of_cases({"caseExecutionIdIn", "caseActivityIdIn"}, Type::texts)}),
      nullptr, not_deleted);
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("instanceId", c::process_instance_id), by("variableName", c::name),
                                  by("tenantId", c::tenant_id)};
  return table;
}

Json render(const std::vector<Row>& rows, const Request& request, Context&) {
  const bool deserialize = request.param("deserializeValues") != "false";
  Json list = Json::array();
  for (const Row& row : rows)
    list.push_back(historic_variable_dto(HistoricVariable::from_row(row), deserialize));
  return list;
}

HistoricVariable variable_of(const Request& request, Context& context) {
  return row_of<HistoricVariable>(request, context, "Historic variable instance with Id '",
                                  "' does not exist.");
}

Response get_variable(const Request& request, Context& context) {
  const bool deserialize = request.param("deserializeValue") != "false";
  return Response::json(
      with_removal_time(historic_variable_dto(variable_of(request, context), deserialize), context.engine.store()));
}

Response get_data(const Request& request, Context& context) {
  const HistoricVariable variable = variable_of(request, context);
  return binary_of_variable(value_of_row(variable), variable.id);
}

void remove_variables(Store& store, Where which, Where details) {
  Batch batch;
  batch.remove_where(TableId::historic_variable, std::move(which));
  batch.remove_where(TableId::historic_detail, std::move(details));
  store.commit(std::move(batch));
}

// With its history of values.
Response delete_variable(const Request& request, Context& context) {
  Store& store = context.engine.store();
  const std::string& id = request.value("id");
  if (!store.get<HistoricVariable>(id)) {
    throw HttpError{404, "InvalidRequestException",
                    "No historic variable instance found with id: " + id + ": variable is null", 0};
  }
  remove_variables(store, where::eq(c::id, Cell{id}), where::eq(col::historic_detail::variable_id, Cell{id}));
  return Response::no_content();
}

Response delete_variables_of_instance(const Request& request, Context& context) {
  Store& store = context.engine.store();
  const std::string& id = request.value("id");
  if (!store.get<HistoricProcessInstance>(id)) {
    throw HttpError{404, "InvalidRequestException",
                    "No historic process instance found with id: " + id + ": instance is null"};
  }
  namespace d = col::historic_detail;
  remove_variables(store, where::eq(c::process_instance_id, Cell{id}),
                   where::all({where::eq(d::process_instance_id, Cell{id}), where::eq(d::kind, "variableUpdate")}));
  return Response::no_content();
}

}  // namespace

void add_history_variable_instance_routes(Router& router) {
  add_listing(router, "/history/variable-instance",
              {TableId::historic_variable, filter(), sorting(), nullptr, render}, Methods::get_and_post);
  router.add("GET", "/history/variable-instance/{id}", get_variable);
  router.add("DELETE", "/history/variable-instance/{id}", delete_variable);
  router.add("DELETE", "/history/process-instance/{id}/variable-instances", delete_variables_of_instance);
  router.add("GET", "/history/variable-instance/{id}/data", get_data);
}

}  // namespace baton::api
