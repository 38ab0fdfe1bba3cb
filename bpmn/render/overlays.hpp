// What is drawn upon a diagram: where tokens are, how often something happened, where it hangs, what is new.
#pragma once

#include <map>
#include <string>

#include "bpmn/render/style.hpp"

namespace baton::bpmn {

struct Overlay {
  int tokens = 0;       // instances that wait here now
  int count = 0;        // how often it was passed
  int incidents = 0;
  double heat = 0;      // 0 to 1: a glow
  std::string accent;   // a color around it
  std::string note;     // a word at its upper edge, in the accent's color
  bool is_empty() const { return !tokens && !count && !incidents && heat <= 0 && accent.empty() && note.empty(); }
};

using Overlays = std::map<std::string, Overlay, std::less<>>;  // by element id

void draw_glow(Canvas& canvas, const SceneShape& shape, const Overlay& overlay);    // below everything
void draw_badges(Canvas& canvas, const SceneShape& shape, const Overlay& overlay);  // above everything

// From JSON: {"Task_1": {"tokens": 2, "incidents": 1, "count": 40, "heat": 0.5, "color": "#f00", "note": "new"}}. Throws
// std::invalid_argument, saying what is expected.
Overlays read_overlays(std::string_view json);

}  // namespace baton::bpmn
