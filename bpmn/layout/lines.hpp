// Adds to a scene the lines that it does not have.
#pragma once

#include <vector>

#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

// Flows, associations and links whose ends are both shapes of the scene and that `is_drawn` nowhere. `tracks`: see
// layered.hpp.
void add_lines(Scene& scene, const Model& model, const std::vector<double>& tracks, const std::vector<bool>& is_drawn);

}  // namespace baton::bpmn
