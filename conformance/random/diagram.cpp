#include "conformance/random/diagram.hpp"

#include <cstdlib>
#include <set>

namespace baton::conformance {

using bpmn::Element;

namespace {

Elements with_attribute(const Element& container, const char* tag, const char* attribute, std::string_view value) {
  Elements found;
  for (const Element& child : container.children(tag)) {
    if (child.attribute(attribute) == value) found.push_back(child);
  }
  return found;
}

Element definition(const Element& event) {
  for (const Element& child : event.children()) {
    const std::string_view name = child.name();
    if (name.size() > 15 && name.substr(name.size() - 15) == "EventDefinition") return child;
  }
  return {};
}

// The flows that a token at `node` may leave it by.
Elements ways_out(const Element& node) {
  if (trigger(node) == "link" && is(node, "intermediateThrowEvent")) return outgoing(link_target(node));
  Elements flows = outgoing(node);
  for (const Element& boundary : boundaries(node)) {
    for (const Element& flow : outgoing(boundary)) flows.push_back(flow);
  }
  return flows;
}

}  // namespace

bool is(const Element& element, const char* name) { return element.name() == name; }

Elements outgoing(const Element& node) { return with_attribute(node.parent(), "sequenceFlow", "sourceRef", node.id()); }
Elements incoming(const Element& node) { return with_attribute(node.parent(), "sequenceFlow", "targetRef", node.id()); }
Element target(const Element& flow) { return flow.model().find(flow.attribute("targetRef")); }

Elements boundaries(const Element& activity) {
  return with_attribute(activity.parent(), "boundaryEvent", "attachedToRef", activity.id());
}

Elements event_sub_processes(const Element& container) {
  return with_attribute(container, "subProcess", "triggeredByEvent", "true");
}

Element start_event(const Element& container) { return container.child("startEvent"); }

Element link_target(const Element& throw_event) {
  const std::string_view name = definition(throw_event).attribute("name");
  for (const Element& event : throw_event.parent().children("intermediateCatchEvent")) {
    if (trigger(event) == "link" && definition(event).attribute("name") == name) return event;
  }
  return {};
}

std::string trigger(const Element& event) {
  const std::string name(definition(event).name());
  return name.empty() ? "" : name.substr(0, name.size() - 15);
}

std::string reference(const Element& event) {
  const Element found = definition(event);
  return std::string(found.has("errorRef") ? found.attribute("errorRef") : found.attribute("escalationRef"));
}

int cardinality(const Element& activity) {
  const Element loop = activity.child("multiInstanceLoopCharacteristics");
  return loop ? std::atoi(loop.child("loopCardinality").trimmed_text().c_str()) : -1;
}

bool is_sequential(const Element& activity) {
  return activity.child("multiInstanceLoopCharacteristics").attribute("isSequential") == "true";
}

bool leads_to(const Element& flow, const Element& wanted, const Element& gateway) {
  std::set<std::string> seen;
  Elements open{flow};
  while (!open.empty()) {
    const Element at = open.back();
    open.pop_back();
    if (!seen.insert(std::string(at.id())).second) continue;
    if (at == wanted) return true;
    if (target(at) == gateway) continue;
    for (const Element& next : ways_out(target(at))) open.push_back(next);
  }
  return false;
}

}  // namespace baton::conformance
