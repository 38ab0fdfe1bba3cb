#include "api/modeler/deploying.hpp"

#include <fmt/format.h>

#include "api/dto/columns.hpp"
#include "api/dto/definition.hpp"
#include "api/modeler/revision.hpp"
#include "api/resources/body.hpp"
#include "api/resources/deployment.hpp"
#include "modeler/kinds.hpp"

namespace baton::api {

namespace {

constexpr const char* kSource = "Baton modeler";

std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// The engine knows diagrams by their ends, in small letters.
std::string resource_name(const ModelVersion& version) {
  std::string name = version.path;
  if (modeler::kind_of(name).name != "bpmn" || name.ends_with(".bpmn") || name.ends_with(".bpmn20.xml")) return name;
  return name.substr(0, name.rfind('.')) + ".bpmn";
}

// "files": [{"fileId": .., "version": ..}], by default the latest.
std::vector<ModelVersion> wanted_versions(const Request& request, const Json& json, Context& context) {
  std::vector<ModelVersion> versions{model_version_of(request, context)};
  const Json* others = body::member(json, "files");
  if (!others) return versions;
  if (!others->is_array()) throw HttpError{400, "InvalidRequestException", "'files' is a list of {\"fileId\": ..., \"version\": ...}"};
  for (const Json& other : *others) {
    const auto id = other.is_object() ? body::text(other, "fileId") : std::nullopt;
    if (!id) throw HttpError{400, "InvalidRequestException", "'files' is a list of {\"fileId\": ..., \"version\": ...}"};
    const auto number = body::number(other, "version");
    versions.push_back(model_version(*id, number ? std::to_string(*number) : "latest", context));
  }
  return versions;
}

DeploymentRequest wish_of(const Json& json, const ModelVersion& version) {
  DeploymentRequest wish;
  wish.name = body::text(json, "name").value_or(file_name(version.path));
  wish.source = body::text(json, "source").value_or(kSource);
  wish.tenant_id = body::text_or_empty(json, "tenantId");
  wish.lenient = body::flag(json, "lenient");
  wish.duplicate_filtering = body::flag(json, "enableDuplicateFiltering");
  wish.changed_only = body::flag(json, "deployChangedOnly");
  wish.activation_time = body::date(json, "activationTime");
  return wish;
}

}  // namespace

Json deployments_of(const ModelVersion& version, Context& context) {
  namespace c = col::model_deployment;
  Store& store = context.engine.store();
  Json list = Json::array();
  for (const ModelDeployment& row : store.all<ModelDeployment>(
           {TableId::model_deployment, where::all({where::eq(c::file_id, Cell{version.file_id}), where::eq(c::version, Cell{version.number})})})) {
    if (!store.get<Deployment>(row.deployment_id)) continue;
    Json definitions = Json::array();
    const Query deployed{TableId::process_definition, where::eq(col::process_definition::deployment_id, Cell{row.deployment_id})};
    for (const ProcessDefinition& definition : store.all<ProcessDefinition>(deployed)) definitions.push_back(process_definition_dto(definition));
    list.push_back({{"deploymentId", row.deployment_id}, {"time", date(row.time)}, {"author", text_or_null(row.author)}, {"definitions", std::move(definitions)}});
  }
  return list;
}

Response deploy_version(const Request& request, Context& context) {
  const Json json = request.json();
  const std::string author = author_of(request, body::text_or_empty(json, "author"));
  const std::vector<ModelVersion> versions = wanted_versions(request, json, context);
  DeploymentRequest wish = wish_of(json, versions.front());
  for (const ModelVersion& version : versions) wish.files.push_back({resource_name(version), context.workspace->bytes_of(version)});
  const DeploymentAnswer answer = context.engine.deploy(std::move(wish), request.caller);
  Json body = deployed_dto(answer, request);
  body["isNew"] = answer.is_new;
  body["files"] = Json::array();
  for (const ModelVersion& version : versions) {
    context.workspace->note_deployment(version, answer.deployment.id, author);
    body["files"].push_back({{"fileId", version.file_id}, {"version", version.number}, {"path", version.path}});
  }
  for (const ProcessDefinition& definition : answer.definitions) {
    body["links"].push_back({{"method", "GET"}, {"href", request.base_url + "/process-definition/" + definition.id}, {"rel", "definition"}});
  }
  return Response::json(body);
}

}  // namespace baton::api
