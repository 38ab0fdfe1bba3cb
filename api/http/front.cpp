#include "api/http/front.hpp"

#include <Poco/Base64Decoder.h>
#include <Poco/MemoryStream.h>
#include <Poco/StreamCopier.h>

#include <nlohmann/json.hpp>

#include "api/http/errors.hpp"
#include "api/http/idempotency.hpp"
#include "api/http/router.hpp"
#include "api/operations/measure.hpp"
#include "api/routes.hpp"
#include "modeler/workspace.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

// Modeler's default is /rest, everybody else's /engine-rest.
constexpr std::string_view kBases[] = {"/engine-rest", "/rest"};
constexpr std::string_view kModeler = "/modeler";  // these resources stand without a base as well

std::string collapse(const std::string& path) {
  std::string collapsed;
  for (const char c : path) {
    if (c == '/' && !collapsed.empty() && collapsed.back() == '/') continue;
    collapsed += c;
  }
  return collapsed;
}

Response preflight(const Request& request) {
  Response response = Response::no_content();
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS, HEAD");
  const auto wanted = request.headers.find("access-control-request-headers");
  response.headers.emplace_back("Access-Control-Allow-Headers",
                                wanted == request.headers.end()
                                    ? "authorization, content-type, accept, x-requested-with, origin"
                                    : wanted->second);
  response.headers.emplace_back("Access-Control-Max-Age", "1800");
  return response;
}

// The user that a Basic header names. Nobody is authenticated yet: the server listens on loopback only.
void read_caller(Request& request) {
  const auto header = request.headers.find("authorization");
  if (header == request.headers.end() || header->second.rfind("Basic ", 0) != 0) return;
  Poco::MemoryInputStream encoded(header->second.data() + 6, static_cast<std::streamsize>(header->second.size() - 6));
  Poco::Base64Decoder decoder(encoded);
  std::string pair;
  Poco::StreamCopier::copyToString(decoder, pair);
  request.caller.user_id = pair.substr(0, pair.find(':'));
}

// Up while the database answers: one row is asked for.
Response health(Engine& engine) {
  try {
    engine.store().find(TableId::property, "schema-version");
    return Response::json({{"status", "UP"}});
  } catch (const StoreError& error) {
    return Response::json({{"status", "DOWN"}, {"database", error.message}}, 503);
  }
}

}  // namespace

struct Front::Impl {
  std::unique_ptr<IdSource> ids = system_ids();
  modeler::Workspace workspace;
  Context context;
  Router router;
  Measure measure;
  Idempotency idempotency;

  explicit Impl(Engine& engine)
      : workspace(engine.store(), [&engine] { return engine.now(); }, *ids), context{engine, ids.get(), &workspace}, measure(engine), idempotency(engine) {
    add_all_routes(router);
  }

  Response call(Request request, std::string_view base);
  std::optional<Response> page(const std::string& path);
};

// The API below one of its bases.
Response Front::Impl::call(Request request, std::string_view base) {
  const auto host = request.headers.find("host");
  request.base_url = "http://" + (host == request.headers.end() ? "localhost" : host->second) + std::string(base);
  read_caller(request);
  const bool has_origin = request.headers.count("origin") > 0;
  const auto handle = [&] { return router.handle(request, context); };
  Response response;
  try {
    response = idempotency.answer(request, handle);
  } catch (...) {
    response = response_of(std::current_exception());
  }
  if (has_origin) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    response.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Location, Content-Disposition");
  }
  return response;
}

// What is beside the API.
std::optional<Response> Front::Impl::page(const std::string& path) {
  constexpr const char* kPrometheus = "text/plain; version=0.0.4; charset=utf-8";
  try {
    if (path == "/") return Response::text("Baton. The REST API is at /engine-rest, the modeler's at /modeler (/modeler/openapi.json), health at /health, metrics at /metrics.\n");
    if (path == "/health") return health(context.engine);
    if (path == "/metrics") return Response::text(prometheus_text(context.engine, measure.counts()), kPrometheus);
    if (path == "/metrics/summary") {
      return Response::text(summary_json(context.engine, measure.counts()), "application/json");
    }
    if (path == "/.well-known/camunda-automation-platform/webapps") {
      return Response::json({{"adminUrl", nullptr}, {"cockpitUrl", nullptr}, {"tasklistUrl", nullptr}});
    }
    return std::nullopt;
  } catch (...) {
    return response_of(std::current_exception());
  }
}

Front::Front(Engine& engine) : impl_(std::make_unique<Impl>(engine)) {}
Front::~Front() = default;

Response Front::answer(Request request) {
  if (request.method == "OPTIONS" && request.headers.count("access-control-request-method")) return preflight(request);
  const bool is_get = request.method == "GET" || request.method == "HEAD";
  if (request.method == "HEAD") request.method = "GET";
  const std::string path = collapse(request.path);
  std::optional<Response> response = is_get ? impl_->page(path) : std::nullopt;
  const auto is_below = [&path](std::string_view base) { return path.rfind(base, 0) == 0 && (path.size() == base.size() || path[base.size()] == '/'); };
  if (!response && is_below(kModeler)) {
    request.path = path;
    response = impl_->call(std::move(request), kBases[0]);
  }
  for (const std::string_view base : kBases) {
    if (response || !is_below(base)) continue;
    request.path = path.substr(base.size());
    response = impl_->call(std::move(request), base);
  }
  if (!response) response = error_response(404, "NotFoundException", "HTTP 404 Not Found");
  if (is_get && !response->long_poll) response->headers.emplace_back("Cache-Control", "no-cache");
  return std::move(*response);
}

}  // namespace baton::api
