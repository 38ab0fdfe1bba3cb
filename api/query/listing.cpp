#include "api/query/listing.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>

#include "api/query/removal_times.hpp"
#include "runtime/store/store.hpp"

namespace baton::api::query {

namespace {

std::int64_t page_number(const Request& request, const char* name, std::int64_t absent) {
  const auto text = request.param(name);
  if (!text || text->empty()) return absent;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size()) {
    throw HttpError{404, "QueryParamException",
                    "Cannot read '" + *text + "' as " + name + ": expected a number"};
  }
  return number;
}

Where with(const Where& always, Where asked) {
  if (!always) return asked;
  if (!asked) return always;
  return where::all({always, std::move(asked)});
}

Response list(const Listing& listing, Where where, const Criteria& criteria, const Request& request,
              Context& context) {
  const auto rows = select(listing.table, with(listing.always, std::move(where)), criteria, page_of(request),
                           context.engine.store());
  Json list = listing.render(rows, request, context);
  fill_removal_times(list, context.engine.store());
  return Response::json(list);
}

Response count(const Listing& listing, Where where, Context& context) {
  Query query;
  query.table = listing.table;
  query.where = with(listing.always, std::move(where));
  return Response::json(Json{{"count", context.engine.store().count(query)}});
}

}  // namespace

Surroundings surroundings(const Request& request, Context& context) {
  return {context.engine.now(),
          [caller = request.caller](const std::string& user_id) {
            return caller.user_id == user_id ? caller.groups : std::vector<std::string>{};
          },
          nullptr};
}

Page page_of(const Request& request) {
  Page page;
  page.first = page_number(request, "firstResult", 0);
  if (const auto limit = request.param("maxResults"); limit && !limit->empty()) {
    page.limit = std::max<std::int64_t>(0, page_number(request, "maxResults", 0));
  }
  if (page.first < 0) page = {0, 0};  // before the first there is nothing
  return page;
}

std::vector<Row> select(TableId table, Where where, const Criteria& criteria, Page page, Store& store) {
  if (page.limit == 0) return {};
  Query query;
  query.table = table;
  query.where = std::move(where);
  if (!needs_rows(criteria)) {
    for (const Criterion& criterion : criteria) query.sort.push_back(criterion.sort);
    query.offset = page.first;
    query.limit = page.limit;
    return store.select(query);
  }
  auto rows = store.select(query);
  sort_rows(rows, criteria);
  const auto size = static_cast<std::int64_t>(rows.size());
  const auto first = std::min(page.first, size);
  const auto last = page.limit < 0 ? size : std::min(size, first + page.limit);
  return {std::make_move_iterator(rows.begin() + first), std::make_move_iterator(rows.begin() + last)};
}

void add_listing(Router& router, const std::string& path, Listing given, Methods methods) {
  const auto listing = std::make_shared<const Listing>(std::move(given));
  router.add("GET", path, [listing](const Request& request, Context& context) {
    auto criteria = sort_from_url(request.query, listing->sort_keys);
    auto where = listing->filter.from_url(request.query, surroundings(request, context));
    return list(*listing, std::move(where), criteria, request, context);
  });
  router.add("GET", path + "/count", [listing](const Request& request, Context& context) {
    sort_from_url(request.query, listing->sort_keys);
    return count(*listing, listing->filter.from_url(request.query, surroundings(request, context)), context);
  });
  if (methods == Methods::get_only) return;
  router.add("POST", path, [listing](const Request& request, Context& context) {
    const Json body = request.json();
    auto where = listing->filter.from_body(body, surroundings(request, context));
    return list(*listing, std::move(where), sort_from_body(body, listing->sort_keys), request, context);
  });
  if (methods == Methods::post_without_count) return;
  router.add("POST", path + "/count", [listing](const Request& request, Context& context) {
    const Json body = request.json();
    auto where = listing->filter.from_body(body, surroundings(request, context));
    sort_from_body(body, listing->sort_keys);
    return count(*listing, std::move(where), context);
  });
}

}  // namespace baton::api::query
