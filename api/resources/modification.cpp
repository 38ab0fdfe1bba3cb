// The same modification of many instances of one definition (camunda7-rest A.12).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/query/filters.hpp"
#include "api/query/listing.hpp"
#include "api/resources/body.hpp"
#include "api/resources/definition_selector.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

[[noreturn]] void invalid(std::string message) { throw HttpError{400, "InvalidRequestException", std::move(message)}; }

std::vector<std::string> instances_of(const Json& body, const Request& request, Context& context) {
  const query::Surroundings around = query::surroundings(request, context);
  Store& store = context.engine.store();
  std::vector<std::string> ids = body::texts(body, "processInstanceIds");
  const auto add = [&](std::vector<std::string> more) {
    for (std::string& id : more) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
  };
  if (const Json* query = body::member(body, "processInstanceQuery")) {
    add(query::process_instance_ids(*query, around, store));
  }
  if (const Json* query = body::member(body, "historicProcessInstanceQuery")) {
    add(query::historic_process_instance_ids(*query, around, store));
  }
  if (ids.empty()) invalid("Process instance ids cannot be empty: Process instance ids is empty");
  return ids;
}

void collect(const ActivityInstanceNode& node, const std::string& activity_id, std::vector<Instruction>& found) {
  Instruction cancel;
  cancel.type = Instruction::Type::cancel;
  for (const auto& transition : node.transitions) {
    if (transition.activity_id != activity_id) continue;
    cancel.transition_instance_id = transition.id;
    found.push_back(cancel);
  }
  cancel.transition_instance_id.clear();
  for (const ActivityInstanceNode& child : node.children) {
    if (child.activity_id == activity_id) {
      cancel.activity_instance_id = child.id;
      found.push_back(cancel);
    } else {
      collect(child, activity_id, found);
    }
  }
}

// "cancelCurrentActiveActivityInstances": those that run before any instruction is carried out.
std::vector<Instruction> for_instance(const std::vector<Instruction>& instructions, const std::string& id,
                                      Context& context) {
  std::vector<Instruction> resolved;
  for (const Instruction& instruction : instructions) {
    if (!instruction.cancel_current_active || instruction.activity_id.empty()) {
      resolved.push_back(instruction);
    } else if (const auto tree = context.engine.activity_instances(id)) {
      collect(*tree, instruction.activity_id, resolved);
    }
  }
  return resolved;
}

void check_instance(const std::string& id, const std::string& definition_id, Context& context) {
  const auto row = context.engine.store().get<Execution>(id);
  if (row && !row->parent_id.empty()) return check_instance(row->process_instance_id, definition_id, context);
  if (!row) {
    throw EngineError(ErrorCode::process_engine,
                      fmt::format("ENGINE-13036 Process instance '{}' cannot be modified. The process instance does not "
                                  "exist", id));
  }
  if (row->definition_id == definition_id) return;
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("ENGINE-13037 Process instance '{}' cannot be modified. Its process definition '{}' does "
                                "not match given process definition '{}'", id, row->definition_id, definition_id));
}

Translation answer_of(const EngineError& error) {
  if (is_bad_request(error.code()) || error.code() == ErrorCode::suspended) {
    return {400, "InvalidRequestException", {}};
  }
  return as_is(error);
}

Response execute(const Request& request, Context& context) {
  const Json body = request.json();
  const std::vector<Instruction> instructions = body::instructions(body, "instructions");
  const std::string definition_id = body::text_or_empty(body, "processDefinitionId");
  if (definition_id.empty()) invalid("processDefinitionId is null");
  const std::vector<std::string> ids = instances_of(body, request, context);
  if (instructions.empty()) invalid("Modification instructions cannot be empty is empty");
  if (!context.engine.graph(definition_id)) {
    invalid(fmt::format("no deployed process definition found with id '{}': processDefinition is null", definition_id));
  }
  DeleteOptions options;
  options.skip_custom_listeners = body::flag(body, "skipCustomListeners");
  options.skip_io_mappings = body::flag(body, "skipIoMappings");
  for (const std::string& id : ids) check_instance(id, definition_id, context);
  for (const std::string& id : ids) {
    translated(answer_of, [&] { context.engine.modify(id, for_instance(instructions, id, context), options); });
  }
  return Response::no_content();
}

}  // namespace

void add_modification_routes(Router& router) { router.add("POST", "/modification/execute", execute); }

}  // namespace baton::api
