// POST /message: correlation (camunda7-rest A.7).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/dto/definition.hpp"
#include "api/dto/instances.hpp"
#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

constexpr const char* kWhat = "Cannot deliver message";

void check(const Json& body) {
  const auto refuse = [](const char* message) { throw HttpError{400, "InvalidRequestException", message}; };
  if (!body::text(body, "messageName")) refuse("No message name supplied");
  if (body::text(body, "tenantId") && body::flag(body, "withoutTenantId")) {
    refuse("Parameter 'tenantId' cannot be used together with parameter 'withoutTenantId'.");
  }
  if (body::flag(body, "variablesInResultEnabled") && !body::flag(body, "resultEnabled")) {
    refuse("Parameter 'variablesInResultEnabled' cannot be used without 'resultEnabled' set to true.");
  }
}

MessageRequest message_of(const Json& body) {
  MessageRequest message;
  message.name = body::text_or_empty(body, "messageName");
  message.business_key = body::text(body, "businessKey");
  message.tenant_id = body::text(body, "tenantId");
  message.without_tenant = body::flag(body, "withoutTenantId");
  message.process_instance_id = body::text_or_empty(body, "processInstanceId");
  message.correlation_keys = body::variables(body, "correlationKeys", kWhat);
  message.local_correlation_keys = body::variables(body, "localCorrelationKeys", kWhat);
  message.variables = body::variables(body, "processVariables", kWhat);
  message.local_variables = body::variables(body, "processVariablesLocal", kWhat);
  message.variables_to_triggered_scope = body::variables(body, "processVariablesToTriggeredScope", kWhat);
  message.all = body::flag(body, "all");
  if (!message.process_instance_id.empty() && (message.tenant_id || message.without_tenant)) {
    throw EngineError(ErrorCode::bad_request,
                      "Cannot specify a tenant-id when correlate a message to a single process instance.");
  }
  return message;
}

Translation refusal(const EngineError& error) {
  if (error.code() != ErrorCode::correlation) return as_is(error);
  return {400, "RestException", "org.camunda.bpm.engine.MismatchingMessageCorrelationException: "};
}

Json result_dto(const MessageResult& result, bool with_variables) {
  Json dto;
  dto["resultType"] = result.started ? "ProcessDefinition" : "Execution";
  dto["processInstance"] = nullptr;
  dto["execution"] = nullptr;
  if (result.started) {
    dto["processInstance"] = instance_dto(*result.started, Request());
    dto["processInstance"]["links"] = Json::array();
  } else if (result.execution) {
    dto["execution"] = execution_row_dto(*result.execution);
  }
  if (with_variables) dto["variables"] = body::value_map(result.variables, true);
  return dto;
}

Response correlate(const Request& request, Context& context) {
  const Json body = request.json();
  check(body);
  MessageRequest message = message_of(body);
  const auto results =
      translated(refusal, [&] { return context.engine.correlate(std::move(message), request.caller); });
  if (!body::flag(body, "resultEnabled")) return Response::no_content();
  Json list = Json::array();
  for (const MessageResult& result : results) {
    list.push_back(result_dto(result, body::flag(body, "variablesInResultEnabled")));
  }
  return Response::json(list);
}

}  // namespace

void add_message_routes(Router& router) { router.add("POST", "/message", correlate); }

}  // namespace baton::api
