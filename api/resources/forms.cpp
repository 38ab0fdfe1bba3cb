#include "api/resources/forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/dto/columns.hpp"
#include "api/query/argument.hpp"
#include "api/resources/definition_selector.hpp"
#include "api/resources/form_field.hpp"
#include "api/resources/values_scope.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace {

std::optional<std::string> text_of(const Expression& expression, Scope& scope) {
  if (expression.empty()) return std::nullopt;
  const Value value = expression.evaluate(scope);
  if (value.is_null()) return std::nullopt;
  return to_text(value);
}

// --- Camunda Forms ------------------------------------------------------------------------------

// Files of forms in the order of their deployment, whose id is `id`.
std::vector<Resource> forms_with_id(const std::string& id, Context& context) {
  Query query{TableId::resource, where::like(col::resource::name, "%.form")};
  std::vector<Resource> found;
  for (Resource& file : context.engine.store().all<Resource>(query)) {
    const Json form = Json::parse(file.bytes, nullptr, false);
    if (form.is_object() && form.value("id", Json()) == id) found.push_back(std::move(file));
  }
  return found;
}

std::optional<Resource> referenced_form(const FormReference& reference, const std::string& deployment_id,
                                        Context& context) {
  auto versions = forms_with_id(*reference.ref, context);
  if (versions.empty()) return std::nullopt;
  if (reference.ref_binding == "deployment") {
    const auto own = std::find_if(versions.begin(), versions.end(),
                                  [&](const Resource& file) { return file.deployment_id == deployment_id; });
    return own == versions.end() ? std::nullopt : std::optional(*own);
  }
  if (reference.ref_binding == "version") {
    const auto number = static_cast<std::size_t>(reference.ref_version.value_or(0));
    return number < 1 || number > versions.size() ? std::nullopt : std::optional(versions[number - 1]);
  }
  return versions.back();
}

// --- Form keys ----------------------------------------------------------------------------------

struct KeyKind {
  std::string_view prefix;
  const char* media_type;
};

// Keys that name a file of the deployment.
constexpr KeyKind kDeployedKeys[] = {{"embedded:deployment:", "application/xhtml+xml"},
                                     {"camunda-forms:deployment:", "application/json"},
                                     {"deployment:", "application/xhtml+xml"}};

const KeyKind* deployed_key(const std::string& key) {
  for (const KeyKind& kind : kDeployedKeys) {
    if (key.rfind(kind.prefix, 0) == 0) return &kind;
  }
  return nullptr;
}

}  // namespace

FormReference reference_of(const bpmn::FormDefinition& form, const Values& variables, TimestampMs now) {
  ValuesScope scope(variables, now);
  FormReference reference;
  reference.key = text_of(form.form_key, scope);
  reference.ref = text_of(form.form_ref, scope);
  reference.ref_binding = form.form_ref_binding;
  if (const auto version = text_of(form.form_ref_version, scope)) {
    reference.ref_version = static_cast<std::int64_t>(std::atoll(version->c_str()));
  }
  return reference;
}

Json form_reference_dto(const FormReference& reference, bool has_fields, const std::string& rendered_at) {
  Json dto;
  const bool is_generated = reference.key.value_or("").empty() && !reference.ref && has_fields;
  dto["key"] = is_generated ? Json("embedded:engine://engine/:engine" + rendered_at) : text_or_null(reference.key);
  dto["camundaFormRef"] = nullptr;
  if (reference.ref) {
    dto["camundaFormRef"] = {{"key", *reference.ref},
                             {"binding", text_or_null(reference.ref_binding)},
                             {"version", number_or_null(reference.ref_version)}};
  }
  dto["contextPath"] = nullptr;
  return dto;
}

Values field_values(const bpmn::FormDefinition& form, const Values& variables, TimestampMs now) {
  ValuesScope scope(variables, now);
  Values values;
  for (const bpmn::FormField& field : form.fields) {
    const auto present = variables.find(field.id);
    const Value value = present != variables.end()       ? present->second
                        : field.default_value.empty() ? Value()
                                                         : field.default_value.evaluate(scope);
    values[field.id] = form_value(field, value);
  }
  return values;
}

Response deployed_form(const FormReference& reference, const std::string& deployment_id, Context& context) {
  if (reference.ref) {
    auto file = referenced_form(reference, deployment_id, context);
    if (file) return Response::text(std::move(file->bytes), "application/json");
    throw HttpError{404, "InvalidRequestException",
                    fmt::format("No Camunda Form Definition was found for Camunda Form Ref: {} (binding {})",
                                *reference.ref, reference.ref_binding)};
  }
  if (!reference.key) {
    throw HttpError{400, "InvalidRequestException",
                    "One of the attributes 'formKey' and 'camunda:formRef' must be supplied but none were set."};
  }
  const KeyKind* kind = deployed_key(*reference.key);
  if (!kind) {
    throw HttpError{400, "InvalidRequestException",
                    fmt::format("The form key '{}' does not reference a deployed form.", *reference.key)};
  }
  const std::string name = reference.key->substr(kind->prefix.size());
  auto file = resource_named(deployment_id, name, context);
  if (file) return Response::text(std::move(file->bytes), kind->media_type);
  throw HttpError{404, "InvalidRequestException",
                  fmt::format("The form with the resource name '{}' cannot be found in deployment with id {}", name,
                              deployment_id)};
}

std::optional<std::vector<std::string>> wanted_names(const Request& request) {
  const auto names = request.param("variableNames");
  if (!names) return std::nullopt;
  return query::split_list(*names);
}

}  // namespace baton::api
