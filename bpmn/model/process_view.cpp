#include "bpmn/model/process_view.hpp"

namespace baton::bpmn {

Element ProcessView::Node::definition(Tag wanted) const {
  for (const Element& definition : definitions) {
    if (definition.tag() == wanted) return definition;
  }
  return {};
}

ProcessView::ProcessView(Element process) {
  nodes_.emplace_back();
  nodes_.front().element = process;
  nodes_.front().tag = Tag::process;
  collect();
  link();
}

// The elements of a process are a range in document order, so scopes are found without recursion: `around`
// holds the containers that are open.
void ProcessView::collect() {
  const Model& all = model();
  struct Open {
    xml::ElementIndex end;
    std::uint32_t node;
  };
  const xml::ElementIndex first = process().index();
  std::vector<Open> around{{all.document().end(first), 0}};
  for (xml::ElementIndex i = first + 1; i < around.front().end; ++i) {
    while (i >= around.back().end) around.pop_back();
    const Element element = all.element(i);
    const std::uint32_t scope = around.back().node;
    if (all.document().parent(i) != nodes_[scope].element.index()) continue;
    const Tag tag = element.tag();
    if (is_flow_node(tag)) {
      add_node(element, scope);
      if (is_sub_process(tag)) {
        around.push_back({all.document().end(i), static_cast<std::uint32_t>(nodes_.size() - 1)});
      }
    } else if (tag == Tag::sequence_flow) {
      nodes_[scope].flows.push_back(static_cast<std::uint32_t>(flows_.size()));
      flows_.push_back({element, scope});
    } else if (tag == Tag::association) {
      associations_.push_back(element);
    }
  }
}

void ProcessView::add_node(Element element, std::uint32_t scope) {
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  Node node;
  node.element = element;
  node.tag = element.tag();
  node.scope = scope;
  node.is_event_sub_process = node.tag == Tag::sub_process && element.flag("triggeredByEvent");
  node.is_for_compensation = element.flag("isForCompensation");
  if (is_activity(node.tag)) node.loop = element.child(Tag::multi_instance_loop_characteristics);
  if (is_event(node.tag)) add_definitions(node);
  nodes_[scope].children.push_back(index);
  if (!element.id().empty()) ids_.emplace(element.id(), index);
  nodes_.push_back(std::move(node));
}

void ProcessView::add_definitions(Node& node) {
  for (Element child = node.element.first_child(); child; child = child.next()) {
    if (is_event_definition(child.tag())) node.definitions.push_back(child);
    if (child.tag() != Tag::event_definition_ref) continue;
    const Element definition = model().resolve(child.text());
    if (is_event_definition(definition.tag())) node.definitions.push_back(definition);
  }
}

void ProcessView::link() {
  for (std::uint32_t i = 0; i < flows_.size(); ++i) {
    Flow& flow = flows_[i];
    const auto end = [&](std::string_view attribute) {
      const std::uint32_t node = resolve(flow.element.attribute(attribute));
      return node != kNone && nodes_[node].scope == flow.scope ? node : kNone;
    };
    flow.source = end("sourceRef");
    flow.target = end("targetRef");
    if (flow.source == kNone || flow.target == kNone) continue;
    nodes_[flow.source].outgoing.push_back(i);
    nodes_[flow.target].incoming.push_back(i);
  }
  for (std::uint32_t i = 1; i < nodes_.size(); ++i) {
    Node& node = nodes_[i];
    if (node.tag != Tag::boundary_event) continue;
    const std::uint32_t host = resolve(node.element.attribute("attachedToRef"));
    if (host == kNone || nodes_[host].scope != node.scope || !is_activity(nodes_[host].tag)) continue;
    node.host = host;
    nodes_[host].boundaries.push_back(i);
  }
  for (const Element& association : associations_) {
    const std::uint32_t source = resolve(association.attribute("sourceRef"));
    const std::uint32_t target = resolve(association.attribute("targetRef"));
    if (source == kNone || target == kNone) continue;
    associated_[nodes_[source].id()].push_back(target);
  }
}

std::uint32_t ProcessView::find(std::string_view id) const {
  const auto found = ids_.find(id);
  return found == ids_.end() ? kNone : found->second;
}

std::uint32_t ProcessView::resolve(std::string_view reference) const {
  const std::uint32_t exact = find(reference);
  if (exact != kNone) return exact;
  const Element element = model().resolve(reference);
  return element ? find(element.id()) : kNone;
}

Element ProcessView::referenced(Element definition, std::string_view attribute) const {
  const auto reference = definition.find_attribute(attribute);
  return reference ? model().resolve(*reference) : Element();
}

std::uint32_t ProcessView::handler_of(const Node& boundary) const {
  const auto found = associated_.find(boundary.id());
  if (found == associated_.end()) return kNone;
  for (const std::uint32_t target : found->second) {
    if (nodes_[target].scope == boundary.scope && is_activity(nodes_[target].tag)) return target;
  }
  return kNone;
}

}  // namespace baton::bpmn
