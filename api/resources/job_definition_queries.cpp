// GET and POST /job-definition with their filters, GET /job-definition/{id} (camunda7-rest A.8).
#include "api/dto/job_definition.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

namespace c = col::job_definition;
using namespace query;

const Filter& job_definition_filter() {
  static const Filter filter(
      join({{{"jobDefinitionId", Type::text, equal(c::id)},
             {"activityIdIn", Type::texts, in(c::activity_id)},
             {"processDefinitionId", Type::text, equal(c::process_definition_id)},
             {"processDefinitionKey", Type::text, equal(c::process_definition_key)},
             {"jobType", Type::text, equal(c::job_type)},
             {"jobConfiguration", Type::text, equal(c::job_configuration)},
             {"withOverridingJobPriority", Type::flag, when(where::not_null(c::priority))}},
            tenants(c::tenant_id, "includeJobDefinitionsWithoutTenantId"),
            suspension(c::suspended)}));
  return filter;
}

const SortTable& job_definition_sorting() {
  static const SortTable table = {by("jobDefinitionId", c::id),
                                  by("activityId", c::activity_id),
                                  by("processDefinitionId", c::process_definition_id),
                                  by("processDefinitionKey", c::process_definition_key),
                                  by("jobType", c::job_type),
                                  by("jobConfiguration", c::job_configuration),
                                  by("tenantId", c::tenant_id)};
  return table;
}

Response get_job_definition(const Request& request, Context& context) {
  const auto row = row_of<JobDefinition>(request, context, "Job Definition with id ", " does not exist");
  return Response::json(job_definition_dto(row));
}

}  // namespace

void add_job_definition_query_routes(Router& router) {
  add_listing(router, "/job-definition",
              {TableId::job_definition, job_definition_filter(), job_definition_sorting(), nullptr,
               each(job_definition_dto)},
              Methods::get_and_post);
  router.add("GET", "/job-definition/{id}", get_job_definition);
}

}  // namespace baton::api
