// How large things are that nobody has drawn yet, and where their names go.
#pragma once

#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

// Of a flow node or artifact, as modelers draw it; a text annotation is as high as its text needs.
Rect usual_size(Element element);

bool is_choreography_activity(Tag tag);
// What sequence flows may join: flow nodes and choreography activities.
bool is_step(Tag tag);

// Below the shape, when it has a name outside.
std::optional<Rect> usual_label(Element element, const Rect& bounds);
// The room below an element that its name needs.
double label_room(Element element);

// A shape at its usual size, with its label.
SceneShape shape_at(Element element, Point top_left);
SceneShape shape_in(Element element, const Rect& bounds);

void move(SceneShape& shape, double dx, double dy);

}  // namespace baton::bpmn
