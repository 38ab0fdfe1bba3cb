#include "bpmn/render/overlays.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bpmn/render/text.hpp"
#include "expression/value.hpp"

namespace baton::bpmn {

namespace {

constexpr const char* kTokens = "#1565c0";
constexpr const char* kIncidents = "#c62828";
constexpr const char* kCounts = "#616672";

void draw_badge(Canvas& canvas, Point center, const std::string& text, const std::string& color) {
  const double width = std::max(18.0, text_width(text, kSmallFontSize) + 10);
  canvas.rect({center.x - width / 2, center.y - 9, width, 18}, 9, {color, kPaper, 1.5});
  canvas.text({center.x, center.y + 4}, text, kSmallFontSize, kPaper, Anchor::middle, "font-weight=\"bold\"");
}

// From green over yellow to red.
std::string heat_color(double heat) {
  const double h = std::clamp(heat, 0.0, 1.0);
  return fmt::format("hsl({:.0f},85%,50%)", 120 * (1 - h));
}

int whole(const Json& value, const char* name) {
  const auto found = value.find(name);
  if (found == value.end()) return 0;
  if (!found->is_number_integer()) throw std::invalid_argument(fmt::format("'{}' of an overlay must be a whole number", name));
  return found->get<int>();
}

std::string text(const Json& value, const char* name) {
  const auto found = value.find(name);
  if (found == value.end()) return {};
  if (!found->is_string()) throw std::invalid_argument(fmt::format("'{}' of an overlay must be a text", name));
  return found->get<std::string>();
}

}  // namespace

void draw_glow(Canvas& canvas, const SceneShape& shape, const Overlay& overlay) {
  if (overlay.heat > 0) {
    for (int ring = 3; ring >= 1; --ring) {
      canvas.rect(shape.bounds.grown(7.0 * ring), 10 + 7.0 * ring, {heat_color(overlay.heat), "none", 1, "", "fill-opacity=\"0.22\""});
    }
  }
  if (overlay.accent.empty()) return;
  canvas.rect(shape.bounds.grown(5), 12, {overlay.accent, overlay.accent, 2, "", "fill-opacity=\"0.18\""});
}

void draw_badges(Canvas& canvas, const SceneShape& shape, const Overlay& overlay) {
  const Rect& b = shape.bounds;
  if (overlay.count) draw_badge(canvas, {b.right() - 4, b.y}, std::to_string(overlay.count), kCounts);
  if (overlay.tokens) draw_badge(canvas, {b.x + 4, b.bottom()}, std::to_string(overlay.tokens), kTokens);
  if (overlay.incidents) draw_badge(canvas, {b.right() - 4, b.bottom()}, std::to_string(overlay.incidents), kIncidents);
  if (!overlay.note.empty()) {
    draw_badge(canvas, {b.x + text_width(overlay.note, kSmallFontSize) / 2 + 5, b.y - 5}, overlay.note,
               overlay.accent.empty() ? kCounts : overlay.accent);
  }
}

Overlays read_overlays(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) throw std::invalid_argument("Overlays are a JSON object: {\"elementId\": {\"tokens\": 2, ...}}");
  Overlays overlays;
  for (const auto& [id, value] : parsed.items()) {
    if (!value.is_object()) throw std::invalid_argument(fmt::format("The overlay of '{}' must be an object", id));
    Overlay& overlay = overlays[id];
    overlay.tokens = whole(value, "tokens");
    overlay.count = whole(value, "count");
    overlay.incidents = whole(value, "incidents");
    overlay.accent = text(value, "color");
    overlay.note = text(value, "note");
    const auto heat = value.find("heat");
    if (heat != value.end()) {
      if (!heat->is_number()) throw std::invalid_argument("'heat' of an overlay must be a number from 0 to 1");
      overlay.heat = heat->get<double>();
    }
  }
  return overlays;
}

}  // namespace baton::bpmn
