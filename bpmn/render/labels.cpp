#include "bpmn/render/labels.hpp"

#include <fmt/format.h>

#include "bpmn/render/text.hpp"

namespace baton::bpmn {

namespace {

constexpr double kOuterWidth = 100;

std::size_t lines_in(double height, double size) {
  return static_cast<std::size_t>(std::max(1.0, std::floor(height / (size * kLineHeight))));
}

// `top`: the upper edge of the first line.
void draw_lines(Canvas& canvas, const std::vector<std::string>& lines, const Rect& box, double top, const Style& style,
                Anchor anchor, double size) {
  const double x = anchor == Anchor::middle ? box.center().x : box.x;
  double base = top + size * 0.93;
  for (const std::string& line : lines) {
    canvas.text({x, base}, line, size, style.label, anchor);
    base += size * kLineHeight;
  }
}

// Half of the way along the line, and whether the line is horizontal there.
std::pair<Point, bool> middle_of(const std::vector<Point>& points) {
  double length = 0;
  for (std::size_t i = 1; i < points.size(); ++i) length += distance(points[i - 1], points[i]);
  double rest = length / 2;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double step = distance(points[i - 1], points[i]);
    if (rest <= step && step > 0) {
      const double t = rest / step;
      const Point at{points[i - 1].x + t * (points[i].x - points[i - 1].x), points[i - 1].y + t * (points[i].y - points[i - 1].y)};
      return {at, std::abs(points[i].x - points[i - 1].x) >= std::abs(points[i].y - points[i - 1].y)};
    }
    rest -= step;
  }
  return {points.front(), true};
}

bool has_outer_name(Tag tag) {
  return is_event(tag) || is_gateway(tag) || tag == Tag::data_object_reference || tag == Tag::data_object ||
         tag == Tag::data_store_reference || tag == Tag::data_store || tag == Tag::data_input || tag == Tag::data_output ||
         tag == Tag::sequence_flow || tag == Tag::message_flow || tag == Tag::conversation || tag == Tag::sub_conversation ||
         tag == Tag::call_conversation || tag == Tag::message || tag == Tag::conversation_link;
}

}  // namespace

double text_height(std::string_view text, double width, double size) {
  return static_cast<double>(wrap(text, width, size, 100).size()) * size * kLineHeight;
}

void draw_text_in_middle(Canvas& canvas, std::string_view text, const Rect& box, const Style& style, double size) {
  const auto lines = wrap(text, box.width, size, lines_in(box.height, size));
  const double height = static_cast<double>(lines.size()) * size * kLineHeight;
  draw_lines(canvas, lines, box, box.center().y - height / 2, style, Anchor::middle, size);
}

void draw_text_at_top(Canvas& canvas, std::string_view text, const Rect& box, const Style& style, Anchor anchor, double size) {
  draw_lines(canvas, wrap(text, box.width, size, lines_in(box.height, size)), box, box.y, style, anchor, size);
}

void draw_text_upwards(Canvas& canvas, std::string_view text, const Rect& box, const Style& style) {
  const Point c = box.center();
  canvas.open(fmt::format("transform=\"rotate(-90 {} {})\"", svg_number(c.x), svg_number(c.y)));
  draw_text_in_middle(canvas, text, {c.x - box.height / 2, c.y - box.width / 2, box.height, box.width}, style);
  canvas.close();
}

std::string outer_text(Element element) {
  if (!has_outer_name(element.tag())) return {};
  std::string text(element.attribute("name"));
  // A reference is called as what it refers to, unless it has a name itself; its state stands below.
  if (text.empty() && element.has("dataObjectRef")) text = element.model().resolve(element.attribute("dataObjectRef")).attribute("name");
  if (text.empty() && element.has("dataStoreRef")) text = element.model().resolve(element.attribute("dataStoreRef")).attribute("name");
  const std::string_view state = element.child(Tag::data_state).attribute("name");
  if (!state.empty()) text += fmt::format("{}[{}]", text.empty() ? "" : "\n", state);
  return text;
}

Rect outer_label_box(const SceneShape& shape) {
  if (shape.label && shape.label->width > 0) return *shape.label;
  const Rect& b = shape.bounds;
  const double width = std::max(kOuterWidth, b.width);
  return {b.center().x - width / 2, b.bottom() + 4, width, kFontSize * kLineHeight};
}

Rect outer_label_box(const SceneEdge& edge) {
  if (edge.label && edge.label->width > 0) return *edge.label;
  const auto [at, is_horizontal] = middle_of(edge.points);
  const double height = kFontSize * kLineHeight;
  if (is_horizontal) return {at.x - kOuterWidth / 2, at.y - height - 3, kOuterWidth, height};
  return {at.x + 5, at.y - height / 2, kOuterWidth, height};
}

void draw_outer_label(Canvas& canvas, std::string_view text, const Rect& box, const Style& style) {
  // Tools measure with other fonts: a few pixels more than they thought keep lines together.
  const double width = box.width + 8;
  const Rect roomy{box.center().x - width / 2, box.y, width, 1000};
  draw_text_at_top(canvas, text, roomy, style, Anchor::middle, kSmallFontSize);
}

}  // namespace baton::bpmn
