#include "bpmn/layout/sizes.hpp"

#include "bpmn/render/labels.hpp"

namespace baton::bpmn {

namespace {
constexpr double kLabelWidth = 90;

// Three lines of a name fit beside the icon; longer ones make an activity wider.
double activity_width(Element activity) {
  const std::string_view name = activity.attribute("name");
  const double three_lines = 3 * text_height("x", 100, kFontSize);
  for (const double width : {100.0, 120.0, 140.0}) {
    if (text_height(name, width - 14, kFontSize) <= three_lines) return width;
  }
  return 160;
}

}  // namespace

bool is_choreography_activity(Tag tag) {
  return tag == Tag::choreography_task || tag == Tag::call_choreography || tag == Tag::sub_choreography;
}

bool is_step(Tag tag) { return is_flow_node(tag) || is_choreography_activity(tag); }

Rect usual_size(Element element) {
  const Tag tag = element.tag();
  if (is_event(tag)) return {0, 0, 36, 36};
  if (is_gateway(tag) || tag == Tag::data_store_reference) return {0, 0, 50, 50};
  if (is_choreography_activity(tag)) return {0, 0, 120, 100};
  if (tag == Tag::data_object_reference || tag == Tag::data_object) return {0, 0, 36, 50};
  if (tag == Tag::conversation || tag == Tag::sub_conversation || tag == Tag::call_conversation) return {0, 0, 50, 44};
  if (tag == Tag::text_annotation) {
    return {0, 0, 140, std::max(30.0, 8 + text_height(element.child(Tag::text).text(), 130, kFontSize))};
  }
  return {0, 0, is_activity(tag) ? activity_width(element) : 100, 80};
}

double label_room(Element element) {
  const std::string text = outer_text(element);
  return text.empty() ? 0 : 6 + text_height(text, kLabelWidth + 8, kSmallFontSize);
}

std::optional<Rect> usual_label(Element element, const Rect& bounds) {
  const double room = label_room(element);
  if (room == 0) return std::nullopt;
  return Rect{bounds.center().x - kLabelWidth / 2, bounds.bottom() + 4, kLabelWidth, std::ceil(room - 6)};
}

SceneShape shape_in(Element element, const Rect& bounds) {
  SceneShape shape;
  shape.element = element;
  shape.bounds = bounds;
  shape.label = usual_label(element, bounds);
  shape.is_marker_visible = element.tag() == Tag::exclusive_gateway;
  return shape;
}

SceneShape shape_at(Element element, Point top_left) {
  const Rect size = usual_size(element);
  return shape_in(element, {top_left.x, top_left.y, size.width, size.height});
}

void move(SceneShape& shape, double dx, double dy) {
  shape.bounds.x += dx;
  shape.bounds.y += dy;
  if (!shape.label) return;
  shape.label->x += dx;
  shape.label->y += dy;
}

}  // namespace baton::bpmn
