#include "api/dto/locked_task.hpp"

#include "api/dto/columns.hpp"
#include "api/dto/external_task.hpp"

namespace baton::api {

Json locked_task_dto(const LockedTask& locked) {
  Json dto = external_task_row_dto(locked.task);
  dto["errorDetails"] = text_or_null(locked.task.error_details);
  Json& variables = dto["variables"] = Json::object();
  for (const auto& [name, value] : locked.variables) variables[name] = value_to_rest(value, locked.deserialize_values);
  Json& properties = dto["extensionProperties"] = Json::object();
  for (const auto& [name, value] : locked.extension_properties) properties[name] = value;
  return dto;
}

}  // namespace baton::api
