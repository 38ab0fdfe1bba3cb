// Diagrams for what has none.
//
// A file without diagram interchange gets scenes as people draw them: from left to right, lines at right angles around
// everything, pools below each other with their lanes, events at the lower border of their activity, sub-processes open.
// Where a diagram is there in part, what is missing is added and nothing is moved.
#pragma once

#include <vector>

#include "bpmn/edit/editor.hpp"
#include "bpmn/render/scene.hpp"

namespace baton::bpmn {

// The file's scenes, completed, then those of what it does not draw at all. `from_scratch`: as if it drew nothing.
// Parts that were added have no `drawing`.
std::vector<Scene> laid_out_scenes(const Model& model, bool from_scratch = false);

// Writes what the file does not have. With `from_scratch` its own diagrams are removed.
void add_drawings(Editor& editor, const std::vector<Scene>& scenes, bool from_scratch = false);

}  // namespace baton::bpmn
