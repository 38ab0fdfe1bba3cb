// What operators do with jobs (camunda7-rest A.8).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/resources/job_retries.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

Translation unknown_is_404(const EngineError& error) {
  return {error.code() == ErrorCode::not_found ? 404 : 500, "InvalidRequestException", {}};
}

// Camunda answers 404 also when the job's work fails.
Response execute(const Request& request, Context& context) {
  translated(always(404, "InvalidRequestException"), [&] { context.engine.execute_job(request.value("id")); });
  return Response::no_content();
}

Response set_retries(const Request& request, Context& context) {
  const JobRetries given = job_retries(request);
  translated(always(500, "InvalidRequestException"), [&] {
    context.engine.set_job_retries({request.value("id")}, given.retries, given.set_due, given.due);
  });
  return Response::no_content();
}

Response set_due(const Request& request, Context& context) {
  const Json body = request.json();
  const auto due = body::date(body, "duedate");
  translated(always(500, "InvalidRequestException"),
             [&] { context.engine.set_job_due(request.value("id"), due, body::flag(body, "cascade")); });
  return Response::no_content();
}

Response recalculate(const Request& request, Context& context) {
  const bool from_creation = request.param("creationDateBased").value_or("true") != "false";
  translated(unknown_is_404, [&] { context.engine.recalculate_job_due(request.value("id"), from_creation); });
  return Response::no_content();
}

Response set_priority(const Request& request, Context& context) {
  const auto priority = body::number(request.json(), "priority");
  if (!priority) {
    throw HttpError{400, "RestException", fmt::format("Priority for job '{}' cannot be null.", request.value("id"))};
  }
  translated(unknown_is_404, [&] { context.engine.set_job_priority(request.value("id"), *priority); });
  return Response::no_content();
}

Response remove(const Request& request, Context& context) {
  translated(unknown_is_404, [&] { context.engine.delete_job(request.value("id")); });
  return Response::no_content();
}

Response set_suspended(const Request& request, Context& context) {
  SuspensionTarget target;
  target.job_id = request.value("id");
  context.engine.set_jobs_suspended(target, body::flag(request.json(), "suspended"));
  return Response::no_content();
}

Response set_group_suspended(const Request& request, Context& context) {
  const Json body = request.json();
  SuspensionTarget target;
  target.job_id = body::text_or_empty(body, "jobId");
  target.job_definition_id = body::text_or_empty(body, "jobDefinitionId");
  target.instance_id = body::text_or_empty(body, "processInstanceId");
  target.definition_id = body::text_or_empty(body, "processDefinitionId");
  target.definition_key = body::text_or_empty(body, "processDefinitionKey");
  const int given = !target.job_id.empty() + !target.job_definition_id.empty() + !target.instance_id.empty() +
                    !target.definition_id.empty() + !target.definition_key.empty();
  if (given != 1) {
    throw HttpError{400, "InvalidRequestException",
                    fmt::format("{} jobId, jobDefinitionId, processInstanceId, processDefinitionId or "
                                "processDefinitionKey should be set to update the suspension state.",
                                given == 0 ? "Either" : "Only one of")};
  }
  const auto tenant = body::text(body, "processDefinitionTenantId");
  target.has_tenant = tenant || body::flag(body, "processDefinitionWithoutTenantId");
  target.tenant_id = tenant.value_or("");
  context.engine.set_jobs_suspended(target, body::flag(body, "suspended"));
  return Response::no_content();
}

}  // namespace

void add_job_routes(Router& router) {
  router.add("POST", "/job/{id}/execute", execute);
  router.add("PUT", "/job/{id}/retries", set_retries);
  router.add("PUT", "/job/{id}/duedate", set_due);
  router.add("POST", "/job/{id}/duedate/recalculate", recalculate);
  router.add("PUT", "/job/{id}/priority", set_priority);
  router.add("PUT", "/job/{id}/suspended", set_suspended);
  router.add("PUT", "/job/suspended", set_group_suspended);
  router.add("DELETE", "/job/{id}", remove);
}

}  // namespace baton::api
