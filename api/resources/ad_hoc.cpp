// Ad-hoc sub-processes: ours, not Camunda's. {subProcess} is an element's or an activity instance's id.
#include <nlohmann/json.hpp>

#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

// GET .../ad-hoc/{subProcess}: ids of the activities that can be started.
Response list(const Request& request, Context& context) {
  Json ids = Json::array();
  for (const std::string& id : context.engine.ad_hoc_activities(request.value("id"), request.value("subProcess"))) {
    ids.push_back({{"activityId", id}});
  }
  return Response::json(ids);
}

// POST .../ad-hoc/{subProcess}/start {"activityIds": [..], "variables": {..}}
Response start(const Request& request, Context& context) {
  const Json body = request.json();
  const std::vector<std::string> ids = body::texts(body, "activityIds");
  if (ids.empty()) throw HttpError{400, "InvalidRequestException", "No activityIds given"};
  context.engine.start_ad_hoc_activities(request.value("id"), request.value("subProcess"), ids,
                                         body::variables(body, "variables", ""), request.caller);
  return Response::no_content();
}

}  // namespace

void add_ad_hoc_routes(Router& router) {
  router.add("GET", "/process-instance/{id}/ad-hoc/{subProcess}", list);
  router.add("POST", "/process-instance/{id}/ad-hoc/{subProcess}/start", start);
}

}  // namespace baton::api
