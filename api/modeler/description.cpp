#include "api/modeler/description.hpp"

#include <nlohmann/json.hpp>

#include "api/modeler/operation.hpp"

namespace baton::api {

namespace {

Json reference(const std::string& kind, const std::string& name) { return {{"$ref", "#/components/" + kind + "/" + name}}; }

Json parameter(const char* place, const std::string& name, const char* type, const std::string& text, bool is_required) {
  return {{"name", name}, {"in", place}, {"required", is_required}, {"description", text}, {"schema", {{"type", type}}}};
}

Json parameters_of(const Operation& operation) {
  Json list = Json::array();
  const std::string path = operation.path;
  for (std::size_t begin = path.find('{'); begin != std::string::npos; begin = path.find('{', begin + 1)) {
    const std::string name = path.substr(begin + 1, path.find('}', begin) - begin - 1);
    const bool is_version = name == "version" || name == "other";
    list.push_back(parameter("path", name, "string", is_version ? "A number from 1, or 'latest'." : "The id of the " + name + ".", true));
  }
  for (const QueryParameter& one : operation.query) list.push_back(parameter("query", one.name, one.type, one.text, false));
  if (operation.needs_revision) list.push_back(reference("parameters", "IfMatch"));
  return list;
}

Json content(const std::string& type, Json schema) { return {{type, {{"schema", std::move(schema)}}}}; }

Json body_of(const Operation& operation) {
  if (operation.body_kind == BodyKind::json) return {{"content", content("application/json", reference("schemas", operation.body))}};
  return reference("requestBodies", "File");
}

Json answer_of(const Operation& operation) {
  std::string name = operation.answer;
  Json answer{{"description", operation.summary}};
  if (name.find('/') != std::string::npos) {
    answer["content"] = content(name, name == "application/json" ? Json{{"type", "object"}} : Json{{"type", "string"}, {"format", "binary"}});
  } else if (name.ends_with("[]")) {
    name.resize(name.size() - 2);
    answer["content"] = content("application/json", {{"type", "array"}, {"items", reference("schemas", name)}});
  } else {
    answer["content"] = content("application/json", reference("schemas", name));
  }
  return answer;
}

Json answers_of(const Operation& operation) {
  Json answers{{std::to_string(operation.status), answer_of(operation)}, {"default", reference("responses", "Refusal")}};
  if (operation.needs_revision) {
    answers["412"] = reference("responses", "Stale");
    answers["428"] = reference("responses", "RevisionMissing");
  }
  return answers;
}

Json operation_of(const Operation& operation) {
  Json described{{"operationId", operation.id}, {"summary", operation.summary}, {"tags", Json::array({"modeler"})}, {"parameters", parameters_of(operation)}};
  if (operation.body_kind != BodyKind::none) described["requestBody"] = body_of(operation);
  described["responses"] = answers_of(operation);
  return described;
}

std::string lower_case(std::string method) {
  for (char& c : method) c = static_cast<char>(c + 32);
  return method;
}

Json components() {
  const Json error = content("application/json", reference("schemas", "Error"));
  const Json binary{{"type", "string"}, {"format", "binary"}};
  Json raw = content("application/xml", binary);
  raw.update(content("application/octet-stream", binary));
  raw.update(content("application/json", reference("schemas", "FileContent")));
  raw.update(content("multipart/form-data", reference("schemas", "FileForm")));
  return {{"parameters", {{"IfMatch", parameter("header", "If-Match", "string", "The ETag that was read, or * for whatever there is.", true)}}},
          {"requestBodies", {{"File", {{"description", "A file as it is, wrapped in JSON, or as a form."}, {"required", true}, {"content", std::move(raw)}}}}},
          {"responses",
           {{"Refusal", {{"description", "Nothing was changed; the type and the message say why."}, {"content", error}}},
            {"Stale", {{"description", "Somebody else has changed it since the ETag was read."}, {"content", error}}},
            {"RevisionMissing", {{"description", "If-Match is missing."}, {"content", error}}}}},
          {"schemas", modeler_schemas()}};
}

}  // namespace

Json modeler_description(const Request& request) {
  Json paths = Json::object();
  for (const Operation& operation : modeler_operations()) paths[operation.path][lower_case(operation.method)] = operation_of(operation);
  return {{"openapi", "3.0.3"},
          {"info",
           {{"title", "Baton modeler"},
            {"version", "1"},
            {"description", "Diagrams kept and versioned before deployment. A file's ETag is its revision; whoever changes it says by If-Match which one was seen."}}},
          {"servers", Json::array({{{"url", request.base_url}}})},
          {"tags", Json::array({{{"name", "modeler"}}})},
          {"paths", std::move(paths)},
          {"components", components()}};
}

}  // namespace baton::api
