#pragma once

#include "bpmn/render/style.hpp"

namespace baton::bpmn {

// The line of a flow, association or link with its ends, without its name.
void draw_edge(Canvas& canvas, const SceneEdge& edge, const Style& style);

}  // namespace baton::bpmn
