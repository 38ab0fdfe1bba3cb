// How wide a text is and how it breaks into lines: the renderer has no fonts, so it knows the widths of the one that
// most machines draw for "Arial, Helvetica, sans-serif".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace baton::bpmn {

double text_width(std::string_view text, double font_size);

// Lines of at most `width`, broken at spaces, behind hyphens and slashes, inside a word only when it is too long by
// itself. Line breaks of the text stay. More than `max_lines` are cut with an ellipsis; never fewer than one.
std::vector<std::string> wrap(std::string_view text, double width, double font_size, std::size_t max_lines);

}  // namespace baton::bpmn
