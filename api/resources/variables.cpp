#include "api/resources/variables.hpp"

#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/NameValueCollection.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/query/binary.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"

namespace baton::api {

namespace {

VariableScope scope_of(const VariableResource& resource, const Request& request) {
  return {resource.kind, request.value("id"), resource.local};
}

bool deserialize(const Request& request, const char* parameter) {
  return request.param(parameter).value_or("true") != "false";
}

// Refusals while one variable is read or changed.
auto about(const VariableResource& resource, const char* verb, const Request& request) {
  return always(500, "RestException", fmt::format("Cannot {} {} variable {}: ", verb, resource.label, request.value("name")));
}

ScopedVariable find(const VariableResource& resource, const Request& request, Context& context) {
  const std::string& name = request.value("name");
  auto found = translated(about(resource, "get", request),
                          [&] { return context.engine.variable(scope_of(resource, request), name); });
  if (found) return std::move(*found);
  throw HttpError{404, "InvalidRequestException",
                  fmt::format("{} variable with name {} does not exist", resource.label, name)};
}

void put(const VariableResource& resource, const Request& request, Context& context, TypedValue value) {
  translated(about(resource, "put", request), [&] {
    context.engine.change_variables(scope_of(resource, request), {{request.value("name"), std::move(value)}}, {});
  });
}

Response get_all(const VariableResource& resource, const Request& request, Context& context) {
  const bool deserialized = deserialize(request, "deserializeValues");
  Json map = Json::object();
  for (const auto& [name, variable] : context.engine.variables(scope_of(resource, request))) {
    map[name] = value_to_rest(variable.value, deserialized);
  }
  return Response::json(map);
}

Response change(const VariableResource& resource, const Request& request, Context& context) {
  const Json body = request.json();
  const std::string what = resource.kind == VariableScope::Kind::task
                               ? "Cannot modify variables for task"
                               : fmt::format("Cannot modify variables for {}", resource.label);
  Variables modifications = body::variables(body, "modifications", what);
  std::vector<std::string> deletions = body::texts(body, "deletions");
  translated(always(500, "RestException", fmt::format("{} {}: ", what, request.value("id"))), [&] {
    context.engine.change_variables(scope_of(resource, request), std::move(modifications), std::move(deletions));
  });
  return Response::no_content();
}

Response get_one(const VariableResource& resource, const Request& request, Context& context) {
  const ScopedVariable found = find(resource, request, context);
  return Response::json(value_to_rest(found.value, deserialize(request, "deserializeValue")));
}

Response put_one(const VariableResource& resource, const Request& request, Context& context) {
  const std::string what = fmt::format("Cannot put {} variable {}", resource.label, request.value("name"));
  put(resource, request, context, body::value(request.json(), what));
  return Response::no_content();
}

Response delete_one(const VariableResource& resource, const Request& request, Context& context) {
  translated(about(resource, "delete", request), [&] {
    context.engine.change_variables(scope_of(resource, request), {}, {request.value("name")});
  });
  return Response::no_content();
}

Response get_data(const VariableResource& resource, const Request& request, Context& context) {
  const ScopedVariable found = find(resource, request, context);
  return binary_of_variable(found.value, found.id);
}

Response put_data(const VariableResource& resource, const Request& request, Context& context) {
  put(resource, request, context, uploaded_value(request));
  return Response::no_content();
}

const Part* part_named(const std::vector<Part>& parts, const char* name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

TypedValue file_of(const Part& part) {
  if (!part.filename) {
    throw HttpError{400, "InvalidRequestException", "The part 'data' of a File must have a filename"};
  }
  FileData file;
  file.filename = *part.filename;
  file.bytes = part.bytes;
  Poco::Net::NameValueCollection parameters;
  Poco::Net::MessageHeader::splitParameters(part.content_type, file.mime_type, parameters);
  if (file.mime_type.empty()) file.mime_type = "application/octet-stream";
  file.encoding = parameters.get("encoding", "");
  return {Value::file(std::move(file)), parameters.get("transient", "") == "true"};
}

TypedValue object_of(const Part& data, const Part& type) {
  if (data.content_type.find("application/json") == std::string::npos) {
    throw HttpError{400, "InvalidRequestException",
                    "Unrecognized content type for serialized java type: " + data.content_type};
  }
  return {Value::object(data.bytes, type.bytes, "application/json"), false};
}

}  // namespace

TypedValue uploaded_value(const Request& request) {
  const std::vector<Part> parts = request.parts();
  const Part* data = part_named(parts, "data");
  if (!data) throw HttpError{400, "InvalidRequestException", "The multipart body must have a part named 'data'"};
  if (const Part* object_type = part_named(parts, "type")) return object_of(*data, *object_type);
  const Part* type = part_named(parts, "valueType");
  const std::string name = type ? type->bytes : "Bytes";
  ValueType parsed{};
  if (parse_type_name(name, parsed)) {
    if (parsed == ValueType::bytes) return {Value::bytes(data->bytes), false};
    if (parsed == ValueType::file) return file_of(*data);
  }
  throw HttpError{400, "RestException", fmt::format("Unsupported value type '{}'", name)};
}

void add_variable_routes(Router& router, VariableResource given) {
  using Operation = Response (*)(const VariableResource&, const Request&, Context&);
  const auto resource = std::make_shared<const VariableResource>(std::move(given));
  const auto add = [&](const char* method, const char* suffix, Operation operation) {
    router.add(method, resource->path + suffix, [resource, operation](const Request& request, Context& context) {
      return operation(*resource, request, context);
    });
  };
  add("GET", "", get_all);
  add("POST", "", change);
  add("GET", "/{name}", get_one);
  add("PUT", "/{name}", put_one);
  add("DELETE", "/{name}", delete_one);
  add("GET", "/{name}/data", get_data);
  add("POST", "/{name}/data", put_data);
}

}  // namespace baton::api
