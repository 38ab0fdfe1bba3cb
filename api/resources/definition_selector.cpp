#include "api/resources/definition_selector.hpp"

#include <fmt/format.h>

#include "runtime/store/store.hpp"

namespace baton::api {

void add_for_definition(Router& router, const std::string& method, const std::string& suffix, Handler handler) {
  for (const char* selector : {"/{id}", "/key/{key}", "/key/{key}/tenant-id/{tenant}"}) {
    router.add(method, std::string("/process-definition") + selector + suffix, handler);
  }
}

std::string definition_id(const Request& request, Context& context) {
  const auto key = request.path_values.find("key");
  if (key == request.path_values.end()) return request.value("id");
  const auto tenant = request.path_values.find("tenant");
  const bool has_tenant = tenant != request.path_values.end();
  const auto found = context.engine.find_definition({"", key->second, has_tenant ? tenant->second : ""});
  if (found) return found->id;
  throw HttpError{404, "RestException",
                  has_tenant ? fmt::format("No matching process definition with key: {} and tenant-id: {}", key->second,
                                           tenant->second)
                             : fmt::format("No matching process definition with key: {} and no tenant-id", key->second)};
}

ProcessDefinition definition(const Request& request, Context& context) {
  const std::string id = definition_id(request, context);
  if (auto row = context.engine.store().get<ProcessDefinition>(id)) return std::move(*row);
  throw HttpError{404, "InvalidRequestException", "No matching definition with id " + id, 0};
}

ProcessDefinition deployed_definition(const std::string& id, Context& context) {
  if (auto row = context.engine.store().get<ProcessDefinition>(id)) return std::move(*row);
  throw EngineError(ErrorCode::not_found,
                    fmt::format("no deployed process definition found with id '{}': processDefinition is null", id));
}

std::optional<Resource> resource_named(const std::string& deployment_id, const std::string& name, Context& context) {
  Query query{TableId::resource, where::all({where::eq(col::resource::deployment_id, Cell{deployment_id}),
                                             where::eq(col::resource::name, Cell{name})})};
  auto rows = context.engine.store().all<Resource>(query);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace baton::api
