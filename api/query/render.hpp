// Rows written as JSON, one DTO each, and single rows by id. For .cpp files: it includes the JSON library.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/query/listing.hpp"
#include "runtime/store/store.hpp"

namespace baton::api::query {

template <class Entity>
Render each(Json (*dto)(const Entity&)) {
  return [dto](const std::vector<Row>& rows, const Request&, Context&) {
    Json list = Json::array();
    for (const Row& row : rows) list.push_back(dto(Entity::from_row(row)));
    return list;
  };
}

// The row of the path's {id}. Throws HttpError 404 "<before><id><after>" of that type.
template <class Entity>
Entity row_of(const Request& request, Context& context, const std::string& before, const std::string& after = "",
              const char* type = "InvalidRequestException") {
  const std::string& id = request.value("id");
  if (auto row = context.engine.store().get<Entity>(id)) return std::move(*row);
  throw HttpError{404, type, before + id + after};
}

// First column of what a condition selects.
inline std::vector<std::string> ids_of(TableId table, Where where, Store& store) {
  Query query;
  query.table = table;
  query.where = std::move(where);
  std::vector<std::string> ids;
  for (Row& row : store.select(query)) ids.push_back(std::get<std::string>(std::move(row.front())));
  return ids;
}

}  // namespace baton::api::query
