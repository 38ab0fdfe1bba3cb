// POST /external-task/fetchAndLock: at once, or as a long poll that the server parks (camunda7-rest A.6.1).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/dto/locked_task.hpp"
#include "api/http/router.hpp"
#include "api/resources/body.hpp"
#include "api/routes.hpp"

namespace baton::api {

namespace {

constexpr std::int64_t kLongestWaitMs = 1'800'000;

// Plain values, not typed ones: {"orderId": 5}.
Value plain_value(const Json& json) {
  if (json.is_structured()) return Value::json(json.dump());
  return Value::from_tree(json);
}

TopicRequest topic_of(const Json& dto) {
  if (!dto.is_object()) {
    throw HttpError{400, "InvalidRequestException", fmt::format("A topic must be an object, but is {}", dto.type_name())};
  }
  TopicRequest topic;
  topic.topic = body::text_or_empty(dto, "topicName");
  topic.lock_duration_ms = body::number(dto, "lockDuration").value_or(0);
  if (body::member(dto, "variables")) topic.variables = body::texts(dto, "variables");
  topic.local_variables = body::flag(dto, "localVariables");
  topic.deserialize_values = body::flag(dto, "deserializeValues");
  topic.include_extension_properties = body::flag(dto, "includeExtensionProperties");
  if (const Json* wanted = body::member(dto, "processVariables")) {
    for (const auto& [name, value] : wanted->items()) topic.process_variables.emplace_back(name, plain_value(value));
  }
  topic.business_key = body::text(dto, "businessKey");
  topic.definition_ids = body::texts(dto, "processDefinitionIdIn");
  if (const auto id = body::text(dto, "processDefinitionId")) topic.definition_ids.push_back(*id);
  topic.definition_keys = body::texts(dto, "processDefinitionKeyIn");
  if (const auto key = body::text(dto, "processDefinitionKey")) topic.definition_keys.push_back(*key);
  topic.version_tag = body::text(dto, "processDefinitionVersionTag");
  topic.tenant_ids = body::texts(dto, "tenantIdIn");
  topic.without_tenant = body::flag(dto, "withoutTenantId");
  topic.process_instance_ids = body::texts(dto, "processInstanceIdIn");
  if (const auto id = body::text(dto, "processInstanceId")) topic.process_instance_ids.push_back(*id);
  return topic;
}

void read_sorting(const Json& body, FetchRequest& fetch) {
  const Json* list = body::member(body, "sorting");
  if (!list) return;
  if (!list->is_array()) throw HttpError{400, "InvalidRequestException", "'sorting' must be an array"};
  for (const Json& entry : *list) {
    const std::string by = body::text_or_empty(entry, "sortBy");
    const auto order = body::text(entry, "sortOrder");
    if (by != "createTime") {
      throw HttpError{400, "InvalidRequestException", "Cannot set query sortBy parameter to value " + by};
    }
    if (!order) {
      throw EngineError(ErrorCode::not_valid,
                        "Invalid query: call asc() or desc() after using orderByXX(): direction is null");
    }
    if (*order != "asc" && *order != "desc") {
      throw HttpError{400, "InvalidRequestException", "Cannot set query sortOrder parameter to value " + *order};
    }
    fetch.create_time_descending = *order == "desc";
  }
}

FetchRequest fetch_of(const Json& body) {
  FetchRequest fetch;
  fetch.worker_id = body::text_or_empty(body, "workerId");
  fetch.max_tasks = body::number(body, "maxTasks").value_or(0);
  fetch.use_priority = body::flag(body, "usePriority");
  read_sorting(body, fetch);
  if (const Json* topics = body::member(body, "topics")) {
    if (!topics->is_array()) throw HttpError{400, "InvalidRequestException", "'topics' must be an array"};
    for (const Json& topic : *topics) fetch.topics.push_back(topic_of(topic));
  }
  return fetch;
}

Response answer_of(const std::vector<LockedTask>& tasks) {
  Json list = Json::array();
  for (const LockedTask& task : tasks) list.push_back(locked_task_dto(task));
  return Response::json(list);
}

Response wait_for(std::shared_ptr<const FetchRequest> fetch, std::int64_t wait_ms, Engine& engine) {
  auto poll = std::make_shared<LongPoll>();
  poll->wait_ms = wait_ms;
  poll->expired = Response::json(Json::array());
  poll->attempt = [fetch, &engine]() -> std::optional<Response> {
    const auto tasks = engine.fetch_and_lock(*fetch);
    if (tasks.empty()) return std::nullopt;
    return answer_of(tasks);
  };
  poll->subscribe = [fetch, &engine](std::function<void()> wake) {
    std::vector<std::string> topics;
    for (const TopicRequest& topic : fetch->topics) topics.push_back(topic.topic);
    return engine.on_external_task(topics, std::move(wake));
  };
  Response response;
  response.long_poll = std::move(poll);
  return response;
}

Response fetch_and_lock(const Request& request, Context& context) {
  const Json body = request.json();
  const std::int64_t wait_ms = body::number(body, "asyncResponseTimeout").value_or(0);
  if (wait_ms > kLongestWaitMs) {
    throw HttpError{400, "InvalidRequestException",
                    fmt::format("The asynchronous response timeout cannot be set to a value greater than {} milliseconds",
                                kLongestWaitMs)};
  }
  auto fetch = std::make_shared<const FetchRequest>(fetch_of(body));
  const auto tasks = context.engine.fetch_and_lock(*fetch);
  if (!tasks.empty() || wait_ms <= 0) return answer_of(tasks);
  return wait_for(std::move(fetch), wait_ms, context.engine);
}

}  // namespace

void add_external_task_fetch_routes(Router& router) {
  router.add("POST", "/external-task/fetchAndLock", fetch_and_lock);
}

}  // namespace baton::api
