// What workers and operators do with one external task, or with many (camunda7-rest A.6).
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "api/query/filters.hpp"
#include "api/query/listing.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

// Runs what a worker asks for; refusals in the words of the resource.
template <class Work>
Response done(const Request& request, Work&& work) {
  translated(
      [&](const EngineError& error) {
        if (is_bad_request(error.code()) && error.code() != ErrorCode::not_found) {
          return Translation{400, "RestException", {}};
        }
        return as_is(error);
      },
      [&] {
        try {
          work();
        } catch (const EngineError& error) {
          if (error.code() != ErrorCode::not_found) throw;
          throw HttpError{404, "RestException",
                          fmt::format("External task with id {} does not exist", request.value("id")), 0};
        }
      });
  return Response::no_content();
}

Response complete(const Request& request, Context& context) {
  const Json body = request.json();
  Variables variables = body::variables(body, "variables", "");
  Variables local = body::variables(body, "localVariables", "");
  return done(request, [&] {
    context.engine.complete_external_task(request.value("id"), body::text_or_empty(body, "workerId"),
                                          std::move(variables), std::move(local));
  });
}

Response fail(const Request& request, Context& context) {
  const Json body = request.json();
  ExternalFailure failure;
  failure.task_id = request.value("id");
  failure.worker_id = body::text_or_empty(body, "workerId");
  failure.error_message = body::text(body, "errorMessage");
  failure.error_details = body::text(body, "errorDetails");
  failure.retries = body::number(body, "retries").value_or(0);
  failure.retry_timeout_ms = body::number(body, "retryTimeout").value_or(0);
  failure.variables = body::variables(body, "variables", "");
  failure.local_variables = body::variables(body, "localVariables", "");
  return done(request, [&] { context.engine.fail_external_task(std::move(failure)); });
}

Response bpmn_error(const Request& request, Context& context) {
  const Json body = request.json();
  Variables variables = body::variables(body, "variables", "");
  const std::string worker = body::text_or_empty(body, "workerId");
  const auto code = body::text(body, "errorCode");
  if (code && code->empty() && !worker.empty()) throw EngineError(ErrorCode::process_engine, "Error Code is empty");
  return done(request, [&] {
    context.engine.external_task_bpmn_error(request.value("id"), worker, code.value_or(""),
                                            body::text(body, "errorMessage"), std::move(variables));
  });
}

Response extend_lock(const Request& request, Context& context) {
  const Json body = request.json();
  return done(request, [&] {
    context.engine.extend_lock(request.value("id"), body::text_or_empty(body, "workerId"),
                               body::number(body, "newDuration").value_or(0));
  });
}

Response lock(const Request& request, Context& context) {
  const Json body = request.json();
  return done(request, [&] {
    context.engine.lock_external_task(request.value("id"), body::text_or_empty(body, "workerId"),
                                      body::number(body, "lockDuration").value_or(0));
  });
}

Response unlock(const Request& request, Context& context) {
  return done(request, [&] { context.engine.unlock_external_task(request.value("id")); });
}

// --- What operators set -------------------------------------------------------------------------

std::int64_t retries_of(const Json& body) {
  const auto retries = body::number(body, "retries");
  if (!retries) throw HttpError{400, "InvalidRequestException", "The number of retries cannot be null."};
  return *retries;
}

constexpr const char* kNegativeRetries =
    "The number of retries cannot be negative: retries is not greater than or equal to 0";

Response set_retries(const Request& request, Context& context) {
  const std::int64_t retries = retries_of(request.json());
  if (retries < 0) throw EngineError(ErrorCode::bad_request, kNegativeRetries);
  return done(request, [&] { context.engine.set_external_task_retries({request.value("id")}, retries); });
}

Response set_priority(const Request& request, Context& context) {
  const auto priority = body::number(request.json(), "priority");
  if (!priority) throw HttpError{400, "InvalidRequestException", "The priority cannot be null."};
  return done(request, [&] { context.engine.set_external_task_priority(request.value("id"), *priority); });
}

std::vector<std::string> tasks_of_instances(const std::vector<std::string>& instances, Store& store) {
  const Query query{TableId::external_task, where::in(col::external_task::process_instance_id, instances)};
  std::vector<std::string> ids;
  for (const ExternalTask& task : store.all<ExternalTask>(query)) ids.push_back(task.id);
  return ids;
}

