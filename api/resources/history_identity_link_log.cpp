// /history/identity-link-log (camunda7-rest A.10).
#include "api/dto/history.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

namespace c = col::historic_identity_link;
using namespace query;

const Filter& filter() {
  static const Filter table(join({{{"type", Type::text, equal(c::type)},
                                   {"userId", Type::text, equal(c::user_id)},
                                   {"groupId", Type::text, equal(c::group_id)},
                                   {"taskId", Type::text, equal(c::task_id)},
                                   {"processDefinitionId", Type::text, equal(c::definition_id)},
                                   {"processDefinitionKey", Type::text, equal(c::definition_key)},
                                   {"operationType", Type::text, equal(c::operation_type)},
                                   {"assignerId", Type::text, equal(c::assigner_id)},
                                   {"dateBefore", Type::date, at_most(c::time)},
                                   {"dateAfter", Type::date, at_least(c::time)}},
                                  tenants(c::tenant_id)}));
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("time", c::time),
                                  by("type", c::type),
                                  by("userId", c::user_id),
                                  by("groupId", c::group_id),
                                  by("taskId", c::task_id),
                                  by("processDefinitionId", c::definition_id),
                                  by("processDefinitionKey", c::definition_key),
                                  by("operationType", c::operation_type),
                                  by("assignerId", c::assigner_id),
                                  by("tenantId", c::tenant_id)};
  return table;
}

}  // namespace

void add_history_identity_link_log_routes(Router& router) {
  add_listing(
      router, "/history/identity-link-log",
      {TableId::historic_identity_link, filter(), sorting(), nullptr, each(historic_identity_link_dto)},
      Methods::get_only);
}

}  // namespace baton::api
