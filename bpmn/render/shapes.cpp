// The table is at the end of the file. Events, activities and choreography activities have files of their own.
#include "bpmn/render/shapes.hpp"

#include <fmt/format.h>

#include <array>

#include "bpmn/render/activities.hpp"
#include "bpmn/render/events.hpp"
#include "bpmn/render/labels.hpp"

namespace baton::bpmn {

namespace {

void draw_gateway(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  canvas.polygon({{b.center().x, b.y}, {b.right(), b.center().y}, {b.center().x, b.bottom()}, {b.x, b.center().y}}, style.outline(2));
  const double scale = std::min(b.width, b.height) / 50;
  const Point at{b.center().x - 25 * scale, b.center().y - 25 * scale};
  const Element gateway = shape.element;
  const auto draw = [&](std::string_view data, double width) { canvas.path_at(at, scale, data, style.line(width)); };
  constexpr const char* kPlus = "M25 14 V36 M14 25 H36";
  switch (gateway.tag()) {
    case Tag::exclusive_gateway:
      if (shape.is_marker_visible) draw("M18.5 16.5 L31.5 33.5 M31.5 16.5 L18.5 33.5", 3.5);
      break;
    case Tag::parallel_gateway: draw(kPlus, 3.5); break;
    case Tag::inclusive_gateway: canvas.circle(b.center(), 11.5 * scale, style.line(3)); break;
    case Tag::complex_gateway: draw("M25 13 V37 M13 25 H37 M17 17 L33 33 M33 17 L17 33", 3); break;
    case Tag::event_based_gateway: {
      const bool is_parallel = gateway.attribute("eventGatewayType") == "Parallel";
      canvas.circle(b.center(), 13.5 * scale, style.line(1));
      if (!gateway.flag("instantiate")) canvas.circle(b.center(), 11 * scale, style.line(1));
      if (is_parallel) return draw_icon(canvas, event_icon(Trigger::parallel_multiple, false), {at.x + 12.4 * scale, at.y + 12.4 * scale}, 0.7 * scale, style);
      draw_icon(canvas, event_icon(Trigger::multiple, false), {at.x + 12.4 * scale, at.y + 12.4 * scale}, 0.7 * scale, style);
      break;
    }
    default: break;
  }
}

void draw_multiplicity(Canvas& canvas, Element participant, const Rect& bounds, const Style& style) {
  const Element multiplicity = participant.child(Tag::participant_multiplicity);
  const std::string_view maximum = multiplicity.attribute("maximum");
  if (!multiplicity || maximum == "1") return;
  draw_icon(canvas, marker_icon(Marker::parallel), {bounds.center().x - 7, bounds.bottom() - 17}, 1, style);
}

void draw_pool(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  const std::string_view name = shape.element.attribute("name");
  canvas.rect(b, 0, style.outline(1.5));
  draw_multiplicity(canvas, shape.element, b, style);
  const bool is_black_box = shape.element.attribute("processRef").empty();
  const double inner = shape.is_horizontal ? b.width : b.height;
  if (is_black_box || inner < 2 * kPoolBand) return draw_text_in_middle(canvas, name, b.grown(-6), style);
  if (shape.is_horizontal) {
    canvas.path(fmt::format("M{} {} V{}", svg_number(b.x + kPoolBand), svg_number(b.y), svg_number(b.bottom())), style.line(1.5));
    draw_text_upwards(canvas, name, {b.x, b.y + 4, kPoolBand, b.height - 8}, style);
  } else {
    canvas.path(fmt::format("M{} {} H{}", svg_number(b.x), svg_number(b.y + kPoolBand), svg_number(b.right())), style.line(1.5));
    draw_text_in_middle(canvas, name, {b.x + 4, b.y, b.width - 8, kPoolBand}, style);
  }
}

void draw_lane(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  Paint paint = style.outline(1);
  if (shape.colors.fill.empty()) paint.fill = "none";
  canvas.rect(b, 0, paint);
  const std::string_view name = shape.element.attribute("name");
  if (shape.is_horizontal) {
    draw_text_upwards(canvas, name, {b.x, b.y + 4, kPoolBand, b.height - 8}, style);
  } else {
    draw_text_in_middle(canvas, name, {b.x + 4, b.y, b.width - 8, kPoolBand}, style);
  }
}

bool is_collection(Element element) {
  if (element.flag("isCollection")) return true;
  const Element object = element.model().resolve(element.attribute("dataObjectRef"));
  if (object && object.flag("isCollection")) return true;
  const Element item = element.model().resolve((object ? object : element).attribute("itemSubjectRef"));
  return item && item.flag("isCollection");
}

void draw_data(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  const double fold = std::min(b.width, b.height) * 0.28;
  canvas.path(fmt::format("M{0} {1} H{2} L{3} {4} V{5} H{0} Z M{2} {1} V{4} H{3}", svg_number(b.x), svg_number(b.y),
                          svg_number(b.right() - fold), svg_number(b.right()), svg_number(b.y + fold), svg_number(b.bottom())),
              style.outline(1.5));
  if (is_collection(shape.element)) {
    draw_icon(canvas, marker_icon(Marker::parallel), {b.center().x - 7, b.bottom() - 15}, 1, style);
  }
  const Tag tag = shape.element.tag();
  if (tag != Tag::data_input && tag != Tag::data_output) return;
  const double scale = 0.55 * b.width / 36;
  draw_icon(canvas, event_icon(Trigger::link, tag == Tag::data_output), {b.x + 1, b.y + 1}, std::max(0.4, scale), style);
}

void draw_data_store(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  const double rx = b.width / 2, ry = std::min(b.height * 0.14, rx * 0.4), gap = std::min(b.height * 0.09, 6.0);
  const auto arc = [&](double y) {
    return fmt::format("M{0} {1} A{2} {3} 0 0 0 {4} {1}", svg_number(b.x), svg_number(y), svg_number(rx), svg_number(ry), svg_number(b.right()));
  };
  canvas.path(fmt::format("M{0} {1} V{2} A{3} {4} 0 0 0 {5} {2} V{1} A{3} {4} 0 0 0 {0} {1} Z", svg_number(b.x), svg_number(b.y + ry),
                          svg_number(b.bottom() - ry), svg_number(rx), svg_number(ry), svg_number(b.right())),
              style.outline(1.5));
  for (int i = 0; i < 3; ++i) canvas.path(arc(b.y + ry + i * gap), style.line(1.2));
}

void draw_group(Canvas& canvas, const SceneShape& shape, const Style& style) {
  Paint paint = style.line(1.5);
  paint.dash = "8 4 1 4";
  canvas.rect(shape.bounds, 10, paint);
  const Element category = shape.element.model().resolve(shape.element.attribute("categoryValueRef"));
  const std::string_view name = category.attribute("value");
  if (shape.label && shape.label->width > 0) return draw_outer_label(canvas, name, *shape.label, style);
  draw_text_at_top(canvas, name, {shape.bounds.x, shape.bounds.y + 5, shape.bounds.width, 30}, style, Anchor::middle);
}

void draw_annotation(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  if (!shape.colors.fill.empty()) canvas.rect(b, 0, {style.fill, "none"});
  const double leg = std::min(12.0, b.width / 4);
  canvas.path(fmt::format("M{0} {1} H{2} V{3} H{0}", svg_number(b.x + leg), svg_number(b.y), svg_number(b.x), svg_number(b.bottom())), style.line(1.5));
  draw_text_at_top(canvas, shape.element.child(Tag::text).text(), {b.x + 6, b.y + 4, std::max(20.0, b.width - 8), std::max(b.height, 16.0)},
                   style, Anchor::start);
}

void draw_conversation(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  const double side = b.width / 4;
  canvas.polygon({{b.x, b.center().y}, {b.x + side, b.y}, {b.right() - side, b.y}, {b.right(), b.center().y}, {b.right() - side, b.bottom()}, {b.x + side, b.bottom()}},
                 style.outline(shape.element.tag() == Tag::call_conversation ? 4 : 2));
  const bool calls_collaboration = shape.element.model().resolve(shape.element.attribute("calledCollaborationRef")).tag() == Tag::collaboration;
  if (shape.element.tag() == Tag::sub_conversation || calls_collaboration) {
    draw_icon(canvas, marker_icon(Marker::sub_process), {b.center().x - 5, b.bottom() - 12}, 10.0 / 14, style);
  }
}

void draw_message(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const double scale = std::min(shape.bounds.width, shape.bounds.height) / 18;
  draw_icon(canvas, envelope_icon(false), {shape.bounds.x, shape.bounds.y}, scale, style);
}

void draw_box(Canvas& canvas, const SceneShape& shape, const Style& style) {
  canvas.rect(shape.bounds, 0, style.outline(1.5));
  draw_text_in_middle(canvas, shape.element.attribute("name"), shape.bounds.grown(-4), style);
}

using Draw = void (*)(Canvas&, const SceneShape&, const Style&);
struct Row {
  Tag tag;
  Draw draw;
};

constexpr std::array<Row, 20> kRows = {{
    {Tag::participant, draw_pool},
    {Tag::lane, draw_lane},
    {Tag::data_object, draw_data},
    {Tag::data_object_reference, draw_data},
    {Tag::data_input, draw_data},
    {Tag::data_output, draw_data},
    {Tag::data_store, draw_data_store},
    {Tag::data_store_reference, draw_data_store},
    {Tag::group, draw_group},
    {Tag::text_annotation, draw_annotation},
    {Tag::conversation, draw_conversation},
    {Tag::sub_conversation, draw_conversation},
    {Tag::call_conversation, draw_conversation},
    {Tag::choreography_task, draw_choreography_activity},
    {Tag::sub_choreography, draw_choreography_activity},
    {Tag::call_choreography, draw_choreography_activity},
    {Tag::message, draw_message},
    {Tag::message_flow, draw_message},
    {Tag::implicit_throw_event, draw_event},
    {Tag::event, draw_event},
}};

}  // namespace

bool is_container(const SceneShape& shape) {
  const Tag tag = shape.element.tag();
  if (!shape.band.empty()) return false;
  if (tag == Tag::participant || tag == Tag::lane || tag == Tag::group) return true;
  return shape.is_expanded && (is_activity(tag) || tag == Tag::sub_choreography);
}

void draw_shape(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Tag tag = shape.element.tag();
  if (!shape.band.empty()) return draw_choreography_band(canvas, shape, style);
  for (const Row& row : kRows) {
    if (row.tag == tag) return row.draw(canvas, shape, style);
  }
  if (is_event(tag)) return draw_event(canvas, shape, style);
  if (is_gateway(tag)) return draw_gateway(canvas, shape, style);
  if (is_activity(tag)) return draw_activity(canvas, shape, style);
  draw_box(canvas, shape, style);
}

}  // namespace baton::bpmn
