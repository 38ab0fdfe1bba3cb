#include "bpmn/lint/diagram.hpp"

#include <algorithm>

namespace baton::bpmn::lint {

Diagram::Diagram(const Model& model) : model_(model) {
  const auto name_flows = [&](Flows& flows, Tag list) {
    for (const Element& reference : all(list)) {
      const Element flow = model_.resolve(reference.trimmed_text());
      if (flow.tag() == Tag::sequence_flow) add(flows, reference.parent(), flow);
    }
  };
  name_flows(incoming_, Tag::incoming);
  name_flows(outgoing_, Tag::outgoing);
  for (const Element& flow : all(Tag::sequence_flow)) {
    if (const Element node = source(flow)) add(outgoing_, node, flow);
    if (const Element node = target(flow)) add(incoming_, node, flow);
  }
  for (const Element& event : all(Tag::boundary_event)) {
    if (const Element host = referenced(event, "attachedToRef")) boundaries_[host.index()].push_back(event);
  }
  each([](Tag tag) { return tag == Tag::shape || tag == Tag::edge; },
       [&](Element drawing) {
         if (const Element drawn = referenced(drawing, "bpmnElement")) drawings_[drawn.index()] = drawing;
       });
}

void Diagram::add(Flows& flows, Element node, Element flow) {
  Elements& known = flows[node.index()];
  if (std::find(known.begin(), known.end(), flow) == known.end()) known.push_back(flow);
}

const Elements& Diagram::known(const Flows& flows, Element node) const {
  const auto found = flows.find(node.index());
  return found == flows.end() ? none_ : found->second;
}

Element Diagram::referenced(Element element, std::string_view attribute) const {
  const std::string_view reference = element.attribute(attribute);
  return reference.empty() ? Element() : model_.resolve(reference);
}

Elements Diagram::definitions(Element event) const {
  Elements found;
  if (!is_event(event.tag())) return found;
  for (Element child = event.first_child(); child; child = child.next()) {
    const bool refers = child.tag() == Tag::event_definition_ref;
    const Element definition = refers ? model_.resolve(child.trimmed_text()) : child;
    if (definition && is_event_definition(definition.tag())) found.push_back(definition);
  }
  return found;
}

bool Diagram::has_definition(Element event, Tag kind) const {
  const Elements found = definitions(event);
  return std::any_of(found.begin(), found.end(), [&](const Element& definition) { return definition.tag() == kind; });
}

bool Diagram::has_only(Element event, Tag kind) const {
  const Elements found = definitions(event);
  return !found.empty() &&
         std::all_of(found.begin(), found.end(), [&](const Element& definition) { return definition.tag() == kind; });
}

Element Diagram::drawing(Element element) const {
  const auto found = drawings_.find(element.index());
  return found == drawings_.end() ? Element() : found->second;
}

bool has_condition(Element flow) { return static_cast<bool>(flow.child(Tag::condition_expression)); }

bool is_default_flow(const Diagram& diagram, Element node, Element flow) {
  return node && diagram.referenced(node, "default") == flow;
}

bool is_event_sub_process(Element element) { return is_sub_process(element.tag()) && element.flag("triggeredByEvent"); }

Element around(Element element, Tag tag) {
  while (element && element.tag() != tag) element = element.parent();
  return element;
}

bool is_in_executable_process(Element element) { return around(element, Tag::process).flag("isExecutable"); }

bool is_ad_hoc(Element element) { return element.parent() && element.parent().tag() == Tag::ad_hoc_sub_process; }

bool is_container(Tag tag) {
  return tag == Tag::process || is_sub_process(tag) || tag == Tag::choreography || tag == Tag::sub_choreography;
}

bool is_activity_or_event(Tag tag) { return is_activity(tag) || is_event(tag); }

bool is_node(Tag tag) { return is_flow_node(tag); }

bool is_flow_element(Tag tag) {
  return is_flow_node(tag) || is_choreography_activity(tag) || tag == Tag::sequence_flow || tag == Tag::data_object ||
         tag == Tag::data_object_reference || tag == Tag::data_store_reference;
}

std::string_view kind_of_scope(Element scope) { return is_sub_process(scope.tag()) ? "Sub process" : "Process"; }

}  // namespace baton::bpmn::lint
