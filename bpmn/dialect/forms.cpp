#include "bpmn/dialect/readers.hpp"

namespace baton::bpmn {

namespace {

constexpr std::string_view kDefaultDatePattern = "dd/MM/yyyy";

FormField read_field(Element element, Compiler& compiler) {
  FormField field;
  field.id = element.attribute("id");
  field.label = element.attribute("label");
  field.type = element.attribute("type");
  field.default_value = compiler.text(element, element.find_attribute("defaultValue"));
  field.date_pattern = element.attribute("datePattern");
  if (field.type == "date" && field.date_pattern.empty()) field.date_pattern = kDefaultDatePattern;
  for (const Element& value : element.children("value")) {
    field.values.emplace_back(value.attribute("id"), value.attribute("name"));
  }
  for (const Element& constraint : element.child("validation").children("constraint")) {
    field.constraints.emplace_back(constraint.attribute("name"), constraint.attribute("config"));
  }
  for (const Element& property : element.child("properties").children("property")) {
    field.properties.emplace_back(property.attribute("id"), property.attribute("value"));
  }
  return field;
}

}  // namespace

FormDefinition read_form(Element element, Compiler& compiler) {
  FormDefinition form;
  form.form_key = compiler.text(element, element.vendor("formKey"));
  form.form_ref = compiler.text(element, element.vendor("formRef"));
  form.form_ref_binding = element.vendor("formRefBinding").value_or("");
  form.form_ref_version = compiler.text(element, element.vendor("formRefVersion"));
  const Element data = element.extension("formData");
  form.business_key_field = data.attribute("businessKey");
  for (const Element& field : data.children("formField")) form.fields.push_back(read_field(field, compiler));
  return form;
}

}  // namespace baton::bpmn
