#include "api/http/idempotency.hpp"

#include <Poco/DigestEngine.h>
#include <Poco/SHA1Engine.h>

#include <nlohmann/json.hpp>

#include "api/http/errors.hpp"
#include "runtime/engine/companion.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

constexpr std::int64_t kKeptMs = 24 * 3600 * 1000;
constexpr std::int64_t kRemovalPauseMs = 60 * 1000;
constexpr std::int64_t kRemovedAtOnce = 500;
constexpr std::size_t kLongestKey = 255;
constexpr int kUnavailable = 503;

std::string digest_of(const Request& request) {
  Poco::SHA1Engine engine;
  for (const std::string* part : {&request.method, &request.path, &request.body}) {
    engine.update(*part);
    engine.update('\n');
  }
  for (const auto& [name, value] : request.query) engine.update(name + "=" + value + "\n");
  return Poco::DigestEngine::digestToHex(engine.digest());
}

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// Takes a key for one request at a time.
class UnderWay {
 public:
  UnderWay(std::mutex& mutex, std::unordered_set<std::string>& keys, const std::string& key)
      : mutex_(mutex), keys_(keys), key_(key) {
    const std::lock_guard lock(mutex_);
    is_ours = keys_.insert(key_).second;
  }
  ~UnderWay() {
    if (!is_ours) return;
    const std::lock_guard lock(mutex_);
    keys_.erase(key_);
  }
  bool is_ours = false;

 private:
  std::mutex& mutex_;
  std::unordered_set<std::string>& keys_;
  const std::string key_;
};

Response refused(int status, const std::string& message) {
  return error_response(status, "InvalidRequestException", "Idempotency-Key: " + message);
}

// The answer of a start whose server died before it was stored.
std::optional<Response> started(const Request& request, const Idempotent& row, Engine& engine) {
  if (!ends_with(request.path, "/start") && !ends_with(request.path, "/submit-form")) return std::nullopt;
  const auto instance = engine.store().get<HistoricProcessInstance>(row.instance_id);
  if (!instance) return std::nullopt;
  const auto running = engine.store().get<Execution>(row.instance_id);
  Json dto{{"links", {{{"method", "GET"}, {"href", request.base_url + "/process-instance/" + row.instance_id}, {"rel", "self"}}}},
           {"id", row.instance_id},
           {"definitionId", instance->definition_id},
           {"definitionKey", instance->definition_key},
           {"businessKey", instance->business_key ? Json(*instance->business_key) : Json()},
           {"caseInstanceId", instance->case_instance_id.empty() ? Json() : Json(instance->case_instance_id)},
           {"ended", !running},
           {"suspended", running && running->suspended},
           {"tenantId", instance->tenant_id.empty() ? Json() : Json(instance->tenant_id)}};
  return Response::json(dto);
}

bool answers_nothing(const Request& request) {
  for (const char* end : {"/complete", "/failure", "/bpmnError", "/message", "/signal", "/claim", "/unclaim", "/suspended",
                          "/retries", "/unlock", "/lock", "/extendLock", "/resolve", "/assignee", "/delegate"}) {
    if (ends_with(request.path, end)) return true;
  }
  return request.method == "PUT" || request.method == "DELETE";
}

}  // namespace

Response Idempotency::replay(const Request& request, const Idempotent& row) const {
  Response response;
  if (row.status) {
    response.status = static_cast<int>(*row.status);
    response.content_type = row.content_type.value_or("");
    response.body = row.body.value_or("");
  } else if (auto instance = started(request, row, engine_)) {
    response = std::move(*instance);
  } else if (answers_nothing(request)) {
    response = Response::no_content();
  } else {
    response = refused(409, "the request was carried out, but the server died before its answer was stored");
  }
  response.headers.emplace_back("Idempotency-Replayed", "true");
  return response;
}

Response Idempotency::answer(const Request& request, const std::function<Response()>& handle) {
  const auto header = request.headers.find("idempotency-key");
  if (header == request.headers.end() || request.method == "GET" || request.method == "HEAD") return handle();
  if (header->second.empty() || header->second.size() > kLongestKey) return refused(400, "1 to 255 characters are expected");
  const std::string id = request.caller.user_id + "\n" + header->second;
  const UnderWay under_way(mutex_, under_way_, id);
  if (!under_way.is_ours) {
    Response response = refused(409, "a request with this key is under way");
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }
  remove_old();
  const std::string digest = digest_of(request);
  const auto row = engine_.store().get<Idempotent>(id);
  return row ? known(request, *row, digest) : carry_out(request, id, digest, handle);
}

Response Idempotency::known(const Request& request, const Idempotent& row, const std::string& digest) const {
  if (row.digest != digest) return refused(422, "the key was used for another request");
  return replay(request, row);
}

Response Idempotency::carry_out(const Request& request, const std::string& id, const std::string& digest,
                                const std::function<Response()>& handle) {
  Idempotent row;
  row.id = id;
  row.digest = digest;
  row.created = engine_.now();
  CommitCompanion companion(std::move(row));
  Response response = handle();
  if (!response.long_poll && !companion.is_stored() && response.status == kUnavailable) {
    // Another node may have had the same request at the same time, and was faster.
    if (const auto other = engine_.store().get<Idempotent>(id)) return known(request, *other, digest);
  }
  if (response.long_poll || !companion.is_stored()) return response;
  Batch answered;
  answered.patch(TableId::idempotent, id,
                 {{col::idempotent::status, Cell{std::int64_t{response.status}}},
                  {col::idempotent::content_type, Cell{response.content_type}},
                  {col::idempotent::body, Cell{response.body}}});
  engine_.store().commit(std::move(answered));
  return response;
}

// A slice at a time, so that nobody waits for it.
void Idempotency::remove_old() {
  const TimestampMs now = engine_.now();
  {
    const std::lock_guard lock(mutex_);
    if (now < next_removal_) return;
    next_removal_ = now + kRemovalPauseMs;
  }
  Query old{TableId::idempotent, where::compare(col::idempotent::created, Compare::lt, Cell{now - kKeptMs})};
  old.limit = kRemovedAtOnce;
  Batch batch;
  for (const auto& row : engine_.store().all<Idempotent>(old)) batch.remove(TableId::idempotent, row.id);
  if (!batch.empty()) engine_.store().commit(std::move(batch));
}

}  // namespace baton::api
