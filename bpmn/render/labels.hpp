// Where names stand: inside, beside, along.
#pragma once

#include <string_view>

#include "bpmn/render/style.hpp"

namespace baton::bpmn {

// Wrapped, in the middle of the box.
void draw_text_in_middle(Canvas& canvas, std::string_view text, const Rect& box, const Style& style, double size = kFontSize);
// Wrapped, from the top of the box; centred or from its left.
void draw_text_at_top(Canvas& canvas, std::string_view text, const Rect& box, const Style& style, Anchor anchor, double size = kFontSize);
// Read from below to above, in the middle of the box.
void draw_text_upwards(Canvas& canvas, std::string_view text, const Rect& box, const Style& style);

// What is written next to a shape or along an edge; empty for what has no name there.
std::string outer_text(Element element);
// Where it goes: what the diagram says, else below the shape / beside the middle of the edge. Grows downwards as needed.
Rect outer_label_box(const SceneShape& shape);
Rect outer_label_box(const SceneEdge& edge);
void draw_outer_label(Canvas& canvas, std::string_view text, const Rect& box, const Style& style);
// The height that the text takes in a box of that width.
double text_height(std::string_view text, double width, double size);

}  // namespace baton::bpmn
