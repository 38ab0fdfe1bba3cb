// What start forms and task forms have in common: references, the values of their fields, generated pages and
// deployed files (camunda7-rest A.2, A.5).
#pragma once

#include <map>
#include <optional>
#include <string>

#include "api/http/router.hpp"
#include "bpmn/graph/process_graph.hpp"

namespace baton::api {

// A form of an activity with its expressions evaluated.
struct FormReference {
  std::optional<std::string> key;
  std::optional<std::string> ref;  // id of a Camunda Form
  std::string ref_binding;
  std::optional<std::int64_t> ref_version;
};

using Values = std::map<std::string, Value>;

// Expressions see `variables` only. Throws EvaluationError.
FormReference reference_of(const bpmn::FormDefinition& form, const Values& variables, TimestampMs now);

// {key, camundaFormRef, contextPath}; a form that is neither keyed nor referenced and has fields is rendered at
// `rendered_at`.
Json form_reference_dto(const FormReference& reference, bool has_fields, const std::string& rendered_at);

// Each field's value as a form shows it: the variable of its name, else its default. Throws EvaluationError.
Values field_values(const bpmn::FormDefinition& form, const Values& variables, TimestampMs now);

// A form generated from the fields.
Response rendered_form(const bpmn::FormDefinition& form, const Values& values);

// The file that a reference names, out of `deployment_id` or, for references by id, of the deployments there are.
// Throws HttpError 400 when it names no deployed file, 404 when that is not there.
Response deployed_form(const FormReference& reference, const std::string& deployment_id, Context& context);

// The names of the query parameter variableNames; nothing: all.
std::optional<std::vector<std::string>> wanted_names(const Request& request);

}  // namespace baton::api
