// Lines are drawn with slightly rounded bends; what is at their ends is computed, not an SVG marker, so that it has
// the line's color everywhere.
#include "bpmn/render/edges.hpp"

#include <fmt/format.h>

namespace baton::bpmn {

namespace {

constexpr double kBend = 6;

Point towards(Point from, Point to, double by) {
  const double length = distance(from, to);
  if (length == 0) return from;
  return {from.x + (to.x - from.x) * by / length, from.y + (to.y - from.y) * by / length};
}

std::string at(Point p) { return svg_number(p.x) + " " + svg_number(p.y); }

std::string line_data(const std::vector<Point>& points) {
  std::string data = "M" + at(points.front());
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const double room = std::min(distance(points[i - 1], points[i]), distance(points[i], points[i + 1])) / 2;
    const double bend = std::min(kBend, room);
    data += " L" + at(towards(points[i], points[i - 1], bend)) + " Q" + at(points[i]) + " " + at(towards(points[i], points[i + 1], bend));
  }
  return data + " L" + at(points.back());
}

// A point beside the line that runs from `from` to `to`, seen from `to`: `back` along it, `aside` to its left.
Point beside(Point from, Point to, double back, double aside) {
  const double length = std::max(1e-6, distance(from, to));
  const double dx = (to.x - from.x) / length, dy = (to.y - from.y) / length;
  return {to.x - dx * back + dy * aside, to.y - dy * back - dx * aside};
}

void draw_arrow(Canvas& canvas, Point from, Point tip, const Style& style, bool is_solid) {
  if (is_solid) {
    Paint paint = style.solid();
    paint.stroke = style.stroke;
    paint.more = "stroke-linejoin=\"round\"";
    return canvas.polygon({tip, beside(from, tip, 9.5, 4.2), beside(from, tip, 9.5, -4.2)}, paint);
  }
  Paint paint = style.outline(1.3);
  paint.more = "stroke-linejoin=\"round\"";
  canvas.polygon({tip, beside(from, tip, 10, 4.8), beside(from, tip, 10, -4.8)}, paint);
}

void draw_open_arrow(Canvas& canvas, Point from, Point tip, const Style& style) {
  canvas.path("M" + at(beside(from, tip, 9, 5)) + " L" + at(tip) + " L" + at(beside(from, tip, 9, -5)), style.line(1.5));
}

void draw_sequence_flow(Canvas& canvas, const SceneEdge& edge, const Style& style) {
  const auto& p = edge.points;
  canvas.path(line_data(p), style.line(1.5));
  draw_arrow(canvas, p[p.size() - 2], p.back(), style, true);
  const Element flow = edge.element;
  const Element source = flow.model().resolve(flow.attribute("sourceRef"));
  if (source && !source.attribute("default").empty() && source.model().resolve(source.attribute("default")) == flow) {
    canvas.path("M" + at(beside(p[1], p[0], -7, 5)) + " L" + at(beside(p[1], p[0], -13, -5)), style.line(1.5));
  } else if (flow.child(Tag::condition_expression) && is_activity(source.tag())) {
    canvas.polygon({p[0], beside(p[1], p[0], -8, 4.5), beside(p[1], p[0], -16, 0), beside(p[1], p[0], -8, -4.5)}, style.outline(1.3));
  }
}

// Half of the way along.
Point middle(const std::vector<Point>& points) {
  double rest = 0;
  for (std::size_t i = 1; i < points.size(); ++i) rest += distance(points[i - 1], points[i]) / 2;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double step = distance(points[i - 1], points[i]);
    if (rest <= step) return towards(points[i - 1], points[i], rest);
    rest -= step;
  }
  return points.back();
}

void draw_message_flow(Canvas& canvas, const SceneEdge& edge, const Style& style) {
  const auto& p = edge.points;
  Paint dashed = style.line(1.5);
  dashed.dash = "8 5";
  canvas.path(line_data(p), dashed);
  canvas.circle(p.front(), 3.8, style.outline(1.3));
  draw_arrow(canvas, p[p.size() - 2], p.back(), style, false);
  if (edge.message.empty()) return;
  const Point c = middle(p);
  Style envelope = style;
  if (edge.message != "initiating" && envelope.fill == kPaper) envelope.fill = "#d5d7dc";
  draw_icon(canvas, envelope_icon(false), {c.x - 13.5, c.y - 13.5}, 1.5, envelope);
}

void draw_association(Canvas& canvas, const SceneEdge& edge, const Style& style) {
  const auto& p = edge.points;
  Paint dotted = style.line(1.5);
  dotted.dash = "1 5";
  dotted.more += " stroke-linecap=\"round\"";
  canvas.path(line_data(p), dotted);
  const Tag tag = edge.element.tag();
  const bool is_data = tag == Tag::data_input_association || tag == Tag::data_output_association;
  const std::string_view direction = edge.element.attribute("associationDirection");
  if (is_data || direction == "One" || direction == "Both") draw_open_arrow(canvas, p[p.size() - 2], p.back(), style);
  if (direction == "Both") draw_open_arrow(canvas, p[1], p.front(), style);
}

void draw_link(Canvas& canvas, const SceneEdge& edge, const Style& style) {
  canvas.path(line_data(edge.points), style.line(5));
  Paint inside = style.line(2.4);
  inside.stroke = style.fill;
  canvas.path(line_data(edge.points), inside);
}

}  // namespace

void draw_edge(Canvas& canvas, const SceneEdge& edge, const Style& style) {
  switch (edge.element.tag()) {
    case Tag::message_flow: return draw_message_flow(canvas, edge, style);
    case Tag::association:
    case Tag::data_input_association:
    case Tag::data_output_association: return draw_association(canvas, edge, style);
    case Tag::conversation_link: return draw_link(canvas, edge, style);
    default: return draw_sequence_flow(canvas, edge, style);
  }
}

}  // namespace baton::bpmn
