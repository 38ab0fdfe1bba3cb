// Resolving incidents and noting something on them (camunda7-rest A.9).
#include <nlohmann/json.hpp>

#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

Response resolve(const Request& request, Context& context) {
  translated(
      [](const EngineError& error) {
        if (error.code() == ErrorCode::not_found) return Translation{404, "InvalidRequestException", {}};
        if (error.code() == ErrorCode::bad_request) return Translation{400, "InvalidRequestException", {}};
        return as_is(error);
      },
      [&] { context.engine.resolve_incident(request.value("id")); });
  return Response::no_content();
}

Response annotate(const Request& request, Context& context) {
  context.engine.annotate_incident(request.value("id"), body::text(request.json(), "annotation"));
  return Response::no_content();
}

Response clear_annotation(const Request& request, Context& context) {
  context.engine.annotate_incident(request.value("id"), std::nullopt);
  return Response::no_content();
}

}  // namespace

void add_incident_routes(Router& router) {
  router.add("DELETE", "/incident/{id}", resolve);
  router.add("PUT", "/incident/{id}/annotation", annotate);
  router.add("DELETE", "/incident/{id}/annotation", clear_annotation);
}

}  // namespace baton::api
