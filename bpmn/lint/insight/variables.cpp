#include "bpmn/lint/insight/variables.hpp"

#include <algorithm>
#include <array>

#include "expression/expression.hpp"

namespace baton::bpmn::lint {

namespace {

constexpr std::array<std::string_view, 14> kProvided = {
    "execution", "task", "externalTask", "caseExecution", "authenticatedUserId", "delegateExecution", "loopCounter",
    "nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances", "connector", "true", "false", "null"};

struct Row {
  std::string_view element;    // its local name; "*": any
  std::string_view attribute;  // that names what is written
};

// In the vendor's elements and attributes.
constexpr std::array kWritten = std::to_array<Row>({
    {"inputParameter", "name"},
    {"outputParameter", "name"},
    {"in", "target"},
    {"out", "target"},
    {"formField", "id"},
    {"formProperty", "id"},
    {"formProperty", "variable"},
    {"*", "resultVariable"},
    {"*", "resultVariableName"},
    {"*", "initiator"},
    {"*", "elementVariable"},
    {"*", "errorCodeVariable"},
    {"*", "errorMessageVariable"},
    {"*", "escalationCodeVariable"},
});

constexpr std::array<Tag, 10> kData = {Tag::data_object, Tag::data_object_reference, Tag::data_input, Tag::data_output,
                                       Tag::property, Tag::input_data_item, Tag::output_data_item, Tag::data_store_reference,
                                       Tag::data_store, Tag::correlation_property};

bool is_name(std::string_view text) { return !text.empty() && text.find_first_of("${}#") == std::string_view::npos; }

bool has_form_fields(Element node) { return node.extension("formData") || node.extension("formProperty"); }

// Workers, people and messages hand over whatever they like.
bool brings_anything(const Diagram& diagram, Element node) {
  switch (node.tag()) {
    case Tag::service_task:
    case Tag::send_task:
    case Tag::business_rule_task: return !node.vendor("expression");
    case Tag::task:
    case Tag::manual_task: return false;
    case Tag::user_task: return !has_form_fields(node);
    case Tag::start_event: return node.vendor("formKey") || node.vendor("formRef") || !diagram.definitions(node).empty();
    case Tag::receive_task:
    case Tag::call_activity: return true;
    default: return is_event(node.tag()) && !diagram.definitions(node).empty() &&
                    !diagram.has_only(node, Tag::timer_event_definition) && node.tag() != Tag::end_event;
  }
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) ++at;
  return at;
}

}  // namespace

Variables::Variables(const Diagram& diagram) {
  for (const std::string_view name : kProvided) written_.emplace(name);
  write_by_elements(diagram);
  write_by_code(diagram);
  read(diagram);
}

void Variables::add(std::string_view name) {
  if (is_name(name)) written_.emplace(name);
  else if (!name.empty()) unknown_ = true;
}

void Variables::write_by_elements(const Diagram& diagram) {
  const Model& model = diagram.model();
  for (const Tag tag : kData) {
    for (const Element& data : diagram.all(tag)) {
      add(data.id());
      add(data.attribute("name"));
    }
  }
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    write_by_vendor(element);
    if (!model.is_extension(i) && is_node(element.tag())) unknown_ = unknown_ || brings_anything(diagram, element);
  }
}

void Variables::write_by_vendor(Element element) {
  const bool is_vendor = element.space() == Space::vendor;
  for (const Row& row : kWritten) {
    if (row.element == "*") {
      if (const auto name = element.vendor(row.attribute)) add(*name);
    } else if (is_vendor && element.name() == row.element) {
      add(element.attribute(row.attribute));
    }
  }
  const bool maps = is_vendor && (element.name() == "in" || element.name() == "out");
  if (maps && element.attribute("variables") == "all") unknown_ = true;
}

// execution.setVariable('name', ...) in scripts and expressions.
void Variables::write_by_code(const Diagram& diagram) {
  for (const Text& text : expressions_of(diagram)) find_calls(text.text);
  for (const Script& script : scripts_of(diagram)) {
    find_calls(script.text.text);
    unknown_ = unknown_ || !script.is_javascript();
  }
}

void Variables::find_calls(std::string_view text) {
  for (std::size_t at = text.find("setVariable"); at != std::string_view::npos; at = text.find("setVariable", at + 1)) {
    const std::size_t open = text.find('(', at);
    const std::string_view method = text.substr(at, open == std::string_view::npos ? 0 : open - at);
    if (method.find_first_of(" \n;") != std::string_view::npos || method.empty()) continue;
    const std::size_t name = skip_blanks(text, open + 1);
    const char quote = name < text.size() ? text[name] : ' ';
    const std::size_t end = quote == '\'' || quote == '"' ? text.find(quote, name + 1) : std::string_view::npos;
    const std::size_t after = end == std::string_view::npos ? end : skip_blanks(text, end + 1);
    if (after == std::string_view::npos || after >= text.size() || text[after] != ',') unknown_ = true;
    else add(text.substr(name + 1, end - name - 1));
  }
}

void Variables::read(const Diagram& diagram) {
  for (const Text& text : expressions_of(diagram)) {
    try {
      for (std::string& name : Expression::compile(text.text).free_names()) reads_.push_back({std::move(name), text});
    } catch (const SyntaxError&) {  // expression-syntax says so
    }
  }
}

}  // namespace baton::bpmn::lint
