#include "bpmn/render/events.hpp"

namespace baton::bpmn {

namespace {

std::vector<Tag> definitions_of(Element event) {
  std::vector<Tag> found;
  for (Element child = event.first_child(); child; child = child.next()) {
    if (is_event_definition(child.tag())) found.push_back(child.tag());
    if (child.tag() != Tag::event_definition_ref) continue;
    const Element meant = event.model().resolve(child.text());
    if (is_event_definition(meant.tag())) found.push_back(meant.tag());
  }
  return found;
}

bool is_throwing(Tag tag) {
  return tag == Tag::end_event || tag == Tag::intermediate_throw_event || tag == Tag::implicit_throw_event;
}

// Boundary events by cancelActivity; start events of event sub-processes by isInterrupting.
bool is_interrupting(Element event) {
  if (event.tag() == Tag::boundary_event) return event.flag("cancelActivity", true);
  return event.tag() != Tag::start_event || event.flag("isInterrupting", true);
}

}  // namespace

Trigger trigger_of_event(Element event) {
  const std::vector<Tag> definitions = definitions_of(event);
  if (definitions.empty()) return Trigger::none;
  if (definitions.size() == 1) return trigger_of(definitions.front());
  return event.flag("parallelMultiple") ? Trigger::parallel_multiple : Trigger::multiple;
}

void draw_event(Canvas& canvas, const SceneShape& shape, const Style& style) {
  const Tag tag = shape.element.tag();
  const Rect& b = shape.bounds;
  const double radius = std::min(b.width, b.height) / 2, scale = radius / 18;
  const bool is_outer = tag == Tag::start_event || tag == Tag::end_event;
  Paint paint = style.outline(tag == Tag::end_event ? 4 * std::min(1.0, scale) : 1.5);
  if (!is_interrupting(shape.element)) paint.dash = "4 3";
  canvas.circle(b.center(), radius, paint);
  if (!is_outer) {
    paint.fill = "none";
    canvas.circle(b.center(), radius - 3 * std::min(1.0, scale), paint);
  }
  // The double circle leaves less room.
  const double size = scale * (is_outer ? 1 : 0.92);
  draw_icon(canvas, event_icon(trigger_of_event(shape.element), is_throwing(tag)),
            {b.center().x - 18 * size, b.center().y - 18 * size}, size, style);
}

}  // namespace baton::bpmn
