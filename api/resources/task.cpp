// What people do with a user task (camunda7-rest A.5).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/dto/columns.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/resources/variables.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

Response claim(const Request& request, Context& context) {
  context.engine.claim_task(request.value("id"), body::text_or_empty(request.json(), "userId"));
  return Response::no_content();
}

Response unclaim(const Request& request, Context& context) {
  context.engine.unclaim_task(request.value("id"));
  return Response::no_content();
}

Response set_assignee(const Request& request, Context& context) {
  context.engine.assign_task(request.value("id"), body::text(request.json(), "userId"));
  return Response::no_content();
}

Response delegate(const Request& request, Context& context) {
  context.engine.delegate_task(request.value("id"), body::text_or_empty(request.json(), "userId"));
  return Response::no_content();
}

Response resolve(const Request& request, Context& context) {
  Variables variables =
      body::variables(request.json(), "variables", "Cannot resolve task " + request.value("id"));
  context.engine.resolve_task(request.value("id"), std::move(variables));
  return Response::no_content();
}

Response finish(const Request& request, Context& context, const std::string& what, bool through_form) {
  const Json body = request.json();
  TaskCompletion completion{request.value("id"), body::variables(body, "variables", what), through_form};
  const auto after = translated(always(500, "RestException", what + ": "), [&] {
    return context.engine.complete_task(std::move(completion), request.caller);
  });
  if (!body::flag(body, "withVariablesInReturn")) return Response::no_content();
  return Response::json(body::value_map(after, false));
}

Response complete(const Request& request, Context& context) {
  return finish(request, context, "Cannot complete task " + request.value("id"), false);
}

Response submit_form(const Request& request, Context& context) {
  return finish(request, context, "Cannot submit task form " + request.value("id"), true);
}

// --- Errors and escalations ---------------------------------------------------------------------

Translation throw_refusal(const EngineError& error) {
  if (error.code() == ErrorCode::not_found) return {404, "RestException", {}};
  if (is_bad_request(error.code())) return {400, "RestException", {}};
  return as_is(error);
}

Response bpmn_error(const Request& request, Context& context) {
  const Json body = request.json();
  Variables variables = body::variables(body, "variables", "");
  translated(throw_refusal, [&] {
    context.engine.task_bpmn_error(request.value("id"), body::text_or_empty(body, "errorCode"),
                                   body::text(body, "errorMessage"), std::move(variables));
  });
  return Response::no_content();
}

Response bpmn_escalation(const Request& request, Context& context) {
  const Json body = request.json();
  Variables variables = body::variables(body, "variables", "");
  translated(throw_refusal, [&] {
    context.engine.task_bpmn_escalation(request.value("id"), body::text_or_empty(body, "escalationCode"),
                                        std::move(variables));
  });
  return Response::no_content();
}

// --- The task itself ----------------------------------------------------------------------------

TaskChanges changes_of(const Json& body) {
  TaskChanges changes;
  changes.name = body::text(body, "name");
  changes.description = body::text(body, "description");
  changes.assignee = body::text(body, "assignee");
  changes.owner = body::text(body, "owner");
  changes.due = body::date(body, "due");
  changes.follow_up = body::date(body, "followUp");
  changes.priority = body::number(body, "priority").value_or(0);
  changes.delegation_state = body::text_or_empty(body, "delegationState");
  changes.parent_task_id = body::text_or_empty(body, "parentTaskId");
  changes.case_instance_id = body::text_or_empty(body, "caseInstanceId");
  changes.tenant_id = body::text_or_empty(body, "tenantId");
  for (char& c : changes.delegation_state) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const std::string& state = changes.delegation_state;
  if (!state.empty() && state != "PENDING" && state != "RESOLVED") {
    throw HttpError{400, "InvalidRequestException",
                    fmt::format("Valid values for property 'delegationState' are 'PENDING' or 'RESOLVED', but was '{}'",
                                state)};
  }
  return changes;
}

Translation save_refusal(const EngineError& error) {
  if (error.code() == ErrorCode::not_valid) return {400, "InvalidRequestException", {}};
  return as_is(error);
}

Response update(const Request& request, Context& context) {
  const TaskChanges changes = changes_of(request.json());
  if (!context.engine.store().get<Task>(request.value("id"))) {
    throw HttpError{404, "InvalidRequestException", "No matching task with id " + request.value("id")};
  }
  translated(save_refusal, [&] { context.engine.update_task(request.value("id"), changes); });
  return Response::no_content();
}

