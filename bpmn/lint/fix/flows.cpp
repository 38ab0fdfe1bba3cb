#include "bpmn/lint/fix/flows.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "bpmn/edit/namespaces.hpp"
#include "bpmn/edit/references.hpp"
#include "bpmn/rules/rule.hpp"

namespace baton::bpmn::lint {

namespace {

// The elements whose text refers to `element`.
template <class Visit>
void each_naming(const Diagram& diagram, Element element, Visit visit) {
  const Model& model = diagram.model();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element reference = model.element(i);
    if (is_reference_element(reference) && model.resolve(reference.trimmed_text()) == element) visit(reference);
  }
}

constexpr std::array kHarmlessLists = {Tag::incoming, Tag::outgoing, Tag::flow_node_ref};
constexpr std::array<std::string_view, 4> kHarmlessAttributes = {"sourceRef", "targetRef", "bpmnElement", "default"};

bool is_harmless(Element user, std::string_view attribute) {
  if (std::find(kHarmlessAttributes.begin(), kHarmlessAttributes.end(), attribute) == kHarmlessAttributes.end()) return false;
  return user.tag() != Tag::association && user.tag() != Tag::message_flow;
}

// Referred to by more than flows, lanes and drawings.
bool is_needed(const Diagram& diagram, Element element) {
  const Model& model = diagram.model();
  bool needed = false;
  each_naming(diagram, element, [&](Element reference) {
    needed |= std::find(kHarmlessLists.begin(), kHarmlessLists.end(), reference.tag()) == kHarmlessLists.end();
  });
  for (xml::ElementIndex i = 0; i < model.size() && !needed; ++i) {
    const xml::Document& document = model.document();
    for (auto* attribute = document.attributes_begin(i); attribute != document.attributes_end(i); ++attribute) {
      if (!is_reference_attribute(attribute->name) || is_harmless(model.element(i), attribute->name)) continue;
      needed |= model.resolve(attribute->value) == element;
    }
  }
  return needed;
}

bool has_only_attributes(Element element, std::initializer_list<std::string_view> allowed) {
  const xml::Document& document = element.model().document();
  return std::all_of(document.attributes_begin(element.index()), document.attributes_end(element.index()),
                     [&](const xml::Attribute& attribute) {
                       return std::find(allowed.begin(), allowed.end(), attribute.name) != allowed.end();
                     });
}

void remove_drawing(const Diagram& diagram, Element element, Editor& editor) {
  if (const Element drawing = diagram.drawing(element)) editor.remove(drawing);
}

Elements waypoints_of(Element edge) { return edge ? edge.children("waypoint") : Elements(); }

bool same(Element a, Element b, std::string_view axis) { return a.attribute(axis) == b.attribute(axis); }

// The middle one of three points on a line along an axis says nothing.
bool is_idle(Element before, Element point, Element after) {
  for (const std::string_view axis : {"x", "y"}) {
    if (same(before, point, axis) && same(point, after, axis)) return true;
  }
  return false;
}

// The edge goes on through the points of the other.
void prolong(Element edge, Element by, Editor& editor) {
  const Elements own = waypoints_of(edge), added = waypoints_of(by);
  if (own.size() < 2 || added.size() < 2) return;
  const std::string name = editor.qualified_element(own.back(), kDiUri, "di", "waypoint");
  const bool is_straight = is_idle(own.back(), added[0], added[1]);
  for (std::size_t i = is_straight ? 1 : 0; i < added.size(); ++i) {
    const std::string x(added[i].attribute("x")), y(added[i].attribute("y"));
    editor.insert_after(own.back(), Fragment{name, {{"x", x}, {"y", y}}});
  }
  if (is_idle(own[own.size() - 2], own.back(), is_straight ? added[1] : added[0])) editor.remove(own.back());
}

std::string with_prefix_of(const std::string& reference, std::string_view id) {
  const std::size_t colon = reference.find(':');
  return (colon == std::string::npos ? "" : reference.substr(0, colon + 1)) + std::string(id);
}

}  // namespace

void remove_flow(const Diagram& diagram, Element flow, Editor& editor) {
  each_naming(diagram, flow, [&](Element reference) { editor.remove(reference); });
  remove_drawing(diagram, flow, editor);
  editor.remove(flow);
}

bool remove_condition(Element flow, Editor& editor) {
  const Element condition = flow.child(Tag::condition_expression);
  if (condition) editor.remove(condition);
  return static_cast<bool>(condition);
}

bool has_more_than_flows(const Diagram& diagram, Element node) {
  if (!is_blank(node.attribute("name")) || !has_only_attributes(node, {"id", "name", "gatewayDirection", "default"})) return true;
  for (Element child = node.first_child(); child; child = child.next()) {
    if (child.tag() != Tag::incoming && child.tag() != Tag::outgoing) return true;
  }
  return is_needed(diagram, node);
}

bool bypass(const Diagram& diagram, Element node, Editor& editor) {
  const Element in = diagram.incoming(node).front(), out = diagram.outgoing(node).front();
  const Element target = diagram.target(out);
  const bool is_plain = !out.first_child() && has_only_attributes(out, {"id", "name", "sourceRef", "targetRef"}) &&
                        is_blank(out.attribute("name")) && !is_needed(diagram, out);
  if (!is_plain || !target || target == node || diagram.source(in) == node || diagram.target(in) != node) return false;
  editor.set_attribute(in, "targetRef", out.attribute("targetRef"));
  each_naming(diagram, out, [&](Element reference) {
    if (reference.parent() == node) return;
    editor.set_text(reference, with_prefix_of(reference.trimmed_text(), in.id()));
  });
  each_naming(diagram, node, [&](Element reference) { editor.remove(reference); });
  prolong(diagram.drawing(in), diagram.drawing(out), editor);
  remove_drawing(diagram, out, editor);
  remove_drawing(diagram, node, editor);
  editor.remove(out);
  editor.remove(node);
  return true;
}

}  // namespace baton::bpmn::lint
