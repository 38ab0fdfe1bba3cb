// POST /signal and POST /condition (camunda7-rest A.7).
#include <nlohmann/json.hpp>

#include "api/dto/definition.hpp"
#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/resources/definition_selector.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

Response signal(const Request& request, Context& context) {
  const Json body = request.json();
  const auto name = body::text(body, "name");
  if (!name) throw HttpError{400, "InvalidRequestException", "No signal name given"};
  SignalRequest signal;
  signal.name = *name;
  signal.execution_id = body::text_or_empty(body, "executionId");
  signal.variables = body::variables(body, "variables", "");
  signal.tenant_id = body::text(body, "tenantId");
  signal.without_tenant = body::flag(body, "withoutTenantId");
  if (!signal.execution_id.empty() && (signal.tenant_id || signal.without_tenant)) {
    throw EngineError(ErrorCode::bad_request, "Cannot specify a tenant-id when deliver a signal to a single execution.");
  }
  translated(
      [](const EngineError& error) {
        return error.code() == ErrorCode::process_engine ? Translation{} : as_is(error);
      },
      [&] { context.engine.signal(std::move(signal), request.caller); });
  return Response::no_content();
}

Response condition(const Request& request, Context& context) {
  const Json body = request.json();
  ConditionRequest condition;
  condition.tenant_id = body::text(body, "tenantId");
  condition.without_tenant = body::flag(body, "withoutTenantId");
  if (condition.tenant_id && condition.without_tenant) {
    throw HttpError{400, "InvalidRequestException",
                    "Parameter 'tenantId' cannot be used together with parameter 'withoutTenantId'."};
  }
  condition.variables = body::variables(body, "variables", "");
  condition.business_key = body::text(body, "businessKey");
  condition.definition_id = body::text_or_empty(body, "processDefinitionId");
  if (!condition.definition_id.empty()) deployed_definition(condition.definition_id, context);
  Json list = Json::array();
  for (const InstanceAnswer& answer : context.engine.evaluate_conditions(std::move(condition), request.caller)) {
    Json dto = instance_dto(answer, request);
    dto["links"] = Json::array();
    list.push_back(std::move(dto));
  }
  return Response::json(list);
}

}  // namespace

void add_signal_routes(Router& router) {
  router.add("POST", "/signal", signal);
  router.add("POST", "/condition", condition);
}

}  // namespace baton::api
