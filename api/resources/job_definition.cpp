// What operators do with job definitions (camunda7-rest A.8).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/resources/job_retries.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

Response set_retries(const Request& request, Context& context) {
  const JobRetries given = job_retries(request);
  try {
    translated(
        [](const EngineError& error) {
          if (error.code() == ErrorCode::null_value) throw error;
          return Translation{500, "InvalidRequestException", {}};
        },
        [&] {
          context.engine.set_job_definition_retries(request.value("id"), given.retries, given.set_due, given.due);
        });
  } catch (const EngineError& error) {
    if (error.code() != ErrorCode::null_value) throw;  // an unknown one has no jobs
  }
  return Response::no_content();
}

Response set_priority(const Request& request, Context& context) {
  const Json body = request.json();
  translated(
      [](const EngineError& error) {
        return Translation{error.code() == ErrorCode::not_found ? 404 : 400, "InvalidRequestException", {}};
      },
      [&] {
        context.engine.set_job_definition_priority(request.value("id"), body::number(body, "priority"),
                                                   body::flag(body, "includeJobs"));
      });
  return Response::no_content();
}

void suspend(const Json& body, const SuspensionTarget& target, const std::string& which, Context& context) {
  const auto at = body::later(body, "executionDate",
                              fmt::format("The suspension state of Job Definition {} could not be updated due to", which));
  context.engine.set_job_definition_suspended(target, body::flag(body, "suspended"), body::flag(body, "includeJobs"), at);
}

Response set_suspended(const Request& request, Context& context) {
  SuspensionTarget target;
  target.job_definition_id = request.value("id");
  suspend(request.json(), target, "with id " + request.value("id"), context);
  return Response::no_content();
}

Response set_group_suspended(const Request& request, Context& context) {
  const Json body = request.json();
  SuspensionTarget target;
  target.job_definition_id = body::text_or_empty(body, "jobDefinitionId");
  target.definition_id = body::text_or_empty(body, "processDefinitionId");
  target.definition_key = body::text_or_empty(body, "processDefinitionKey");
  const int given =
      !target.job_definition_id.empty() + !target.definition_id.empty() + !target.definition_key.empty();
  if (given != 1) {
    throw HttpError{400, "InvalidRequestException",
                    fmt::format("{} jobDefinitionId, processDefinitionId or processDefinitionKey should be set to "
                                "update the suspension state.",
                                given == 0 ? "Either" : "Only one of")};
  }
  const auto tenant = body::text(body, "processDefinitionTenantId");
  target.has_tenant = tenant || body::flag(body, "processDefinitionWithoutTenantId");
  target.tenant_id = tenant.value_or("");
  suspend(body, target, "of a definition", context);
  return Response::no_content();
}

}  // namespace

void add_job_definition_routes(Router& router) {
  router.add("PUT", "/job-definition/{id}/retries", set_retries);
  router.add("PUT", "/job-definition/{id}/jobPriority", set_priority);
  router.add("PUT", "/job-definition/{id}/suspended", set_suspended);
  router.add("PUT", "/job-definition/suspended", set_group_suspended);
}

}  // namespace baton::api
