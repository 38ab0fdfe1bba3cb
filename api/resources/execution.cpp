// Executions: commands (camunda7-rest A.4).
#include "api/dto/incident.hpp"
#include "api/dto/instances.hpp"
#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/resources/variable_routes.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

Variables read(const Json& json, const std::string& what) {
  try {
    return body::variables(json, "variables", what);
  } catch (HttpError& error) {
    error.type = "InvalidRequestException";
    throw;
  }
}

Response signal(const Request& request, Context& context) {
  const std::string what = "Cannot signal execution " + request.value("id");
  Variables variables = read(request.json(), what);
  translated(always(500, "RestException", what + ": "),
             [&] { context.engine.signal_execution(request.value("id"), std::move(variables)); });
  return Response::no_content();
}

Response subscription(const Request& request, Context& context) {
  namespace e = col::event_subscription;
  Query query;
  query.table = TableId::event_subscription;
  query.where = where::all({where::eq(e::execution_id, request.value("id").c_str()), where::eq(e::event_type, "message"),
                            where::eq(e::event_name, request.value("name").c_str())});
  const auto rows = context.engine.store().all<EventSubscription>(query);
  if (rows.empty()) {
    throw HttpError{404, "InvalidRequestException", "Message event subscription for execution " + request.value("id") +
                                                        " named " + request.value("name") + " does not exist"};
  }
  return Response::json(event_subscription_dto(rows.front()));
}

Response trigger(const Request& request, Context& context) {
  const std::string what = "Cannot trigger message " + request.value("name") + " for execution " + request.value("id");
  Variables variables = read(request.json(), what);
  translated(always(500, "RestException", what + ": "), [&] {
    context.engine.trigger_message(request.value("id"), request.value("name"), std::move(variables));
  });
  return Response::no_content();
}

Response create_incident(const Request& request, Context& context) {
  const Json json = request.json();
  const Incident incident = translated(always(400, "InvalidRequestException"), [&] {
    return context.engine.create_incident(request.value("id"), body::text_or_empty(json, "incidentType"),
                                          body::text(json, "configuration"), body::text(json, "message"));
  });
  return Response::json(incident_dto(incident));
}

}  // namespace

void add_execution_routes(Router& router) {
  router.add("POST", "/execution/{id}/signal", signal);
  router.add("GET", "/execution/{id}/messageSubscriptions/{name}", subscription);
  router.add("POST", "/execution/{id}/messageSubscriptions/{name}/trigger", trigger);
  router.add("POST", "/execution/{id}/create-incident", create_incident);
  add_variable_routes(router, "/execution/{id}/localVariables", VariableScope::Kind::execution, true);
}

}  // namespace baton::api
