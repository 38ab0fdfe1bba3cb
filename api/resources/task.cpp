// User tasks: commands (camunda7-rest A.5).
#include "api/dto/columns.hpp"
#include "api/http/router.hpp"
#include "api/query/render.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/resources/variable_routes.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

Response complete(const Request& request, Context& context, bool through_form) {
  const Json json = request.json();
  const std::string what = "Cannot complete task " + request.value("id");
  TaskCompletion completion{request.value("id"), body::variables(json, "variables", what), through_form};
  const auto variables = translated(always(500, "RestException", what + ": "), [&] {
    return context.engine.complete_task(std::move(completion), request.caller);
  });
  if (body::flag(json, "withVariablesInReturn")) return Response::json(body::value_map(variables, false));
  return Response::no_content();
}

Response claim(const Request& request, Context& context) {
  context.engine.claim_task(request.value("id"), body::text_or_empty(request.json(), "userId"));
  return Response::no_content();
}

Response unclaim(const Request& request, Context& context) {
  context.engine.unclaim_task(request.value("id"));
  return Response::no_content();
}

Response assign(const Request& request, Context& context) {
  context.engine.assign_task(request.value("id"), body::text(request.json(), "userId"));
  return Response::no_content();
}

Response delegate(const Request& request, Context& context) {
  context.engine.delegate_task(request.value("id"), body::text_or_empty(request.json(), "userId"));
  return Response::no_content();
}

Response resolve(const Request& request, Context& context) {
  context.engine.resolve_task(request.value("id"), body::variables(request.json(), "variables", "Cannot resolve task"));
  return Response::no_content();
}

Translation of_error(const EngineError& error) {
  if (error.code() == ErrorCode::null_value || error.code() == ErrorCode::not_found) return {404, "RestException", ""};
  if (error.code() == ErrorCode::bad_request) return {400, "RestException", ""};
  return {500, std::string(exception_name(error.code())), ""};
}

Response bpmn_error(const Request& request, Context& context) {
  const Json json = request.json();
  const std::string code = body::text_or_empty(json, "errorCode");
  query::row_of<Task>(request, context, "Task with id ", " does not exist");
  if (code.empty()) throw HttpError{400, "RestException", "errorCode must not be empty"};
  translated(of_error, [&] {
    context.engine.task_bpmn_error(request.value("id"), code, body::text(json, "errorMessage"),
                                   body::variables(json, "variables", "Cannot throw the error"));
  });
  return Response::no_content();
}

Response bpmn_escalation(const Request& request, Context& context) {
  const Json json = request.json();
  const std::string code = body::text_or_empty(json, "escalationCode");
  query::row_of<Task>(request, context, "Task with id ", " does not exist");
  if (code.empty()) throw HttpError{400, "RestException", "escalationCode must not be empty"};
  translated(of_error, [&] {
    context.engine.task_bpmn_escalation(request.value("id"), code,
                                        body::variables(json, "variables", "Cannot throw the escalation"));
  });
  return Response::no_content();
}

template <Response (*Handler)(const Request&, Context&)>
Response of_known_task(const Request& request, Context& context) {
  try {
    return Handler(request, context);
  } catch (HttpError& error) {
    if (error.status == 404) error.type = "RestException";
    throw;
  }
}

TaskChanges changes(const Json& json) {
  TaskChanges read;
  read.name = body::text(json, "name");
  read.description = body::text(json, "description");
  read.assignee = body::text(json, "assignee");
  read.owner = body::text(json, "owner");
  read.due = body::date(json, "due");
  read.follow_up = body::date(json, "followUp");
  read.priority = body::number(json, "priority").value_or(0);
  read.delegation_state = body::text_or_empty(json, "delegationState");
  read.parent_task_id = body::text_or_empty(json, "parentTaskId");
  read.case_instance_id = body::text_or_empty(json, "caseInstanceId");
  read.tenant_id = body::text_or_empty(json, "tenantId");
  return read;
}