Response create(const Request& request, Context& context) {
  const Json body = request.json();
  const TaskChanges changes = changes_of(body);
  translated(save_refusal, [&] { context.engine.create_task(body::text_or_empty(body, "id"), changes); });
  return Response::no_content();
}

Response remove(const Request& request, Context& context) {
  try {
    context.engine.delete_task(request.value("id"));
  } catch (const EngineError& error) {
    if (error.code() != ErrorCode::null_value) throw;  // what is not there is deleted already
  }
  return Response::no_content();
}

// --- Identity links -----------------------------------------------------------------------------

Json link_dto(const std::optional<std::string>& user, const std::optional<std::string>& group,
              const std::optional<std::string>& type) {
  return {{"userId", text_or_null(user)}, {"groupId", text_or_null(group)}, {"type", text_or_null(type)}};
}

Response identity_links(const Request& request, Context& context) {
  Store& store = context.engine.store();
  const auto task = store.get<Task>(request.value("id"));
  if (!task) {
    throw EngineError(ErrorCode::null_value,
                      fmt::format("Cannot find task with id {}: task is null", request.value("id")));
  }
  const Query query{TableId::identity_link, where::eq(col::identity_link::task_id, Cell{task->id})};
  Json list = Json::array();
  for (const IdentityLink& link : store.all<IdentityLink>(query)) {
    list.push_back(link_dto(link.user_id, link.group_id, link.type));
  }
  if (task->assignee) list.push_back(link_dto(task->assignee, std::nullopt, "assignee"));
  if (task->owner) list.push_back(link_dto(task->owner, std::nullopt, "owner"));
  if (const auto type = request.param("type")) {
    Json wanted = Json::array();
    for (const Json& link : list) {
      if (link["type"] == *type) wanted.push_back(link);
    }
    list = std::move(wanted);
  }
  return Response::json(list);
}

struct GivenLink {
  std::optional<std::string> user, group, type;
};

GivenLink given_link(const Request& request) {
  const Json body = request.json();
  GivenLink link{body::text(body, "userId"), body::text(body, "groupId"), body::text(body, "type")};
  if (link.user && link.group) {
    throw HttpError{400, "InvalidRequestException", "Identity Link requires userId or groupId, but not both."};
  }
  if (!link.user && !link.group) {
    throw HttpError{400, "InvalidRequestException", "Identity Link requires userId or groupId."};
  }
  return link;
}

Response add_identity_link(const Request& request, Context& context) {
  const GivenLink link = given_link(request);
  context.engine.add_identity_link(request.value("id"), link.user, link.group, link.type, request.caller);
  return Response::no_content();
}

Response remove_identity_link(const Request& request, Context& context) {
  const GivenLink link = given_link(request);
  translated(
      [](const EngineError& error) {
        return error.code() == ErrorCode::not_found ? Translation{500, "NullValueException", {}} : as_is(error);
      },
      [&] {
        context.engine.remove_identity_link(request.value("id"), link.user, link.group, link.type, request.caller);
      });
  return Response::no_content();
}

}  // namespace

void add_task_routes(Router& router) {
  router.add("POST", "/task/create", create);
  router.add("PUT", "/task/{id}", update);
  router.add("DELETE", "/task/{id}", remove);
  router.add("POST", "/task/{id}/claim", claim);
  router.add("POST", "/task/{id}/unclaim", unclaim);
  router.add("POST", "/task/{id}/assignee", set_assignee);
  router.add("POST", "/task/{id}/delegate", delegate);
  router.add("POST", "/task/{id}/resolve", resolve);
  router.add("POST", "/task/{id}/complete", complete);
  router.add("POST", "/task/{id}/submit-form", submit_form);
  router.add("POST", "/task/{id}/bpmnError", bpmn_error);
  router.add("POST", "/task/{id}/bpmnEscalation", bpmn_escalation);
  router.add("GET", "/task/{id}/identity-links", identity_links);
  router.add("POST", "/task/{id}/identity-links", add_identity_link);
  router.add("POST", "/task/{id}/identity-links/delete", remove_identity_link);
  add_variable_routes(router, {"/task/{id}/variables", "task", VariableScope::Kind::task, false});
  add_variable_routes(router, {"/task/{id}/localVariables", "task", VariableScope::Kind::task, true});
}

}  // namespace baton::api
