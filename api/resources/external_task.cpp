// External tasks: what workers call (camunda7-rest A.6).
#include "api/dto/columns.hpp"
#include "api/dto/external_task.hpp"
#include "api/http/router.hpp"
#include "api/query/filters.hpp"
#include "api/query/listing.hpp"
#include "api/query/render.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

constexpr std::int64_t kLongestPollMs = 1'800'000;

TopicRequest read_topic(const Json& json) {
  TopicRequest topic;
  topic.topic = body::text_or_empty(json, "topicName");
  topic.lock_duration_ms = body::number(json, "lockDuration").value_or(0);
  if (body::member(json, "variables")) topic.variables = body::texts(json, "variables");
  topic.local_variables = body::flag(json, "localVariables");
  topic.deserialize_values = body::flag(json, "deserializeValues");
  topic.include_extension_properties = body::flag(json, "includeExtensionProperties");
  topic.business_key = body::text(json, "businessKey");
  topic.definition_ids = body::texts(json, "processDefinitionIdIn");
  if (const auto id = body::text(json, "processDefinitionId")) topic.definition_ids.push_back(*id);
  topic.definition_keys = body::texts(json, "processDefinitionKeyIn");
  if (const auto key = body::text(json, "processDefinitionKey")) topic.definition_keys.push_back(*key);
  topic.version_tag = body::text(json, "processDefinitionVersionTag");
  topic.tenant_ids = body::texts(json, "tenantIdIn");
  topic.without_tenant = body::flag(json, "withoutTenantId");
  if (const Json* map = body::member(json, "processVariables")) {
    for (const auto& [name, value] : map->items()) {
      topic.process_variables.emplace_back(name, value_from_rest({{"value", value}}).value);
    }
  }
  return topic;
}

FetchRequest read_fetch(const Json& json) {
  FetchRequest fetch;
  fetch.worker_id = body::text_or_empty(json, "workerId");
  fetch.max_tasks = body::number(json, "maxTasks").value_or(0);
  fetch.use_priority = body::flag(json, "usePriority");
  if (const Json* sorting = body::member(json, "sorting")) {
    for (const Json& entry : *sorting) {
      const std::string by = body::text_or_empty(entry, "sortBy"), order = body::text_or_empty(entry, "sortOrder");
      if (by != "createTime" || (order != "asc" && order != "desc")) {
        throw HttpError{400, "InvalidRequestException", "Cannot set query sorting to '" + by + "' '" + order + "'"};
      }
      fetch.create_time_descending = order == "desc";
    }
  }
  if (const Json* topics = body::member(json, "topics")) {
    for (const Json& topic : *topics) fetch.topics.push_back(read_topic(topic));
  }
  return fetch;
}

Json locked_dto(const std::vector<LockedTask>& tasks) {
  Json list = Json::array();
  for (const LockedTask& locked : tasks) {
    Json dto = external_task_row_dto(locked.task);
    dto["errorDetails"] = text_or_null(locked.task.error_details);
    dto["variables"] = body::value_map(locked.variables, locked.deserialize_values);
    dto["extensionProperties"] = Json::object();
    for (const auto& [name, value] : locked.extension_properties) dto["extensionProperties"][name] = value;
    list.push_back(std::move(dto));
  }
  return list;
}

Response fetch_and_lock(const Request& request, Context& context) {
  const Json json = request.json();
  auto fetch = std::make_shared<FetchRequest>(read_fetch(json));
  const std::int64_t wait = body::number(json, "asyncResponseTimeout").value_or(0);
  if (wait > kLongestPollMs) {
    throw HttpError{400, "InvalidRequestException",
                    "The asynchronous response timeout cannot be set to a value greater than 1800000 milliseconds"};
  }
  const auto tasks = context.engine.fetch_and_lock(*fetch);
  if (!tasks.empty() || wait <= 0 || fetch->topics.empty()) return Response::json(locked_dto(tasks));
  Engine& engine = context.engine;
  Response parked;
  parked.long_poll = std::make_shared<LongPoll>();
  parked.long_poll->wait_ms = wait;
  parked.long_poll->expired = Response::json(Json::array());
  parked.long_poll->attempt = [&engine, fetch]() -> std::optional<Response> {
    const auto found = engine.fetch_and_lock(*fetch);
    if (found.empty()) return std::nullopt;
    return Response::json(locked_dto(found));
  };
  parked.long_poll->subscribe = [&engine, fetch](std::function<void()> wake) {
    std::vector<std::string> topics;
    for (const TopicRequest& topic : fetch->topics) topics.push_back(topic.topic);
    return engine.on_external_task(topics, std::move(wake));
  };
  return parked;
}

Translation of_refusal(const EngineError& error) {
  switch (error.code()) {
    case ErrorCode::not_found: return {404, "RestException", ""};
    case ErrorCode::bad_request:
    case ErrorCode::suspended:
    case ErrorCode::not_valid: return {400, "RestException", ""};
    default: return {500, std::string(exception_name(error.code())), ""};
  }
}

Variables variables(const Json& json, const char* name) { return body::variables(json, name, "Cannot change external task"); }

