// The small pictures of the notation, as SVG paths in boxes of their own.
#pragma once

#include <string_view>
#include <vector>

#include "bpmn/model/tag.hpp"

namespace baton::bpmn {

enum class Ink : std::uint8_t {
  outline,  // drawn with the stroke, filled with the background
  solid,    // filled with the stroke's color
  line,     // drawn with the stroke, not filled
  cut,      // a line in the background's color, on something solid
};

struct IconPart {
  std::string_view data;
  Ink ink = Ink::outline;
  double width = 1;
};
using Icon = std::vector<IconPart>;

// In the upper left corner of a task: 18 x 18. Empty for a task of no type.
const Icon& task_icon(Tag tag);

enum class Trigger : std::uint8_t {
  none, message, timer, conditional, escalation, error, cancel, compensation, signal, link, terminate, multiple,
  parallel_multiple,
};
Trigger trigger_of(Tag event_definition);
// Inside an event: 36 x 36. `is_throwing`: the filled variant.
const Icon& event_icon(Trigger trigger, bool is_throwing);

// At the lower edge of an activity: 14 x 14.
enum class Marker : std::uint8_t { sub_process, loop, parallel, sequential, compensation, ad_hoc };
const Icon& marker_icon(Marker marker);

// An envelope of 18 x 18; filled when it is sent.
const Icon& envelope_icon(bool is_solid);

}  // namespace baton::bpmn
