// Lists of the modeler's resources: filtered, sorted and cut as all lists are; what is deleted only when asked for.
#pragma once

#include "api/query/render.hpp"

namespace baton::api {

template <class Entity>
struct ModelList {
  TableId table;
  const query::Filter& filter;
  const query::SortTable& sorting;
  Where present;  // holds for what is not deleted
  Json (*dto)(const Entity&, const Request&);

  Where wanted(const Request& request, Where within, Context& context) const {
    return where::all({std::move(within), request.flag("includeDeleted") ? nullptr : present,
                       filter.from_url(request.query, query::surroundings(request, context))});
  }

  Response answer(const Request& request, Where within, Context& context) const {
    const query::Criteria criteria = query::sort_from_url(request.query, sorting);
    Json list = Json::array();
    for (const Row& row : query::select(table, wanted(request, std::move(within), context), criteria, query::page_of(request), context.engine.store())) {
      list.push_back(dto(Entity::from_row(row), request));
    }
    return Response::json(list);
  }

  Response count(const Request& request, Where within, Context& context) const {
    return Response::json({{"count", context.engine.store().count({table, wanted(request, std::move(within), context)})}});
  }
};

// Files under their filters: files.cpp.
const ModelList<ModelFile>& model_files();

}  // namespace baton::api
