// Ended instances begin anew, at the activities that are named (camunda7-rest A.2).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/dto/columns.hpp"
#include "api/query/filters.hpp"
#include "api/query/listing.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

[[noreturn]] void invalid(std::string message) { throw HttpError{400, "InvalidRequestException", std::move(message)}; }

std::vector<std::string> instances_of(const Json& body, const Request& request, Context& context) {
  std::vector<std::string> ids = body::texts(body, "processInstanceIds");
  if (const Json* query = body::member(body, "historicProcessInstanceQuery")) {
    for (std::string& id : query::historic_process_instance_ids(*query, query::surroundings(request, context),
                                                                context.engine.store())) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
  }
  if (ids.empty()) invalid("processInstanceIds is empty");
  return ids;
}

HistoricProcessInstance ended_instance(const std::string& id, const std::string& definition_id, Context& context) {
  const auto row = context.engine.store().get<HistoricProcessInstance>(id);
  if (!row) invalid("Historic process instance cannot be found: historicProcessInstanceId is null");
  const auto refuse = [&](const std::string& why) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("Historic process instance '{}' cannot be restarted. {}", id, why));
  };
  if (!row->end_time) refuse("It is not completed or terminated.");
  if (row->definition_id != definition_id) {
    refuse(fmt::format("Its process definition '{}' does not match given process definition '{}'", row->definition_id,
                       definition_id));
  }
  return *row;
}

// The values that the process itself had at its end, or was started with.
Variables variables_of(const std::string& id, bool initial, Store& store) {
  Variables found;
  if (initial) {
    namespace d = col::historic_detail;
    for (const auto& row : store.all<HistoricDetail>(
             {TableId::historic_detail, where::all({where::eq(d::execution_id, Cell{id}), where::eq(d::initial, true)})})) {
      found.insert_or_assign(row.name, TypedValue{value_of_row(row)});
    }
    return found;
  }
  namespace v = col::historic_variable;
  for (const auto& row : store.all<HistoricVariable>(
           {TableId::historic_variable, where::all({where::eq(v::execution_id, Cell{id}), where::is_null(v::task_id),
                                                    where::negate(where::eq(v::state, "DELETED"))})})) {
    found.insert_or_assign(row.name, TypedValue{value_of_row(row)});
  }
  return found;
}

Translation answer_of(const EngineError& error) {
  return is_bad_request(error.code()) ? Translation{400, "InvalidRequestException", {}} : as_is(error);
}

Response restart(const Request& request, Context& context) {
  const Json body = request.json();
  const std::string& definition_id = request.value("id");
  StartRequest start;
  start.definition.id = definition_id;
  start.instructions = body::instructions(body, "instructions");
  std::erase_if(start.instructions, [](const Instruction& i) { return i.type == Instruction::Type::cancel; });
  start.skip_custom_listeners = body::flag(body, "skipCustomListeners");
  start.skip_io_mappings = body::flag(body, "skipIoMappings");
  const std::vector<std::string> ids = instances_of(body, request, context);
  if (start.instructions.empty()) invalid("Restart instructions cannot be empty: instructions is empty");
  if (!context.engine.graph(definition_id)) {
    invalid(fmt::format("no deployed process definition found with id '{}': processDefinition is null", definition_id));
  }
  const bool with_key = !body::flag(body, "withoutBusinessKey"), initial = body::flag(body, "initialVariables");
  std::vector<HistoricProcessInstance> ended;
  for (const std::string& id : ids) ended.push_back(ended_instance(id, definition_id, context));
  for (const HistoricProcessInstance& old : ended) {
    start.restarted_from = old.id;
    start.business_key = with_key ? old.business_key : std::nullopt;
    start.case_instance_id = old.case_instance_id;
    start.variables = variables_of(old.id, initial, context.engine.store());
    translated(answer_of, [&] { context.engine.start(start, request.caller); });
  }
  return Response::no_content();
}

}  // namespace

void add_process_definition_restart_routes(Router& router) {
  router.add("POST", "/process-definition/{id}/restart", restart);
}

}  // namespace baton::api
