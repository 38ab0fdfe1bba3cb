// Messages, signals and conditions (camunda7-rest A.7).
#include "api/dto/columns.hpp"
#include "api/dto/definition.hpp"
#include "api/dto/instances.hpp"
#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

void check_content_type(const Request& request) {
  const auto found = request.headers.find("content-type");
  if (found != request.headers.end() && found->second.rfind("application/json", 0) != 0 && !request.body.empty()) {
    throw HttpError{415, "NotSupportedException", "HTTP 415 Unsupported Media Type"};
  }
}

Response message(const Request& request, Context& context) {
  check_content_type(request);
  const Json json = request.json();
  MessageRequest wanted;
  wanted.name = body::text_or_empty(json, "messageName");
  if (wanted.name.empty()) throw HttpError{400, "InvalidRequestException", "No message name supplied"};
  wanted.tenant_id = body::text(json, "tenantId");
  wanted.without_tenant = body::flag(json, "withoutTenantId");
  if (wanted.tenant_id && wanted.without_tenant) {
    throw HttpError{400, "InvalidRequestException", "Parameter 'tenantId' cannot be used together with parameter 'withoutTenantId'."};
  }
  const bool with_result = body::flag(json, "resultEnabled"), with_variables = body::flag(json, "variablesInResultEnabled");
  if (with_variables && !with_result) {
    throw HttpError{400, "InvalidRequestException", "Parameter 'variablesInResultEnabled' cannot be used without 'resultEnabled' set to true"};
  }
  const std::string what = "Cannot deliver message";
  wanted.business_key = body::text(json, "businessKey");
  wanted.process_instance_id = body::text_or_empty(json, "processInstanceId");
  wanted.correlation_keys = body::variables(json, "correlationKeys", what);
  wanted.local_correlation_keys = body::variables(json, "localCorrelationKeys", what);
  wanted.variables = body::variables(json, "processVariables", what);
  wanted.local_variables = body::variables(json, "processVariablesLocal", what);
  wanted.variables_to_triggered_scope = body::variables(json, "processVariablesToTriggeredScope", what);
  wanted.all = body::flag(json, "all");
  const auto results = translated([](const EngineError& error) {
    if (error.code() == ErrorCode::correlation) return Translation{400, "RestException", ""};
    return Translation{500, std::string(exception_name(error.code())), ""};
  }, [&] { return context.engine.correlate(std::move(wanted), request.caller); });
  if (!with_result) return Response::no_content();
  Json list = Json::array();
  for (const MessageResult& result : results) {
    Json dto;
    dto["resultType"] = result.execution ? "Execution" : "ProcessDefinition";
    dto["execution"] = result.execution ? execution_row_dto(*result.execution) : Json();
    dto["processInstance"] = result.started ? instance_dto(*result.started, request) : Json();
    if (with_variables) dto["variables"] = body::value_map(result.variables, false);
    list.push_back(std::move(dto));
  }
  return Response::json(list);
}

Response signal(const Request& request, Context& context) {
  const Json json = request.json();
  SignalRequest wanted;
  wanted.name = body::text_or_empty(json, "name");
  if (wanted.name.empty()) throw HttpError{400, "InvalidRequestException", "No signal name given"};
  wanted.execution_id = body::text_or_empty(json, "executionId");
  wanted.tenant_id = body::text(json, "tenantId");
  wanted.without_tenant = body::flag(json, "withoutTenantId");
  if (!wanted.execution_id.empty() && (wanted.tenant_id || wanted.without_tenant)) {
    throw HttpError{400, "InvalidRequestException", "Tenant-id cannot be used together with executionId"};
  }
  try {
    wanted.variables = body::variables(json, "variables", "Cannot send signal");
  } catch (HttpError& error) {
    error.type = "InvalidRequestException";
    throw;
  }
  context.engine.signal(std::move(wanted), request.caller);
  return Response::no_content();
}

Response condition(const Request& request, Context& context) {
  const Json json = request.json();
  ConditionRequest wanted;
  wanted.variables = body::variables(json, "variables", "Cannot evaluate conditions");
  wanted.business_key = body::text(json, "businessKey");
  wanted.definition_id = body::text_or_empty(json, "processDefinitionId");
  wanted.tenant_id = body::text(json, "tenantId");
  wanted.without_tenant = body::flag(json, "withoutTenantId");
  Json list = Json::array();
  for (const InstanceAnswer& started : context.engine.evaluate_conditions(std::move(wanted), request.caller)) {
    list.push_back(instance_dto(started, request));
  }
  return Response::json(list);
}

}  // namespace

void add_event_routes(Router& router) {
  router.add("POST", "/message", message);
  router.add("POST", "/signal", signal);
  router.add("POST", "/condition", condition);
}

}  // namespace baton::api