Response update(const Request& request, Context& context) {
  query::row_of<Task>(request, context, "No matching task with id ");
  context.engine.update_task(request.value("id"), changes(request.json()));
  return Response::no_content();
}

Response create(const Request& request, Context& context) {
  const Json json = request.json();
  TaskChanges wanted = changes(json);
  if (!body::member(json, "priority")) wanted.priority = 50;
  translated(always(400, "InvalidRequestException", "Could not save task: "),
             [&] { context.engine.create_task(body::text_or_empty(json, "id"), std::move(wanted)); });
  return Response::no_content();
}

Response remove(const Request& request, Context& context) {
  if (!context.engine.store().get<Task>(request.value("id"))) return Response::no_content();
  translated(always(400, "InvalidRequestException", "Could not delete task: "),
             [&] { context.engine.delete_task(request.value("id")); });
  return Response::no_content();
}

Response links(const Request& request, Context& context) {
  const auto task = context.engine.store().get<Task>(request.value("id"));
  if (!task) throw EngineError(ErrorCode::null_value, "Cannot find task with id " + request.value("id"));
  Query query;
  query.table = TableId::identity_link;
  query.where = where::eq(col::identity_link::task_id, task->id.c_str());
  Json list = Json::array();
  const auto wanted = request.param("type");
  auto add = [&](Json user, Json group, Json type) {
    if (wanted && type != *wanted) return;
    list.push_back({{"userId", std::move(user)}, {"groupId", std::move(group)}, {"type", std::move(type)}});
  };
  for (const IdentityLink& link : context.engine.store().all<IdentityLink>(query)) {
    add(text_or_null(link.user_id), text_or_null(link.group_id), text_or_null(link.type));
  }
  if (task->assignee) add(*task->assignee, nullptr, "assignee");
  if (task->owner) add(*task->owner, nullptr, "owner");
  return Response::json(list);
}

void check_link(const Json& json) {
  const bool user = body::member(json, "userId"), group = body::member(json, "groupId");
  if (user == group) {
    throw HttpError{400, "InvalidRequestException", "Identity Link requires exactly one of userId and groupId."};
  }
}

Response add_link(const Request& request, Context& context) {
  const Json json = request.json();
  check_link(json);
  context.engine.add_identity_link(request.value("id"), body::text(json, "userId"), body::text(json, "groupId"),
                                   body::text(json, "type"), request.caller);
  return Response::no_content();
}

Response drop_link(const Request& request, Context& context) {
  const Json json = request.json();
  check_link(json);
  context.engine.remove_identity_link(request.value("id"), body::text(json, "userId"), body::text(json, "groupId"),
                                      body::text(json, "type"), request.caller);
  return Response::no_content();
}

}  // namespace

void add_task_routes(Router& router) {
  router.add("POST", "/task/{id}/complete", [](const Request& r, Context& c) { return complete(r, c, false); });
  router.add("POST", "/task/{id}/submit-form", [](const Request& r, Context& c) { return complete(r, c, true); });
  router.add("POST", "/task/{id}/claim", claim);
  router.add("POST", "/task/{id}/unclaim", unclaim);
  router.add("POST", "/task/{id}/assignee", assign);
  router.add("POST", "/task/{id}/delegate", delegate);
  router.add("POST", "/task/{id}/resolve", resolve);
  router.add("POST", "/task/{id}/bpmnError", of_known_task<bpmn_error>);
  router.add("POST", "/task/{id}/bpmnEscalation", of_known_task<bpmn_escalation>);
  router.add("PUT", "/task/{id}", update);
  router.add("POST", "/task/create", create);
  router.add("DELETE", "/task/{id}", remove);
  router.add("GET", "/task/{id}/identity-links", links);
  router.add("POST", "/task/{id}/identity-links", add_link);
  router.add("POST", "/task/{id}/identity-links/delete", drop_link);
  add_variable_routes(router, "/task/{id}/variables", VariableScope::Kind::task, false);
  add_variable_routes(router, "/task/{id}/localVariables", VariableScope::Kind::task, true);
}

}  // namespace baton::api
