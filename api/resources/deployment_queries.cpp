// GET /deployment with its filters (camunda7-rest A.1).
#include "api/dto/definition.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

using namespace query;
namespace c = col::deployment;

const Filter& filter() {
  static const Filter filter(join({{{"id", Type::text, equal(c::id)},
                                    {"name", Type::text, equal(c::name)},
                                    {"nameLike", Type::text, like(c::name)},
                                    {"source", Type::text, equal(c::source)},
                                    {"withoutSource", Type::flag, when(where::is_null(c::source))},
                                    {"after", Type::date, after(c::time)},
                                    {"before", Type::date, before(c::time)}},
                                   tenants(c::tenant_id, "includeDeploymentsWithoutTenantId")}));
  return filter;
}

const SortTable& sorting() {
  static const SortTable table = {by("id", c::id), by("name", c::name), by("deploymentTime", c::time),
                                  by("tenantId", c::tenant_id)};
  return table;
}

Json render(const std::vector<Row>& rows, const Request& request, Context&) {
  Json list = Json::array();
  for (const Row& row : rows) {
    Json dto = deployment_dto(Deployment::from_row(row), request);
    dto["links"] = Json::array();  // only a single deployment links to itself
    list.push_back(std::move(dto));
  }
  return list;
}

Response registered(const Request&, Context& context) {
  Query all;
  all.table = TableId::deployment;
  Json ids = Json::array();
  for (const Deployment& deployment : context.engine.store().all<Deployment>(all)) ids.push_back(deployment.id);
  return Response::json(ids);
}

}  // namespace

void add_deployment_query_routes(Router& router) {
  add_listing(router, "/deployment", {TableId::deployment, filter(), sorting(), nullptr, render}, Methods::get_only);
  router.add("GET", "/deployment/registered", registered);
}

}  // namespace baton::api
