// One execution: going on, its messages, incidents and local variables (camunda7-rest A.4).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/dto/incident.hpp"
#include "api/dto/instances.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/resources/variables.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

Response signal(const Request& request, Context& context) {
  const std::string what = "Cannot signal execution " + request.value("id");
  Variables variables = body::variables(request.json(), "variables", what);
  translated(always(500, "RestException", what + ": "),
             [&] { context.engine.signal_execution(request.value("id"), std::move(variables)); });
  return Response::no_content();
}

Response get_message_subscription(const Request& request, Context& context) {
  namespace c = col::event_subscription;
  const Query query{TableId::event_subscription,
                    where::all({where::eq(c::event_type, "message"),
                                where::eq(c::execution_id, Cell{request.value("id")}),
                                where::eq(c::event_name, Cell{request.value("message")})})};
  const auto rows = context.engine.store().all<EventSubscription>(query);
  if (rows.empty()) {
    throw HttpError{404, "InvalidRequestException",
                    fmt::format("Message event subscription for execution {} named {} does not exist",
                                request.value("id"), request.value("message"))};
  }
  return Response::json(event_subscription_dto(rows.front()));
}

Response trigger_message(const Request& request, Context& context) {
  const std::string& id = request.value("id");
  const std::string& message = request.value("message");
  const std::string what = fmt::format("Cannot trigger message {} for execution {}", message, id);
  Variables variables = body::variables(request.json(), "variables", what);
  translated(always(500, "RestException", what + ": "),
             [&] { context.engine.trigger_message(id, message, std::move(variables)); });
  return Response::no_content();
}

Response create_incident(const Request& request, Context& context) {
  const Json body = request.json();
  const Incident incident = translated(always(400, "InvalidRequestException"), [&] {
    return context.engine.create_incident(request.value("id"), body::text_or_empty(body, "incidentType"),
                                          body::text(body, "configuration"), body::text(body, "message"));
  });
  return Response::json(incident_dto(incident));
}

}  // namespace

void add_execution_routes(Router& router) {
  router.add("POST", "/execution/{id}/signal", signal);
  router.add("GET", "/execution/{id}/messageSubscriptions/{message}", get_message_subscription);
  router.add("POST", "/execution/{id}/messageSubscriptions/{message}/trigger", trigger_message);
  router.add("POST", "/execution/{id}/create-incident", create_incident);
  add_variable_routes(router,
                      {"/execution/{id}/localVariables", "execution", VariableScope::Kind::execution, true});
}

}  // namespace baton::api
