// GET /process-definition with its filters (camunda7-rest A.2).
#include "api/dto/definition.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

using namespace query;
namespace c = col::process_definition;

Where startable_by(const Argument& user, const Scope& scope) {
  namespace link = col::identity_link;
  std::vector<Where> whom = {where::eq(link::user_id, Cell{user.text})};
  if (scope.around.groups_of) whom.push_back(where::in(link::group_id, scope.around.groups_of(user.text)));
  return where::exists(TableId::identity_link, link::definition_id, c::id,
                       where::all({where::eq(link::type, "candidate"), where::any(std::move(whom))}));
}

std::vector<Parameter> identity() {
  return {{"processDefinitionId", Type::text, equal(c::id)},
          {"processDefinitionIdIn", Type::list, in(c::id)},
          {"name", Type::text, equal(c::name)},
          {"nameLike", Type::text, like(c::name)},
          {"deploymentId", Type::text, equal(c::deployment_id)},
          {"deployedAfter", Type::date, after(c::deployment_time)},
          {"deployedAt", Type::date, same(c::deployment_time)},
          {"key", Type::text, equal(c::key)},
          {"keysIn", Type::list, in(c::key)},
          {"keyLike", Type::text, like(c::key)},
          {"category", Type::text, equal(c::category)},
          {"categoryLike", Type::text, like(c::category)},
          {"version", Type::integer, same(c::version)},
          {"latestVersion", Type::flag, when(where::eq(c::latest, true))},
          {"resourceName", Type::text, equal(c::resource_name)},
          {"resourceNameLike", Type::text, like(c::resource_name)},
          {"versionTag", Type::text, equal(c::version_tag)},
          {"versionTagLike", Type::text, like(c::version_tag)},
          {"withoutVersionTag", Type::flag, when(where::is_null(c::version_tag))}};
}

std::vector<Parameter> starting() {
  return {{"startableBy", Type::text, startable_by},
          {"startableInTasklist", Type::flag, when(where::eq(c::startable_in_tasklist, true))},
          {"notStartableInTasklist", Type::flag, when(where::eq(c::startable_in_tasklist, false))}};
}

std::vector<Parameter> incidents() {
  namespace i = col::incident;
  return one_row(TableId::incident, i::definition_id, c::id,
                 {{"incidentId", Type::text, equal(i::id)},
                  {"incidentType", Type::text, equal(i::type)},
                  {"incidentMessage", Type::text, equal(i::message)},
                  {"incidentMessageLike", Type::text, like(i::message)}});
}

// The newest of what is named by more than its key would be a riddle.
void check_latest(const Scope& scope) {
  if (!scope.given.has("latestVersion")) return;
  for (const std::string_view name : {"processDefinitionId", "version", "deploymentId"}) {
    if (!scope.given.has(name)) continue;
    throw EngineError(ErrorCode::process_engine,
                      "Calling latest() can only be used in combination with key(String), keyLike(String), name(String), "
                      "nameLike(String), resourceName(String) and tenant filters");
  }
}

const Filter& filter() {
  static const Filter filter(join({identity(), starting(), incidents(), suspension(c::suspended),
                                   tenants(c::tenant_id, "includeProcessDefinitionsWithoutTenantId"),
                                   flags({"startablePermissionCheck"})}),
                             check_latest);
  return filter;
}

const SortTable& sorting() {
  static const SortTable table = {by("category", c::category),          by("key", c::key),
                                  by("id", c::id),                      by("name", c::name),
                                  by("version", c::version),            by("deploymentId", c::deployment_id),
                                  by("deployTime", c::deployment_time), by("tenantId", c::tenant_id),
                                  by("versionTag", c::version_tag)};
  return table;
}

}  // namespace

void add_process_definition_query_routes(Router& router) {
  add_listing(router, "/process-definition",
              {TableId::process_definition, filter(), sorting(), nullptr, each(process_definition_dto)},
              Methods::get_only);
}

}  // namespace baton::api