// The ids given, those of the queries, and those of the process instances given.
std::vector<std::string> selected_tasks(const Json& body, const Request& request, Context& context) {
  const query::Surroundings around = query::surroundings(request, context);
  Store& store = context.engine.store();
  std::vector<std::string> ids = body::texts(body, "externalTaskIds");
  const auto add = [&](const std::vector<std::string>& more) { ids.insert(ids.end(), more.begin(), more.end()); };
  if (const Json* query = body::member(body, "externalTaskQuery")) {
    add(query::external_task_ids(*query, around, store));
  }
  add(tasks_of_instances(body::texts(body, "processInstanceIds"), store));
  if (const Json* query = body::member(body, "processInstanceQuery")) {
    add(tasks_of_instances(query::process_instance_ids(*query, around, store), store));
  }
  if (const Json* query = body::member(body, "historicProcessInstanceQuery")) {
    add(tasks_of_instances(query::historic_process_instance_ids(*query, around, store), store));
  }
  std::set<std::string> seen;
  std::erase_if(ids, [&](const std::string& id) { return !seen.insert(id).second; });
  return ids;
}

Response set_retries_of_many(const Request& request, Context& context) {
  const Json body = request.json();
  const auto refuse = [](int status, std::string message) {
    throw HttpError{status, "InvalidRequestException", std::move(message)};
  };
  const std::int64_t retries = retries_of(body);
  const Json* given = body::member(body, "externalTaskIds");
  if (given && given->is_array()) {
    for (const Json& id : *given) {
      if (id.is_null()) refuse(400, "External task id cannot be null: externalTaskIds contains null value");
    }
  }
  const std::vector<std::string> ids = selected_tasks(body, request, context);
  if (ids.empty()) refuse(400, "externalTaskIds is empty");
  if (retries < 0) refuse(400, kNegativeRetries);
  Store& store = context.engine.store();
  for (const std::string& id : ids) {
    if (!store.get<ExternalTask>(id)) {
      refuse(404, fmt::format("Cannot find external task with id {}: externalTask is null", id));
    }
  }
  context.engine.set_external_task_retries(ids, retries);
  return Response::no_content();
}

// --- Reading ------------------------------------------------------------------------------------

Response error_details(const Request& request, Context& context) {
  auto task = context.engine.store().get<ExternalTask>(request.value("id"));
  if (!task) {
    throw EngineError(ErrorCode::null_value,
                      fmt::format("No external task found with id {}: externalTask is null", request.value("id")));
  }
  if (!task->error_details) return Response::no_content();
  return Response::text(std::move(*task->error_details), "text/plain");
}

Response topic_names(const Request& request, Context& context) {
  namespace c = col::external_task;
  const Cell now{context.engine.now()};
  std::vector<Where> parts;
  if (request.flag("withLockedTasks")) parts.push_back(where::compare(c::lock_expiration, Compare::gt, now));
  if (request.flag("withUnlockedTasks")) {
    parts.push_back(where::any({where::is_null(c::lock_expiration), where::compare(c::lock_expiration, Compare::le, now)}));
  }
  if (request.flag("withRetriesLeft")) {
    parts.push_back(where::any({where::is_null(c::retries), where::compare(c::retries, Compare::gt, Cell{std::int64_t{0}})}));
  }
  std::set<std::string> topics;
  for (const ExternalTask& task :
       context.engine.store().all<ExternalTask>({TableId::external_task, where::all(std::move(parts))})) {
    topics.insert(task.topic);
  }
  return Response::json(Json(topics));
}

}  // namespace

void add_external_task_routes(Router& router) {
  router.add("POST", "/external-task/{id}/complete", complete);
  router.add("POST", "/external-task/{id}/failure", fail);
  router.add("POST", "/external-task/{id}/bpmnError", bpmn_error);
  router.add("POST", "/external-task/{id}/extendLock", extend_lock);
  router.add("POST", "/external-task/{id}/lock", lock);
  router.add("POST", "/external-task/{id}/unlock", unlock);
  router.add("PUT", "/external-task/{id}/retries", set_retries);
  router.add("PUT", "/external-task/{id}/priority", set_priority);
  router.add("PUT", "/external-task/retries", set_retries_of_many);
  router.add("GET", "/external-task/{id}/errorDetails", error_details);
  router.add("GET", "/external-task/topic-names", topic_names);
}

}  // namespace baton::api
