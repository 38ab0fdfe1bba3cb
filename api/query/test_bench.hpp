// For tests of queries: rows in a memory store, and the real routes on top, called without HTTP.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/http/router.hpp"
#include "expression/time.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton::api {

class QueryTest : public testing::Test {
 protected:
  using Parameters = std::map<std::string, std::string>;

  struct Answer {
    int status = 0;
    Json body;
    std::string text;
    std::string type() const { return body.is_object() ? body.value("type", "") : ""; }
  };

  template <class Entity>
  void add(const Entity& entity) {
    Batch batch;
    batch.insert(entity);
    store_.commit(std::move(batch));
  }

  Answer call(const std::string& method, const std::string& path, Parameters query, const std::string& body = "",
              std::map<std::string, std::string> headers = {}) {
    Request request;
    request.method = method;
    request.path = path;
    request.query = std::move(query);
    request.headers = std::move(headers);
    request.body = body;
    request.headers["content-type"] = "application/json";
    Context context{engine_};
    const Response response = router_.handle(std::move(request), context);
    Answer answer{response.status, Json(), response.body};
    if (response.content_type == "application/json") answer.body = Json::parse(response.body);
    return answer;
  }
  Answer get(const std::string& path, Parameters query = {}) { return call("GET", path, std::move(query)); }
  Answer post(const std::string& path, const std::string& body, Parameters query = {}) {
    return call("POST", path, std::move(query), body);
  }

  // One member of each row, or the status and type of an error: "a b", "400 InvalidRequestException".
  static std::string show(const Answer& answer, const char* member = "id") {
    if (answer.status != 200) return std::to_string(answer.status) + " " + answer.type();
    std::string shown;
    for (const Json& row : answer.body) {
      if (!shown.empty()) shown += ' ';
      shown += row[member].is_string() ? row[member].get<std::string>() : row[member].dump();
    }
    return shown;
  }

  MemoryStore store_;
  ManualClock clock_{parse_date("2030-01-10T12:00:00.000+0000")};
  std::unique_ptr<IdSource> ids_ = system_ids();
  Engine engine_{store_, clock_, *ids_, [] {
                   EngineOptions options;
                   options.job_threads = 0;
                   return options;
                 }()};
  Router router_;
};

}  // namespace baton::api
