// What the bodies of the modeler's resources look like. conformance/modeler_backend_test.py holds answers against it.
#include <nlohmann/json.hpp>

#include "api/modeler/description.hpp"

namespace baton::api {

namespace {

// A schema by what its members are, so that the table below stays readable: "string", "integer?" (may be null), "[Link]".
// All members of an answer are there always.
struct Member {
  const char* name;
  const char* type;
};

Json type_of(std::string type) {
  const bool may_be_null = type.back() == '?';
  if (may_be_null) type.pop_back();
  Json schema;
  if (type.front() == '[') {
    schema = {{"type", "array"}, {"items", type_of(type.substr(1, type.size() - 2))}};
  } else if (type.front() >= 'A' && type.front() <= 'Z') {
    schema = {{"$ref", "#/components/schemas/" + type}};
  } else if (type == "binary") {
    schema = {{"type", "string"}, {"format", "binary"}};
  } else {
    schema = {{"type", type}};
  }
  if (may_be_null) schema["nullable"] = true;
  return schema;
}

Json object(std::initializer_list<Member> members, bool all_required = true) {
  Json schema{{"type", "object"}, {"properties", Json::object()}};
  for (const Member& member : members) {
    schema["properties"][member.name] = type_of(member.type);
    if (all_required) schema["required"].push_back(member.name);
  }
  return schema;
}

Json with(const char* base, Json more) { return {{"allOf", {type_of(base), std::move(more)}}}; }

Json file_schema() {
  Json file = object({{"links", "[Link]"},       {"id", "string"},         {"projectId", "string"}, {"path", "string"},       {"name", "string"},
                      {"kind", "string"},        {"mediaType", "string"},  {"revision", "integer"}, {"version", "integer"},   {"state", "string"},
                      {"errors", "integer"},     {"warnings", "integer"},  {"size", "integer"},     {"digest", "string"},     {"created", "string"},
                      {"createdBy", "string?"},  {"updated", "string"},    {"updatedBy", "string?"}, {"deleted", "string?"}});
  file["properties"]["kind"]["enum"] = {"bpmn", "dmn", "form", "other"};
  file["properties"]["state"]["enum"] = {"valid", "draft"};
  file["properties"]["state"]["description"] = "A draft has errors; it cannot be deployed.";
  return file;
}

Json answers() {
  return {{"Link", object({{"method", "string"}, {"href", "string"}, {"rel", "string"}})},
          {"Count", object({{"count", "integer"}})},
          {"Error", object({{"type", "string"}, {"message", "string"}, {"code", "integer?"}})},
          {"Project", object({{"links", "[Link]"}, {"id", "string"}, {"name", "string"}, {"description", "string?"}, {"revision", "integer"}, {"created", "string"},
                              {"createdBy", "string?"}, {"updated", "string"}, {"updatedBy", "string?"}, {"deleted", "string?"}})},
          {"File", file_schema()},
          {"SavedFile", with("File", object({{"isNewVersion", "boolean"}, {"findings", "[Finding]"}}))},
          {"FoundFile", with("File", object({{"matches", "[Match]"}}))},
          {"Match", object({{"type", "string"}, {"id", "string"}, {"name", "string"}})},
          {"Version", object({{"links", "[Link]"}, {"fileId", "string"}, {"version", "integer"}, {"path", "string"}, {"author", "string?"}, {"comment", "string?"},
                              {"time", "string"}, {"state", "string"}, {"errors", "integer"}, {"warnings", "integer"}, {"size", "integer"}, {"digest", "string"},
                              {"restoredFrom", "integer?"}})},
          {"VersionDetails", with("Version", object({{"deployments", "[object]"}}))},
          {"Finding", object({{"rule", "string"}, {"severity", "string"}, {"message", "string"}, {"elementId", "string?"}, {"relatedIds", "[string]"},
                              {"line", "integer"}, {"column", "integer"}})},
          {"Findings", object({{"errors", "integer"}, {"warnings", "integer"}, {"findings", "[Finding]"}})},
          {"Difference", object({{"identical", "boolean"}, {"changes", "[object]"}, {"effects", "[object]"}})},
          {"Deployed", object({{"links", "[Link]"}, {"id", "string"}, {"name", "string?"}, {"source", "string?"}, {"deploymentTime", "string"}, {"tenantId", "string?"},
                               {"deployedProcessDefinitions", "object?"}, {"isNew", "boolean"}, {"files", "[object]"}})}};
}

Json wishes() {
  return {{"ProjectChange", object({{"name", "string"}, {"description", "string"}, {"author", "string"}}, false)},
          {"FileMove", object({{"path", "string"}, {"projectId", "string"}, {"author", "string"}}, false)},
          {"Comment", object({{"comment", "string"}, {"author", "string"}}, false)},
          {"FileContent", object({{"content", "string"}, {"encoding", "string"}, {"path", "string"}, {"comment", "string"}, {"author", "string"}, {"strict", "boolean"},
                                  {"lenient", "boolean"}, {"fmt", "boolean"}}, false)},
          {"FileForm", object({{"content", "binary"}, {"path", "string"}, {"comment", "string"}, {"author", "string"}, {"strict", "string"}, {"lenient", "string"},
                               {"fmt", "string"}}, false)},
          {"OtherFile", object({{"fileId", "string"}, {"version", "integer"}}, false)},
          {"DeploymentWish", object({{"name", "string"}, {"source", "string"}, {"tenantId", "string"}, {"lenient", "boolean"}, {"enableDuplicateFiltering", "boolean"},
                                     {"deployChangedOnly", "boolean"}, {"activationTime", "string"}, {"author", "string"}, {"files", "[OtherFile]"}}, false)}};
}

}  // namespace

Json modeler_schemas() {
  Json schemas = answers();
  schemas.update(wishes());
  return schemas;
}

}  // namespace baton::api
