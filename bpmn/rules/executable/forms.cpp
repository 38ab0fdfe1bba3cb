#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

constexpr std::array<std::string_view, 5> kFieldTypes = {"string", "long", "boolean", "date", "enum"};
constexpr std::array<std::string_view, 7> kConstraints = {"required", "readonly",  "min",      "max",
                                                          "minlength", "maxlength", "validator"};
constexpr std::array<std::string_view, 3> kBindings = {"deployment", "latest", "version"};

template <std::size_t size>
bool is_one_of(std::string_view text, const std::array<std::string_view, size>& known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

bool has_form(const View::Node& node) { return node.tag == Tag::user_task || node.tag == Tag::start_event; }

template <class Visit>
void each_field(const View::Node& node, Visit visit) {
  if (!has_form(node)) return;
  for (const Element& field : node.element.extension("formData").children("formField")) visit(field);
}

void fields_have_ids(const View&, const View::Node& node, const Report& report) {
  each_field(node, [&](Element field) {
    if (field.id().empty()) report(field, "attribute id must be set for a form field and must have a non-empty value");
  });
  if (!has_form(node)) return;
  for (const Element& property : node.element.extensions("formProperty")) {
    if (property.id().empty()) report(property, "attribute 'id' is required for a form property");
  }
}

void fields_have_types(const View&, const View::Node& node, const Report& report) {
  each_field(node, [&](Element field) {
    if (!field.has("type")) return report(field, "form field must have a 'type' attribute");
    if (!is_one_of(field.attribute("type"), kFieldTypes)) {
      report(field, fmt::format("unknown type '{}'", field.attribute("type")));
    }
  });
  if (!has_form(node)) return;
  for (const Element& property : node.element.extensions("formProperty")) {
    const auto type = property.find_attribute("type");
    if (type && !is_one_of(*type, kFieldTypes)) report(property, fmt::format("unknown type '{}'", *type));
  }
}

void constraints_are_known(const View&, const View::Node& node, const Report& report) {
  each_field(node, [&](Element field) {
    for (const Element& constraint : field.child("validation").children("constraint")) {
      if (is_one_of(constraint.attribute("name"), kConstraints)) continue;
      report(constraint, fmt::format("Cannot find validator implementation for name '{}'", constraint.attribute("name")));
    }
  });
}

void one_form(const View&, const View::Node& node, const Report& report) {
  if (has_form(node) && node.element.vendor("formKey") && node.element.vendor("formRef")) {
    report("Invalid element definition: only one of the attributes formKey and formRef is allowed");
  }
}

void referenced_forms_are_bound(const View&, const View::Node& node, const Report& report) {
  if (!has_form(node) || !node.element.vendor("formRef")) return;
  const std::string_view binding = node.element.vendor("formRefBinding").value_or("");
  if (!is_one_of(binding, kBindings)) {
    report(fmt::format("Invalid element definition: value for formRefBinding attribute has to be one of [deployment, latest, "
                       "version] but was '{}'", binding));
  } else if (binding == "version" && !node.element.vendor("formRefVersion")) {
    report("Missing attribute 'formRefVersion' when 'formRefBinding' has value 'version'");
  }
}

constexpr std::array<NodeRule, 5> kRules = {{
    {"form-field-id", Verdict::error, "A form field has an id.", fields_have_ids},
    {"form-field-type", Verdict::error, "A form field has a type that is known.", fields_have_types},
    {"form-field-constraint", Verdict::error, "A form field's constraints are known.", constraints_are_known},
    {"one-form", Verdict::error, "A form is given by its key or by a reference, not by both.", one_form},
    {"form-binding", Verdict::error, "A form reference says how it is bound.", referenced_forms_are_bound},
}};

}  // namespace

NodeRules form_rules() { return kRules; }

}  // namespace baton::bpmn::executable
