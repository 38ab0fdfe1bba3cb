#include "bpmn/render/scene.hpp"

#include <array>
#include <charconv>

namespace baton::bpmn {

namespace {

double number(Element element, std::string_view attribute) {
  std::string_view text = element.attribute(attribute);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::isfinite(value) && std::abs(value) < 1e7 ? value : 0;
}

std::optional<Rect> bounds_of(Element holder) {
  const Element bounds = holder.child("Bounds");
  if (!bounds) return std::nullopt;
  return Rect{number(bounds, "x"), number(bounds, "y"), number(bounds, "width"), number(bounds, "height")};
}

std::optional<Rect> label_of(Element drawing) {
  auto bounds = bounds_of(drawing.child(Tag::label));
  if (bounds && bounds->width <= 0 && bounds->height <= 0 && bounds->x == 0 && bounds->y == 0) return std::nullopt;
  return bounds;
}

// The color attributes of bpmn.io and of OMG's extension have no other meaning anywhere.
std::string color(Element drawing, std::string_view name, std::string_view other_name) {
  if (!drawing) return {};
  const xml::Document& document = drawing.model().document();
  const xml::Attribute* end = document.attributes_end(drawing.index());
  for (const xml::Attribute* a = document.attributes_begin(drawing.index()); a != end; ++a) {
    if (a->name_space == 0 || (a->name != name && a->name != other_name)) continue;
    const bool is_color = !a->value.empty() && a->value.size() < 40 &&
                          a->value.find_first_not_of("#(),.% 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
                              std::string_view::npos;
    if (is_color) return std::string(a->value);
  }
  return {};
}

SceneColors colors_of(Element drawing) {
  return {color(drawing, "background-color", "fill"), color(drawing, "border-color", "stroke"),
          color(drawing.child(Tag::label), "color", "color")};
}

bool is_lane_like(Tag tag) { return tag == Tag::participant || tag == Tag::lane; }

std::optional<SceneShape> shape_of(Element drawing) {
  SceneShape shape;
  shape.drawing = drawing;
  shape.element = drawing.model().resolve(drawing.attribute("bpmnElement"));
  const auto bounds = bounds_of(drawing);
  if (!shape.element || !bounds || bounds->width <= 0 || bounds->height <= 0) return std::nullopt;
  shape.bounds = *bounds;
  shape.label = label_of(drawing);
  shape.is_expanded = drawing.flag("isExpanded");
  shape.is_horizontal = drawing.flag("isHorizontal", !is_lane_like(shape.element.tag()) || bounds->width >= bounds->height);
  shape.is_marker_visible = drawing.flag("isMarkerVisible");
  shape.is_message_visible = drawing.flag("isMessageVisible");
  shape.band = drawing.attribute("participantBandKind");
  shape.colors = colors_of(drawing);
  return shape;
}

std::optional<SceneEdge> edge_of(Element drawing) {
  SceneEdge edge;
  edge.drawing = drawing;
  edge.element = drawing.model().resolve(drawing.attribute("bpmnElement"));
  for (const Element& point : drawing.children("waypoint")) {
    const Point at{number(point, "x"), number(point, "y")};
    if (edge.points.empty() || edge.points.back() != at) edge.points.push_back(at);
  }
  if (!edge.element || edge.points.size() < 2) return std::nullopt;
  edge.label = label_of(drawing);
  edge.message = drawing.attribute("messageVisibleKind");
  edge.colors = colors_of(drawing);
  return edge;
}

// Tools that do not say isExpanded: what has children drawn in the same plane is expanded.
void guess_expansion(Scene& scene) {
  for (SceneShape& shape : scene.shapes) {
    if (!is_sub_process(shape.element.tag()) && shape.element.tag() != Tag::sub_choreography) continue;
    if (shape.drawing.has("isExpanded")) continue;
    for (const SceneShape& other : scene.shapes) {
      if (other.element.parent() == shape.element && shape.bounds.contains(other.bounds)) shape.is_expanded = true;
    }
  }
}

}  // namespace

const SceneShape* Scene::shape_of(Element element) const {
  for (const SceneShape& shape : shapes) {
    if (shape.element == element && shape.band.empty()) return &shape;
  }
  return nullptr;
}

std::vector<Scene> scenes_of(const Model& model) {
  std::vector<Scene> scenes;
  for (const Element& plane : model.all(Tag::plane)) {
    Scene scene;
    scene.plane = plane;
    scene.subject = model.resolve(plane.attribute("bpmnElement"));
    const std::string_view diagram_name = plane.parent().attribute("name");
    scene.name = diagram_name.empty() ? scene.subject.attribute("name") : diagram_name;
    for (Element child = plane.first_child(); child; child = child.next()) {
      if (child.tag() == Tag::shape) {
        if (auto shape = baton::bpmn::shape_of(child)) scene.shapes.push_back(std::move(*shape));
      } else if (child.tag() == Tag::edge) {
        if (auto edge = edge_of(child)) scene.edges.push_back(std::move(*edge));
      }
    }
    guess_expansion(scene);
    scenes.push_back(std::move(scene));
  }
  return scenes;
}

}  // namespace baton::bpmn
