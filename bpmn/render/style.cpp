#include "bpmn/render/style.hpp"

namespace baton::bpmn {

Style style_of(const SceneColors& colors) {
  Style style;
  if (!colors.fill.empty()) style.fill = colors.fill;
  if (!colors.stroke.empty()) style.stroke = colors.stroke;
  style.label = !colors.label.empty() ? colors.label : style.stroke;
  return style;
}

void draw_icon(Canvas& canvas, const Icon& icon, Point at, double scale, const Style& style) {
  for (const IconPart& part : icon) {
    Paint paint{"none", style.stroke, part.width, "", "stroke-linejoin=\"round\" stroke-linecap=\"round\""};
    if (part.ink == Ink::outline) {
      paint.fill = style.fill;
      paint.more += " fill-rule=\"evenodd\"";
    }
    if (part.ink == Ink::solid) paint.fill = style.stroke;
    if (part.ink == Ink::cut) paint.stroke = style.fill;
    canvas.path_at(at, scale, part.data, paint);
  }
}

}  // namespace baton::bpmn
