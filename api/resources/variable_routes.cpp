#include "api/resources/variable_routes.hpp"

#include <fmt/format.h>

#include "api/query/binary.hpp"
#include "api/resources/body.hpp"
#include "api/resources/translate.hpp"

namespace baton::api {

namespace {

struct Place {
  VariableScope::Kind kind;
  bool local;
  VariableScope of(const Request& request) const { return {kind, request.value("id"), local}; }
};

ScopedVariable find(const Place& place, const Request& request, Context& context) {
  const std::string& name = request.value("name");
  const auto found = translated(always(500, "RestException", "Cannot get variable " + name + ": "),
                                [&] { return context.engine.variable(place.of(request), name); });
  if (!found) throw HttpError{404, "InvalidRequestException", "variable with name " + name + " does not exist"};
  return *found;
}

void change(const Place& place, const Request& request, Context& context, Variables modifications,
            std::vector<std::string> deletions, const std::string& what) {
  translated(always(500, "RestException", what), [&] {
    context.engine.change_variables(place.of(request), std::move(modifications), std::move(deletions));
  });
}

Response put(const Place& place, const Request& request, Context& context) {
  const std::string& name = request.value("name");
  Variables modifications;
  try {
    modifications.emplace(name, value_from_rest(request.json()));
  } catch (const ValueError& error) {
    throw HttpError{error.internal ? 500 : 400, error.internal ? "RestException" : "InvalidRequestException",
                    fmt::format("Cannot put variable {}: {}", name, error.message)};
  }
  change(place, request, context, std::move(modifications), {}, "Cannot put variable " + name + ": ");
  return Response::no_content();
}

Response upload(const Place& place, const Request& request, Context& context) {
  const std::string& name = request.value("name");
  std::optional<Part> data;
  std::string type = "Bytes";
  for (Part& part : request.parts()) {
    if (part.name == "valueType" || part.name == "type") type = part.bytes;
    if (part.name == "data") data = std::move(part);
  }
  if (!data) throw HttpError{400, "InvalidRequestException", "No 'data' part in the upload of variable " + name};
  ValueType parsed;
  if (!parse_type_name(type, parsed) || (parsed != ValueType::bytes && parsed != ValueType::file)) {
    throw HttpError{400, "RestException", "Unsupported value type '" + type + "' for binary data"};
  }
  Value value = Value::bytes(data->bytes);
  if (parsed == ValueType::file) {
    FileData file;
    file.filename = data->filename.value_or("");
    file.mime_type = data->content_type.substr(0, data->content_type.find(';'));
    if (const auto at = data->content_type.find("encoding="); at != std::string::npos) {
      file.encoding = data->content_type.substr(at + 9, data->content_type.find(';', at) - at - 9);
    }
    file.bytes = std::move(data->bytes);
    value = Value::file(std::move(file));
  }
  change(place, request, context, {{name, {value}}}, {}, "Cannot put variable " + name + ": ");
  return Response::no_content();
}

Response change_many(const Place& place, const Request& request, Context& context) {
  const Json json = request.json();
  Variables modifications;
  try {
    modifications = body::variables(json, "modifications", "Cannot modify variables");
  } catch (HttpError& error) {
    error.type = "InvalidRequestException";
    throw;
  }
  change(place, request, context, std::move(modifications), body::texts(json, "deletions"), "Cannot modify variables: ");
  return Response::no_content();
}

}  // namespace

void add_variable_routes(Router& router, const std::string& base, VariableScope::Kind kind, bool local) {
  const Place place{kind, local};
  router.add("GET", base, [place](const Request& request, Context& context) {
    std::map<std::string, Value> values;
    for (auto& [name, variable] : context.engine.variables(place.of(request))) values[name] = variable.value;
    return Response::json(body::value_map(values, request.param("deserializeValues") != "false"));
  });
  router.add("POST", base, [place](const Request& r, Context& c) { return change_many(place, r, c); });
  router.add("GET", base + "/{name}", [place](const Request& request, Context& context) {
    const ScopedVariable found = find(place, request, context);
    return Response::json(value_to_rest(found.value, request.param("deserializeValue") != "false"));
  });
  router.add("PUT", base + "/{name}", [place](const Request& r, Context& c) { return put(place, r, c); });
  router.add("DELETE", base + "/{name}", [place](const Request& request, Context& context) {
    change(place, request, context, {}, {request.value("name")}, "Cannot delete variable: ");
    return Response::no_content();
  });
  router.add("GET", base + "/{name}/data", [place](const Request& request, Context& context) {
    const ScopedVariable found = find(place, request, context);
    return binary_of_variable(found.value, found.id);
  });
  router.add("POST", base + "/{name}/data", [place](const Request& r, Context& c) { return upload(place, r, c); });
}

}  // namespace baton::api
