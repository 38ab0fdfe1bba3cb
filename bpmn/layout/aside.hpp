// Names give way to lines.
#pragma once

#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

// A name below a shape that a line runs through steps to the line's side, where there is room. What the file draws stays.
void step_aside(Scene& scene);

}  // namespace baton::bpmn
