// The data that a process holds and moves (BPMN 2.0.2 clause 10.4): data objects, properties, inputs and outputs are
// variables of the scope that they stand in, and associations are copies from variable to variable.
#include <algorithm>

#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

namespace {

// What bpmn.io writes where a drawn association ends at an activity: it means nothing.
constexpr std::string_view kPlaceholder = "__targetRef_placeholder";

bool is_placeholder(Element element) { return element.attribute("name") == kPlaceholder; }

Element object_of(Element reference) {
  const auto object = reference.find_attribute("dataObjectRef");
  return object ? reference.model().resolve(*object) : Element();
}

std::string name_of_object(Element object) {
  if (!object.attribute("name").empty()) return std::string(object.attribute("name"));
  for (const Element& reference : object.model().all(Tag::data_object_reference)) {
    if (object_of(reference) == object && !reference.attribute("name").empty()) {
      return std::string(reference.attribute("name"));
    }
  }
  return std::string(object.id());
}

bool is_stored(Element element) {
  return element.tag() == Tag::data_store_reference || element.tag() == Tag::data_store;
}

// "${order.total}", "order/total", "order" -> order, total.
std::vector<std::string> read_path(std::string_view text) {
  if (text.size() > 3 && (text.starts_with("${") || text.starts_with("#{")) && text.back() == '}') {
    text = text.substr(2, text.size() - 3);
  }
  std::vector<std::string> path(1);
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '$') continue;
    if (c == '.' || c == '/') {
      path.emplace_back();
    } else {
      path.back() += c;
    }
  }
  std::erase(path, "");
  return path;
}

bool is_expression(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

DataAssociation::Assignment read_assignment(Element assignment, Compiler& compiler) {
  DataAssociation::Assignment read;
  const Element from = assignment.child(Tag::from);
  if (is_expression(from.text()) || from.has("language")) {
    read.from = compiler.condition(from);
  } else {
    read.from_path = read_path(from.trimmed_text());
  }
  const Element to = assignment.child(Tag::to);
  // The specification's own formal expressions name an element by id.
  const std::string target = to.trimmed_text();
  read.to = read_path(target);
  if (!read.to.empty()) read.to.front() = data_name_of(assignment.model(), read.to.front());
  if (!read.from_path.empty()) read.from_path.front() = data_name_of(assignment.model(), read.from_path.front());
  return read;
}

DataAssociation read_association(Element association, Compiler& compiler) {
  DataAssociation read;
  const Model& model = association.model();
  for (const Element& reference : association.children(Tag::source_ref)) {
    const Element source = model.resolve(reference.trimmed_text());
    if (!source || is_placeholder(source)) continue;
    read.sources.push_back({data_name(source), is_stored(source)});
  }
  const Element target = model.resolve(association.child(Tag::target_ref).trimmed_text());
  if (target && !is_placeholder(target)) read.target = {data_name(target), is_stored(target)};
  if (const Element transformation = association.child(Tag::transformation)) {
    read.transformation = compiler.condition(transformation);
  }
  for (const Element& assignment : association.children(Tag::assignment)) {
    read.assignments.push_back(read_assignment(assignment, compiler));
  }
  return read;
}

bool does_something(const DataAssociation& association) {
  if (!association.assignments.empty()) return true;
  if (association.target.name.empty()) return false;
  return !association.transformation.empty() || !association.sources.empty();
}

void add_associations(Element owner, Tag tag, std::vector<DataAssociation>& list, Compiler& compiler) {
  for (const Element& element : owner.children(tag)) {
    DataAssociation association = read_association(element, compiler);
    if (does_something(association)) list.push_back(std::move(association));
  }
}

void add_names(Element owner, Tag tag, std::vector<std::string>& names) {
  for (const Element& element : owner.children(tag)) names.push_back(data_name(element));
}

}  // namespace

std::string data_name(Element element) {
  if (const Element object = object_of(element)) element = object;
  if (element.tag() == Tag::data_object) return name_of_object(element);
  if (element.tag() == Tag::data_store_reference) {
    const auto store = element.find_attribute("dataStoreRef");
    if (const Element resolved = store ? element.model().resolve(*store) : Element()) element = resolved;
  }
  const std::string_view name = element.attribute("name");
  return std::string(name.empty() ? element.id() : name);
}

std::string data_name_of(const Model& model, std::string_view reference) {
  const Element element = model.resolve(reference);
  switch (element ? element.tag() : Tag::unknown) {
    case Tag::data_object:
    case Tag::data_object_reference:
    case Tag::data_input:
    case Tag::data_output:
    case Tag::property:
    case Tag::data_store_reference:
    case Tag::input_data_item:
    case Tag::output_data_item: return data_name(element);
    default: return std::string(reference);
  }
}

DataFlow read_data(Element element, Compiler& compiler) {
  DataFlow data;
  // Events have their inputs and outputs without an ioSpecification around them.
  const Element specification = element.child(Tag::io_specification);
  const Element owner = specification ? specification : element;
  add_names(owner, Tag::data_input, data.inputs);
  add_names(owner, Tag::data_output, data.outputs);
  add_associations(element, Tag::data_input_association, data.input_associations, compiler);
  add_associations(element, Tag::data_output_association, data.output_associations, compiler);
  for (const Element& property : element.children(Tag::property)) {
    if (!is_placeholder(property)) data.locals.push_back(data_name(property));
  }
  add_names(element, Tag::data_object, data.locals);
  return data;
}

}  // namespace baton::bpmn