Response complete(const Request& request, Context& context) {
  const Json json = request.json();
  translated(of_refusal, [&] {
    context.engine.complete_external_task(request.value("id"), body::text_or_empty(json, "workerId"),
                                          variables(json, "variables"), variables(json, "localVariables"));
  });
  return Response::no_content();
}

Response fail(const Request& request, Context& context) {
  const Json json = request.json();
  ExternalFailure failure;
  failure.task_id = request.value("id");
  failure.worker_id = body::text_or_empty(json, "workerId");
  failure.error_message = body::text(json, "errorMessage");
  failure.error_details = body::text(json, "errorDetails");
  failure.retries = body::number(json, "retries").value_or(0);
  failure.retry_timeout_ms = body::number(json, "retryTimeout").value_or(0);
  failure.variables = variables(json, "variables");
  failure.local_variables = variables(json, "localVariables");
  translated(of_refusal, [&] { context.engine.fail_external_task(std::move(failure)); });
  return Response::no_content();
}

Response bpmn_error(const Request& request, Context& context) {
  const Json json = request.json();
  translated(of_refusal, [&] {
    context.engine.external_task_bpmn_error(request.value("id"), body::text_or_empty(json, "workerId"),
                                            body::text_or_empty(json, "errorCode"), body::text(json, "errorMessage"),
                                            variables(json, "variables"));
  });
  return Response::no_content();
}

Response extend(const Request& request, Context& context) {
  const Json json = request.json();
  translated(of_refusal, [&] {
    context.engine.extend_lock(request.value("id"), body::text_or_empty(json, "workerId"),
                               body::number(json, "newDuration").value_or(0));
  });
  return Response::no_content();
}

Response lock(const Request& request, Context& context) {
  const Json json = request.json();
  translated(of_refusal, [&] {
    context.engine.lock_external_task(request.value("id"), body::text_or_empty(json, "workerId"),
                                      body::number(json, "lockDuration").value_or(0));
  });
  return Response::no_content();
}

Response unlock(const Request& request, Context& context) {
  translated(of_refusal, [&] { context.engine.unlock_external_task(request.value("id")); });
  return Response::no_content();
}

Response set_retries(const Request& request, Context& context) {
  const auto retries = body::number(request.json(), "retries");
  if (!retries) throw HttpError{400, "InvalidRequestException", "The number of retries cannot be null."};
  translated(of_refusal, [&] { context.engine.set_external_task_retries({request.value("id")}, *retries); });
  return Response::no_content();
}

Response set_retries_of_many(const Request& request, Context& context) {
  const Json json = request.json();
  const auto retries = body::number(json, "retries");
  if (!retries) throw HttpError{400, "InvalidRequestException", "The number of retries cannot be null."};
  std::vector<std::string> ids = body::texts(json, "externalTaskIds");
  for (const std::string& instance : body::texts(json, "processInstanceIds")) {
    for (const auto& id : query::ids_of(TableId::external_task,
                                        where::eq(col::external_task::process_instance_id, instance.c_str()),
                                        context.engine.store())) {
      ids.push_back(id);
    }
  }
  if (const Json* wanted = body::member(json, "externalTaskQuery")) {
    for (auto& id : query::external_task_ids(*wanted, query::surroundings(request, context), context.engine.store())) {
      ids.push_back(std::move(id));
    }
  }
  if (ids.empty()) throw HttpError{400, "InvalidRequestException", "externalTaskIds is empty"};
  translated([](const EngineError& error) {
    return Translation{error.code() == ErrorCode::not_found ? 404 : 400, "InvalidRequestException", ""};
  }, [&] { context.engine.set_external_task_retries(ids, *retries); });
  return Response::no_content();
}

Response set_priority(const Request& request, Context& context) {
  const auto priority = body::number(request.json(), "priority");
  if (!priority) throw HttpError{400, "RestException", "Priority for external task cannot be null."};
  translated(of_refusal, [&] { context.engine.set_external_task_priority(request.value("id"), *priority); });
  return Response::no_content();
}

Response error_details(const Request& request, Context& context) {
  const auto task = context.engine.store().get<ExternalTask>(request.value("id"));
  if (!task) throw EngineError(ErrorCode::null_value, "Cannot find external task with id " + request.value("id"));
  if (!task->error_details) return Response::no_content();
  return Response::text(*task->error_details);
}

}  // namespace

void add_external_task_routes(Router& router) {
  router.add("POST", "/external-task/fetchAndLock", fetch_and_lock);
  router.add("POST", "/external-task/{id}/complete", complete);
  router.add("POST", "/external-task/{id}/failure", fail);
  router.add("POST", "/external-task/{id}/bpmnError", bpmn_error);
  router.add("POST", "/external-task/{id}/extendLock", extend);
  router.add("POST", "/external-task/{id}/lock", lock);
  router.add("POST", "/external-task/{id}/unlock", unlock);
  router.add("PUT", "/external-task/{id}/retries", set_retries);
  router.add("PUT", "/external-task/retries", set_retries_of_many);
  router.add("PUT", "/external-task/{id}/priority", set_priority);
  router.add("GET", "/external-task/{id}/errorDetails", error_details);
}

}  // namespace baton::api
