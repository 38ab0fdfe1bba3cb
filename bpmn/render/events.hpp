#pragma once

#include "bpmn/render/style.hpp"

namespace baton::bpmn {

// The circle or circles, dashed when it does not interrupt, with what triggers it.
void draw_event(Canvas& canvas, const SceneShape& shape, const Style& style);

// One definition is itself; several are multiple or, in a catching event that waits for all, parallel multiple.
Trigger trigger_of_event(Element event);

}  // namespace baton::bpmn
