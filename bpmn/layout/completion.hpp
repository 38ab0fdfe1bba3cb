// Finds places for what a drawn diagram leaves out.
#pragma once

#include "bpmn/layout/pools.hpp"

namespace baton::bpmn {

// Adds shapes for what is inside of what the scene shows - its subject, pools, open sub-processes - and `is_drawn`
// nowhere; marks them there. Nothing is moved.
void add_missing_shapes(PlacedScene& placed, const Model& model, std::vector<bool>& is_drawn);

}  // namespace baton::bpmn
