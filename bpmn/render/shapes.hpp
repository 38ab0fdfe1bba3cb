// Draws shapes: one function a kind of element, in a table.
#pragma once

#include "bpmn/render/style.hpp"

namespace baton::bpmn {

// Pools, lanes, groups and expanded sub-processes: what other shapes lie upon.
bool is_container(const SceneShape& shape);

// Everything but the label outside. Draws a plain box for what the notation has no shape for.
void draw_shape(Canvas& canvas, const SceneShape& shape, const Style& style);

}  // namespace baton::bpmn
