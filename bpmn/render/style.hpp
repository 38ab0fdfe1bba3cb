// Colors, widths and font sizes of pictures, and the icons drawn with them.
#pragma once

#include <string>

#include "bpmn/render/canvas.hpp"
#include "bpmn/render/icons.hpp"
#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

inline constexpr const char* kInk = "#22242a";
inline constexpr const char* kPaper = "#ffffff";
inline constexpr double kFontSize = 12, kSmallFontSize = 11, kLineHeight = 1.2;
inline constexpr double kPoolBand = 30;

// How one shape or edge is drawn: its colors, resolved.
struct Style {
  std::string fill = kPaper, stroke = kInk, label = kInk;

  Paint outline(double width) const { return {fill, stroke, width}; }
  Paint line(double width) const { return {"none", stroke, width, "", "stroke-linejoin=\"round\""}; }
  Paint solid() const { return {stroke, "none"}; }
};

Style style_of(const SceneColors& colors);

void draw_icon(Canvas& canvas, const Icon& icon, Point at, double scale, const Style& style);

}  // namespace baton::bpmn
