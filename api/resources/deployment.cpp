// Deployments (camunda7-rest A.1).
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "api/dto/columns.hpp"
#include "api/dto/definition.hpp"
#include "api/http/router.hpp"
#include "api/query/listing.hpp"
#include "api/query/render.hpp"
#include "api/resources/body.hpp"
#include "api/resources/deployment.hpp"
#include "api/resources/media_type.hpp"
#include "api/routes.hpp"
#include "api/resources/translate.hpp"

namespace baton::api {

namespace {

bool is_true(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text == "true";
}

// Parts that are not files.
using FieldReader = void (*)(DeploymentRequest&, const std::string&);
const std::map<std::string, FieldReader>& fields() {
  static const std::map<std::string, FieldReader> table = {
      {"deployment-name", [](DeploymentRequest& r, const std::string& v) { r.name = v; }},
      {"deployment-source", [](DeploymentRequest& r, const std::string& v) { r.source = v; }},
      {"tenant-id", [](DeploymentRequest& r, const std::string& v) { r.tenant_id = v; }},
      {"enable-duplicate-filtering", [](DeploymentRequest& r, const std::string& v) { r.duplicate_filtering = is_true(v); }},
      {"deploy-changed-only", [](DeploymentRequest& r, const std::string& v) { r.changed_only = is_true(v); }},
      {"lenient", [](DeploymentRequest& r, const std::string& v) { r.lenient = is_true(v); }},
      {"deployment-activation-time", [](DeploymentRequest& r, const std::string& v) {
         r.activation_time = try_parse_date(v);
         if (!r.activation_time) {
           throw HttpError{400, "InvalidRequestException", "deployment-activation-time is not a date: " + v};
         }
       }},
  };
  return table;
}

Response create(const Request& request, Context& context) {
  DeploymentRequest deployment;
  for (const Part& part : request.parts()) {
    const auto field = fields().find(part.name);
    const bool is_text = !part.filename && (part.content_type.empty() || part.content_type.rfind("text/plain", 0) == 0);
    if (field != fields().end() && is_text) {
      field->second(deployment, part.bytes);
    } else if (part.filename && !part.filename->empty()) {
      deployment.files.push_back({*part.filename, part.bytes});
    } else if (!is_text || field == fields().end()) {
      throw HttpError{400, "InvalidRequestException",
                      fmt::format("No file name found in the deployment resource described by form parameter '{}'.", part.name)};
    }
  }
  if (deployment.files.empty()) {
    throw HttpError{400, "InvalidRequestException", "No deployment resources contained in the form upload."};
  }
  return Response::json(deployed_dto(context.engine.deploy(std::move(deployment), request.caller), request));
}

Deployment find(const Request& request, Context& context) {
  if (auto row = context.engine.store().get<Deployment>(request.value("id"))) return *row;
  throw HttpError{404, "InvalidRequestException", "Deployment with id '" + request.value("id") + "' does not exist"};
}

Response get(const Request& request, Context& context) {
  return Response::json(deployment_dto(find(request, context), request));
}

Response remove(const Request& request, Context& context) {
  if (!context.engine.store().get<Deployment>(request.value("id"))) {
    throw HttpError{404, "InvalidRequestException", "Deployment with id '" + request.value("id") + "' do not exist"};
  }
  DeleteOptions options;
  options.skip_custom_listeners = request.flag("skipCustomListeners");
  options.skip_io_mappings = request.flag("skipIoMappings");
  context.engine.delete_deployment(request.value("id"), request.flag("cascade"), options);
  return Response::no_content();
}

std::vector<Resource> resources_of(const std::string& deployment, Context& context) {
  Query query;
  query.table = TableId::resource;
  query.where = where::eq(col::resource::deployment_id, deployment.c_str());
  return context.engine.store().all<Resource>(query);
}

Json resource_dto(const Resource& row) {
  return {{"id", row.id}, {"name", row.name}, {"deploymentId", row.deployment_id}};
}

Response resources(const Request& request, Context& context) {
  const auto rows = resources_of(request.value("id"), context);
  if (rows.empty()) {
    throw HttpError{404, "InvalidRequestException",
                    "Deployment resources for deployment id '" + request.value("id") + "' do not exist."};
  }
  Json list = Json::array();
  for (const Resource& row : rows) list.push_back(resource_dto(row));
  return Response::json(list);
}

Response resource(const Request& request, Context& context) {
  for (const Resource& row : resources_of(request.value("id"), context)) {
    if (row.id == request.value("resource")) return Response::json(resource_dto(row));
  }
  throw HttpError{404, "InvalidRequestException",
                  fmt::format("Deployment resource with resource id '{}' for deployment id '{}' does not exist.",
                              request.value("resource"), request.value("id"))};
}

Response resource_data(const Request& request, Context& context) {
  for (Resource& row : resources_of(request.value("id"), context)) {
    if (row.id != request.value("resource")) continue;
    return file_response(std::move(row.bytes), row.name);
  }
  throw EngineError(ErrorCode::null_value,
                    fmt::format("no resource found with id '{}' in deployment '{}': resource is null", request.value("resource"), request.value("id")));
}

Response redeploy(const Request& request, Context& context) {
  const Deployment old = find(request, context);
  const Json body = request.json();
  const std::vector<std::string> ids = body::texts(body, "resourceIds"), names = body::texts(body, "resourceNames");
  DeploymentRequest deployment;
  deployment.name = old.name;
  deployment.source = body::text(body, "source");
  deployment.tenant_id = old.tenant_id;
  auto wanted = [](const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
  };
  for (Resource& row : resources_of(old.id, context)) {
    if (ids.empty() && names.empty() ? true : wanted(ids, row.id) || wanted(names, row.name)) {
      deployment.files.push_back({row.name, std::move(row.bytes)});
    }
  }
  if (deployment.files.empty()) throw HttpError{404, "InvalidRequestException", "No such resource in deployment " + old.id};
  return Response::json(deployed_dto(context.engine.deploy(std::move(deployment), request.caller), request));
}

}  // namespace

Json deployed_dto(const DeploymentAnswer& answer, const Request& request) {
  Json json = deployment_dto(answer.deployment, request);
  json["deployedProcessDefinitions"] = nullptr;
  json["deployedCaseDefinitions"] = nullptr;
  json["deployedDecisionDefinitions"] = nullptr;
  json["deployedDecisionRequirementsDefinitions"] = nullptr;
  if (answer.is_new && !answer.definitions.empty()) {
    Json& map = json["deployedProcessDefinitions"] = Json::object();
    for (const ProcessDefinition& definition : answer.definitions) {
      map[definition.id] = process_definition_dto(definition);
    }
  }
  if (!answer.warnings.empty()) {
    Json& warnings = json["warnings"] = Json::array();  // Baton's own: what was accepted with a remark
    for (const auto& [file, finding] : answer.warnings) {
      warnings.push_back({{"resource", file}, {"rule", finding.rule}, {"message", finding.message},
                          {"elementId", text_or_null(finding.element_id)}, {"line", finding.line}, {"column", finding.column}});
    }
  }
  return json;
}

void add_deployment_routes(Router& router) {
  router.add("POST", "/deployment/create", create);
  router.add("GET", "/deployment/{id}", get);
  router.add("DELETE", "/deployment/{id}", remove);
  router.add("GET", "/deployment/{id}/resources", resources);
  router.add("GET", "/deployment/{id}/resources/{resource}", resource);
  router.add("GET", "/deployment/{id}/resources/{resource}/data", resource_data);
  router.add("POST", "/deployment/{id}/redeploy", redeploy);
}

}  // namespace baton::api
