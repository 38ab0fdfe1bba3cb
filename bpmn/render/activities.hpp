#pragma once

#include "bpmn/render/style.hpp"

namespace baton::bpmn {

// Tasks, call activities, sub-processes of all kinds, with icon, markers and name.
void draw_activity(Canvas& canvas, const SceneShape& shape, const Style& style);

// The box, and the participants that the diagram does not draw itself; choreography_band draws those that it does.
void draw_choreography_activity(Canvas& canvas, const SceneShape& shape, const Style& style);
void draw_choreography_band(Canvas& canvas, const SceneShape& shape, const Style& style);

}  // namespace baton::bpmn
