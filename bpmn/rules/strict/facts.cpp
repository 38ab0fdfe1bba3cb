#include "bpmn/rules/strict/facts.hpp"

#include <algorithm>

namespace baton::bpmn::strict {

Facts::Facts(const Model& model, const Imports& imports) : model_(model), imports_(imports) {
  for (const Element& flow : all(Tag::sequence_flow)) {
    if (const Element source = resolve(flow.attribute("sourceRef"))) outgoing_[source.index()].push_back(flow);
    if (const Element target = resolve(flow.attribute("targetRef"))) incoming_[target.index()].push_back(flow);
  }
}

Element Facts::resolve(std::string_view reference) const {
  if (is_blank(reference)) return {};
  const std::string_view space = namespace_of(model_.root(), reference);
  if (!space.empty() && space != model_.root().attribute("targetNamespace")) {
    for (const Import& import : imports_) {
      if (!import.model || import.model->root().attribute("targetNamespace") != space) continue;
      if (const Element there = import.model->resolve(reference)) return there;
    }
  }
  if (const Element here = model_.resolve(reference)) return here;
  for (const Import& import : imports_) {
    if (!import.model) continue;
    if (const Element there = import.model->resolve(reference)) return there;
  }
  return {};
}

Element Facts::referenced(Element element, std::string_view name) const {
  if (const auto attribute = element.find_attribute(name)) return resolve(*attribute);
  const Element child = element.child(name);
  return child ? resolve(child.trimmed_text()) : Element();
}

const Elements& Facts::known(const Flows& flows, Element node) const {
  const auto found = flows.find(node.index());
  return found == flows.end() ? none_ : found->second;
}

std::size_t Facts::incoming_count(Element node) const {
  return std::max(incoming(node).size(), node.children(Tag::incoming).size());
}

std::size_t Facts::outgoing_count(Element node) const {
  return std::max(outgoing(node).size(), node.children(Tag::outgoing).size());
}

Elements Facts::definitions(Element event) const {
  Elements found;
  for (Element child = event.first_child(); child; child = child.next()) {
    if (is_event_definition(child.tag())) found.push_back(child);
    if (child.tag() != Tag::event_definition_ref) continue;
    const Element definition = resolve(child.trimmed_text());
    if (is_event_definition(definition.tag())) found.push_back(definition);
  }
  return found;
}

bool Facts::has_definition(Element event, Tag kind) const {
  const Elements found = definitions(event);
  return std::any_of(found.begin(), found.end(), [&](const Element& definition) { return definition.tag() == kind; });
}

Element around(Element element, Tag tag) {
  while (element && element.tag() != tag) element = element.parent();
  return element;
}

bool is_executable(Element element) { return around(element, Tag::process).flag("isExecutable"); }

Element scope_of(Element element) {
  element = element.parent();
  while (element && element.tag() != Tag::process && !is_sub_process(element.tag()) &&
         element.tag() != Tag::choreography && element.tag() != Tag::sub_choreography) {
    element = element.parent();
  }
  return element;
}

bool is_event_sub_process(Element element) {
  return element.tag() == Tag::sub_process && element.flag("triggeredByEvent");
}

bool is_in_event_sub_process(Element element) { return is_event_sub_process(scope_of(element)); }

std::string_view namespace_of(Element element, std::string_view reference) {
  const std::size_t colon = reference.find(':');
  if (colon == std::string_view::npos) return {};
  const xml::Document& document = element.model().document();
  const xml::Attribute* end = document.attributes_end(0);
  for (const xml::Attribute* attribute = document.attributes_begin(0); attribute != end; ++attribute) {
    const bool declares = document.namespace_uri(attribute->name_space) == "http://www.w3.org/2000/xmlns/";
    if (declares && attribute->name == reference.substr(0, colon)) return attribute->value;
  }
  return {};
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool same_item(const Facts&, Element one, Element other) {
  if (!one || !other) return !one && !other;
  if (one == other) return true;
  const auto structure = one.find_attribute("structureRef");
  return structure && structure == other.find_attribute("structureRef") &&
         one.flag("isCollection") == other.flag("isCollection");
}

}  // namespace baton::bpmn::strict
