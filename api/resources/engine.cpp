// Version and engine names (camunda7-rest A.0).
#include <nlohmann/json.hpp>

#include "api/http/router.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

// The version of the API that this server speaks, which clients compare.
constexpr const char* kApiVersion = "7.24.0";

Response version(const Request&, Context&) { return Response::json({{"version", kApiVersion}}); }
Response engines(const Request&, Context&) { return Response::json(Json::array({{{"name", "default"}}})); }

}  // namespace

void add_engine_routes(Router& router) {
  router.add("GET", "/version", version);
  router.add("GET", "/engine", engines);
}

}  // namespace baton::api
