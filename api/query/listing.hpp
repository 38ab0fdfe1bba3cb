// A resource that is queried: its table of rows, of parameters, of sortings, and how rows are written. From
// it come GET and POST on the path and on path/count.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/http/router.hpp"
#include "api/query/filter.hpp"
#include "api/query/sorting.hpp"

namespace baton::api::query {

using Render = std::function<Json(const std::vector<Row>&, const Request&, Context&)>;

struct Listing {
  TableId table = TableId::count_;
  const Filter& filter;        // static
  const SortTable& sort_keys;  // static
  Where always;                // holds for all rows of the resource; null: all rows of the table
  Render render;
};

// post_without_count: details of history are listed by POST, but counted by GET only.
enum class Methods { get_only, get_and_post, post_without_count };

// Registers the list and the count.
void add_listing(Router& router, const std::string& path, Listing listing, Methods methods);

// What a handler has around it: the time, the caller; no expressions.
Surroundings surroundings(const Request& request, Context& context);

struct Page {
  std::int64_t first = 0;
  std::int64_t limit = -1;
};
// firstResult and maxResults. Throws HttpError 404 when one is no number, as Camunda does.
Page page_of(const Request& request);

// Rows of a condition, sorted and cut.
std::vector<Row> select(TableId table, Where where, const Criteria& criteria, Page page, Store& store);

}  // namespace baton::api::query
