#include "bpmn/render/activities.hpp"

#include <fmt/format.h>

#include "bpmn/render/labels.hpp"

namespace baton::bpmn {

namespace {

constexpr double kRadius = 10, kMarker = 14;

std::vector<Marker> loop_markers(Element activity) {
  std::vector<Marker> markers;
  if (activity.child(Tag::standard_loop_characteristics)) markers.push_back(Marker::loop);
  if (const Element loop = activity.child(Tag::multi_instance_loop_characteristics)) {
    markers.push_back(loop.flag("isSequential") ? Marker::sequential : Marker::parallel);
  }
  const std::string_view choreography = activity.attribute("loopType");
  if (choreography == "Standard") markers.push_back(Marker::loop);
  if (choreography == "MultiInstanceSequential") markers.push_back(Marker::sequential);
  if (choreography == "MultiInstanceParallel") markers.push_back(Marker::parallel);
  return markers;
}

bool calls_a_process(Element call) {
  const Element called = call.model().resolve(call.attribute("calledElement"));
  return !called || called.tag() == Tag::process;
}

// In the order of the specification's pictures: loop, multi-instance, compensation, collapsed, ad-hoc.
std::vector<Marker> markers_of(const SceneShape& shape) {
  const Element activity = shape.element;
  std::vector<Marker> markers = loop_markers(activity);
  if (activity.flag("isForCompensation")) markers.push_back(Marker::compensation);
  const bool has_content = is_sub_process(activity.tag()) || activity.tag() == Tag::sub_choreography ||
                           (activity.tag() == Tag::call_activity && calls_a_process(activity));
  if (has_content && !shape.is_expanded) markers.push_back(Marker::sub_process);
  if (activity.tag() == Tag::ad_hoc_sub_process) markers.push_back(Marker::ad_hoc);
  return markers;
}

void draw_markers(Canvas& canvas, const std::vector<Marker>& markers, const Rect& bounds, const Style& style) {
  constexpr double kStep = kMarker + 4;
  double x = bounds.center().x - (static_cast<double>(markers.size()) * kStep - 4) / 2;
  for (const Marker marker : markers) {
    draw_icon(canvas, marker_icon(marker), {x, bounds.bottom() - kMarker - 2}, 1, style);
    x += kStep;
  }
}

const Icon& icon_of(Element activity) {
  if (activity.tag() != Tag::call_activity) return task_icon(activity.tag());
  return task_icon(activity.model().resolve(activity.attribute("calledElement")).tag());
}

void draw_name(Canvas& canvas, const SceneShape& shape, bool has_icon, bool has_markers, const Style& style) {
  const Rect& b = shape.bounds;
  const std::string_view name = shape.element.attribute("name");
  if (shape.is_expanded) {
    const double left = has_icon ? 24 : 6;
    return draw_text_at_top(canvas, name, {b.x + left, b.y + 6, b.width - 2 * left, 30}, style, Anchor::middle);
  }
  // In the middle of the whole, if it does not meet the icon or the markers there; else between them, as far as it can.
  constexpr double kIcon = 24;
  const double bottom = has_markers ? kMarker + 2 : 4;
  const double needed = text_height(name, b.width - 14, kFontSize);
  const auto meets = [&](double top) { return (has_icon && top < kIcon) || top + needed > b.height - bottom; };
  Rect box{b.x + 7, b.y + 4, b.width - 14, b.height - 4 - bottom};
  if (!meets((b.height - needed) / 2)) {
    box.y = b.y;
    box.height = b.height;
  } else if (has_icon && needed <= b.height - kIcon - bottom) {
    box.y = b.y + kIcon;
    box.height = b.height - kIcon - bottom;
  } else {  // as low as can be
    box.height = std::min(box.height, needed + 1);
    box.y = b.bottom() - bottom - box.height;
  }
  draw_text_in_middle(canvas, name, box, style);
}

struct Band {
  Element participant;
  bool is_initiating;
};

std::vector<Band> bands_of(Element activity) {
  std::vector<Band> bands;
  for (const Element& reference : activity.children(Tag::participant_ref)) {
    const Element participant = activity.model().resolve(reference.text());
    const Element initiating = activity.model().resolve(activity.attribute("initiatingParticipantRef"));
    if (participant) bands.push_back({participant, participant == initiating});
  }
  return bands;
}

// Does the diagram draw the participants as shapes of their own?
bool has_drawn_bands(const SceneShape& shape) {
  const std::string_view id = shape.drawing.id();
  if (id.empty()) return false;
  for (const Element& other : shape.drawing.model().all(Tag::shape)) {
    if (other.attribute("choreographyActivityShape") == id) return true;
  }
  return false;
}

constexpr double kBand = 20;
constexpr const char* kNotInitiating = "#d5d7dc";

// Rounded where it lies at the border of the activity.
void draw_band(Canvas& canvas, const Rect& r, bool is_top, bool is_bottom, std::string_view name, bool is_initiating, const Style& style) {
  Paint paint = style.outline(1.2);
  if (!is_initiating && paint.fill == kPaper) paint.fill = kNotInitiating;
  const double top = is_top ? kRadius : 0, bottom = is_bottom ? kRadius : 0;
  const auto n = svg_number;
  canvas.path(fmt::format("M{0} {1} Q{0} {2} {3} {2} H{4} Q{5} {2} {5} {1} V{6} Q{5} {7} {8} {7} H{9} Q{0} {7} {0} {6} Z", n(r.x), n(r.y + top), n(r.y),
                          n(r.x + top), n(r.right() - top), n(r.right()), n(r.bottom() - bottom), n(r.bottom()), n(r.right() - bottom), n(r.x + bottom)),
              paint);
  draw_text_in_middle(canvas, name, r.grown(-2), style, kSmallFontSize);
}

}  // namespace

void draw_activity(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  const Element activity = shape.element;
  Paint border = style.outline(activity.tag() == Tag::call_activity ? 4 : 1.5);
  if (is_sub_process(activity.tag()) && activity.flag("triggeredByEvent")) border.dash = "1.5 3.5";
  canvas.rect(b, kRadius, border);
  if (activity.tag() == Tag::transaction) canvas.rect(b.grown(-3), kRadius - 3, style.line(1.5));
  const Icon& icon = icon_of(activity);
  draw_icon(canvas, icon, {b.x + 5, b.y + 5}, 1, style);
  if (activity.tag() == Tag::receive_task && activity.flag("instantiate")) canvas.circle({b.x + 14, b.y + 14.2}, 11, style.line(1));
  const std::vector<Marker> markers = markers_of(shape);
  draw_markers(canvas, markers, b, style);
  draw_name(canvas, shape, !icon.empty(), !markers.empty(), style);
}

void draw_choreography_activity(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Rect& b = shape.bounds;
  canvas.rect(b, kRadius, style.outline(shape.element.tag() == Tag::call_choreography ? 4 : 1.5));
  Rect inner = b;
  if (has_drawn_bands(shape)) {
    inner = {b.x, b.y + kBand, b.width, b.height - 2 * kBand};
  } else {
    // The first on top, all others below.
    bool is_first = true;
    for (const Band& band : bands_of(shape.element)) {
      const double y = is_first ? inner.y : inner.bottom() - kBand;
      draw_band(canvas, {b.x, y, b.width, kBand}, is_first, y + kBand >= b.bottom() - 1, band.participant.attribute("name"), band.is_initiating, style);
      if (is_first) inner.y += kBand;
      inner.height -= kBand;
      is_first = false;
    }
  }
  draw_markers(canvas, markers_of(shape), inner, style);
  const std::string_view name = shape.element.attribute("name");
  if (shape.is_expanded) return draw_text_at_top(canvas, name, inner.grown(-6), style, Anchor::middle);
  draw_text_in_middle(canvas, name, inner.grown(-4), style);
}

void draw_choreography_band(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const bool is_initiating = shape.band.find("non_") == std::string::npos;
  draw_band(canvas, shape.bounds, shape.band.starts_with("top"), shape.band.starts_with("bottom"), shape.element.attribute("name"), is_initiating, style);
  if (!shape.is_message_visible) return;
  const bool is_top = shape.band.starts_with("top");
  const double y = is_top ? shape.bounds.y - 34 : shape.bounds.bottom() + 16;
  const double from = is_top ? shape.bounds.y : shape.bounds.bottom(), to = is_top ? y + 14.4 : y + 4;
  Paint dotted = style.line(1.2);
  dotted.dash = "1 4";
  const Point c = shape.bounds.center();
  canvas.path("M" + svg_number(c.x) + " " + svg_number(from) + " V" + svg_number(to), dotted);
  Style envelope = style;
  if (!is_initiating && envelope.fill == kPaper) envelope.fill = kNotInitiating;
  draw_icon(canvas, envelope_icon(false), {c.x - 9, y}, 1, envelope);
}

}  // namespace baton::bpmn
