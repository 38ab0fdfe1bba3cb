// Jobs and job definitions: commands (camunda7-rest A.8).
#include "api/http/router.hpp"
#include "api/query/render.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

Response execute(const Request& request, Context& context) {
  translated(always(404, "InvalidRequestException"), [&] { context.engine.execute_job(request.value("id")); });
  return Response::no_content();
}

std::int64_t retries_of(const Json& json, int status) {
  const auto retries = body::number(json, "retries");
  if (!retries) throw HttpError{status, "InvalidRequestException", "The number of retries cannot be null."};
  return *retries;
}

Response set_retries(const Request& request, Context& context) {
  const Json json = request.json();
  const std::int64_t retries = retries_of(json, 500);
  translated(always(500, "InvalidRequestException"), [&] {
    context.engine.set_job_retries({request.value("id")}, retries, json.contains("dueDate"), body::date(json, "dueDate"));
  });
  return Response::no_content();
}

Response set_due(const Request& request, Context& context) {
  const Json json = request.json();
  translated(always(500, "InvalidRequestException"), [&] {
    context.engine.set_job_due(request.value("id"), body::date(json, "duedate"), body::flag(json, "cascade"));
  });
  return Response::no_content();
}

Response recalculate(const Request& request, Context& context) {
  translated(always(404, "InvalidRequestException"), [&] {
    context.engine.recalculate_job_due(request.value("id"), request.param("creationDateBased") != "false");
  });
  return Response::no_content();
}

Response set_priority(const Request& request, Context& context) {
  const auto priority = body::number(request.json(), "priority");
  if (!priority) throw HttpError{400, "RestException", "Priority for job '" + request.value("id") + "' cannot be null."};
  translated(always(404, "InvalidRequestException"), [&] { context.engine.set_job_priority(request.value("id"), *priority); });
  return Response::no_content();
}

Response remove(const Request& request, Context& context) {
  query::row_of<Job>(request, context, "Job with id ", " does not exist");
  context.engine.delete_job(request.value("id"));
  return Response::no_content();
}

Response set_definition_retries(const Request& request, Context& context) {
  const Json json = request.json();
  const std::int64_t retries = retries_of(json, 500);
  translated(always(500, "InvalidRequestException"), [&] {
    context.engine.set_job_definition_retries(request.value("id"), retries, json.contains("dueDate"), body::date(json, "dueDate"));
  });
  return Response::no_content();
}

Response set_definition_priority(const Request& request, Context& context) {
  const Json json = request.json();
  translated([](const EngineError& error) {
    const bool unknown = error.code() == ErrorCode::not_found || error.code() == ErrorCode::null_value;
    return Translation{unknown ? 404 : 400, "InvalidRequestException", ""};
  }, [&] {
    context.engine.set_job_definition_priority(request.value("id"), body::number(json, "priority"),
                                               body::flag(json, "includeJobs"));
  });
  return Response::no_content();
}

Response suspend_definition(const Request& request, Context& context) {
  const Json json = request.json();
  SuspensionTarget target;
  target.job_definition_id = request.value("id");
  context.engine.set_job_definition_suspended(target, body::flag(json, "suspended"), body::flag(json, "includeJobs"),
                                              body::date(json, "executionDate"));
  return Response::no_content();
}

SuspensionTarget target_of(const Json& json) {
  SuspensionTarget target;
  target.job_definition_id = body::text_or_empty(json, "jobDefinitionId");
  target.instance_id = body::text_or_empty(json, "processInstanceId");
  target.definition_id = body::text_or_empty(json, "processDefinitionId");
  target.definition_key = body::text_or_empty(json, "processDefinitionKey");
  return target;
}

Response suspend_jobs(const Request& request, Context& context) {
  const Json json = request.json();
  context.engine.set_jobs_suspended(target_of(json), body::flag(json, "suspended"));
  return Response::no_content();
}

Response suspend_definitions(const Request& request, Context& context) {
  const Json json = request.json();
  context.engine.set_job_definition_suspended(target_of(json), body::flag(json, "suspended"),
                                              body::flag(json, "includeJobs"), body::date(json, "executionDate"));
  return Response::no_content();
}

}  // namespace

void add_job_routes(Router& router) {
  router.add("POST", "/job/{id}/execute", execute);
  router.add("PUT", "/job/{id}/retries", set_retries);
  router.add("PUT", "/job/{id}/duedate", set_due);
  router.add("POST", "/job/{id}/duedate/recalculate", recalculate);
  router.add("PUT", "/job/{id}/priority", set_priority);
  router.add("DELETE", "/job/{id}", remove);
  router.add("PUT", "/job/suspended", suspend_jobs);
  router.add("PUT", "/job-definition/suspended", suspend_definitions);
  router.add("PUT", "/job-definition/{id}/retries", set_definition_retries);
  router.add("PUT", "/job-definition/{id}/jobPriority", set_definition_priority);
  router.add("PUT", "/job-definition/{id}/suspended", suspend_definition);
}

}  // namespace baton::api
