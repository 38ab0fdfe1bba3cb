#include "bpmn/layout/aside.hpp"

#include <algorithm>

#include "bpmn/render/labels.hpp"
#include "bpmn/render/text.hpp"

namespace baton::bpmn {

namespace {

constexpr double kGap = 5;

bool is_container(const SceneShape& shape) {
  const Tag tag = shape.element.tag();
  return shape.is_expanded || tag == Tag::participant || tag == Tag::lane || tag == Tag::group;
}

bool runs_through(const SceneEdge& edge, const Rect& box) {
  for (std::size_t i = 1; i < edge.points.size(); ++i) {
    const Point &a = edge.points[i - 1], &b = edge.points[i];
    const Rect piece{std::min(a.x, b.x) - 0.1, std::min(a.y, b.y) - 0.1, std::abs(a.x - b.x) + 0.2, std::abs(a.y - b.y) + 0.2};
    if (piece.overlaps(box)) return true;
  }
  return false;
}

bool meets_a_line(const Scene& scene, const Rect& box) {
  return std::any_of(scene.edges.begin(), scene.edges.end(), [&](const SceneEdge& edge) { return runs_through(edge, box); });
}

bool is_free(const Scene& scene, const SceneShape& own, const Rect& box) {
  if (meets_a_line(scene, box)) return false;
  const auto in_way = [&](const SceneShape& shape) {
    const bool meets_name = &shape != &own && shape.label && shape.label->overlaps(box);
    return meets_name || (shape.bounds.overlaps(box) && !(is_container(shape) && shape.bounds.contains(box)));
  };
  const auto is_named_there = [&](const SceneEdge& edge) { return edge.label && edge.label->overlaps(box); };
  return std::none_of(scene.shapes.begin(), scene.shapes.end(), in_way) && std::none_of(scene.edges.begin(), scene.edges.end(), is_named_there);
}

}  // namespace

void step_aside(Scene& scene) {
  for (SceneShape& shape : scene.shapes) {
    if (!shape.label || shape.drawing || !meets_a_line(scene, *shape.label)) continue;
    const std::string text = outer_text(shape.element);
    const double width = std::min(shape.label->width, text_width(text, kSmallFontSize) + 4);
    const double height = text_height(text, width + 8, kSmallFontSize), center = shape.bounds.center().x;
    for (const double x : {center + kGap, center - kGap - width}) {
      const Rect place{x, shape.label->y, width, height};
      if (!is_free(scene, shape, place)) continue;
      shape.label = place;
      break;
    }
  }
}

}  // namespace baton::bpmn
