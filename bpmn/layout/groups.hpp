// Groups, which only enclose: they are drawn around what is in them once that has its place.
#pragma once

#include <vector>

#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

// What is in a group is told by its category, else by the drawing that the file has, though its places are not used any
// more. A group that would enclose something else as well is left out: it would say what is not so.
void add_groups(Scene& scene, const Model& model, const std::vector<bool>& is_drawn);

}  // namespace baton::bpmn
