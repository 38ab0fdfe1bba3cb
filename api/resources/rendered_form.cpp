// A page generated from form fields, as Camunda's form engine makes it: inputs are bound to variables by the
// attributes cam-variable-name and cam-variable-type, which the form SDK reads.
#include <fmt/format.h>

#include "api/resources/forms.hpp"
#include "expression/expression.hpp"

namespace baton::api {

namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

struct Input {
  const char* field_type;
  const char* variable_type;
};

constexpr Input kInputs[] = {{"string", "String"}, {"long", "Long"},   {"boolean", "Boolean"},
                             {"date", "Date"},     {"enum", "String"}};

const char* variable_type(const bpmn::FormField& field) {
  for (const Input& input : kInputs) {
    if (field.type == input.field_type) return input.variable_type;
  }
  return "String";
}

bool has_constraint(const bpmn::FormField& field, const char* name) {
  for (const auto& [constraint, config] : field.constraints) {
    if (constraint == name) return true;
  }
  return false;
}

std::string marks(const bpmn::FormField& field) {
  std::string text;
  if (has_constraint(field, "required")) text += " required=\"required\"";
  if (has_constraint(field, "readonly")) text += " readonly=\"readonly\"";
  return text;
}

std::string select_of(const bpmn::FormField& field, const std::string& binding, const std::string& selected) {
  std::string html = fmt::format("<select class=\"form-control\" {}{}>", binding, marks(field));
  for (const auto& [id, name] : field.values) {
    html += fmt::format("<option value=\"{}\"{}>{}</option>", escaped(id),
                        id == selected ? " selected=\"selected\"" : "", escaped(name.empty() ? id : name));
  }
  return html + "</select>";
}

std::string input_of(const bpmn::FormField& field, const Value& value) {
  const std::string binding = fmt::format("name=\"{0}\" cam-variable-name=\"{0}\" cam-variable-type=\"{1}\"",
                                          escaped(field.id), variable_type(field));
  const std::string text = value.is_null() ? "" : to_text(value);
  if (field.type == "enum") return select_of(field, binding, text);
  if (field.type == "boolean") {
    return fmt::format("<input class=\"form-control\" type=\"checkbox\" {}{}{} />", binding, marks(field),
                       text == "true" ? " checked=\"checked\"" : "");
  }
  return fmt::format("<input class=\"form-control\" type=\"text\" {}{} value=\"{}\" />", binding, marks(field),
                     escaped(text));
}

}  // namespace

Response rendered_form(const bpmn::FormDefinition& form, const Values& values) {
  std::string html = "<form name=\"generatedForm\" role=\"form\">";
  for (const bpmn::FormField& field : form.fields) {
    const auto value = values.find(field.id);
    html += fmt::format("<div class=\"form-group\"><label for=\"{}\">{}</label>{}</div>", escaped(field.id),
                        escaped(field.label.empty() ? field.id : field.label),
                        input_of(field, value == values.end() ? Value() : value->second));
  }
  return Response::text(html + "</form>", "application/xhtml+xml");
}

}  // namespace baton::api
