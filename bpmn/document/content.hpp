// What is written between tags and quotes -> characters (XML 1.0, 2.11, 3.3.3, 4.1). The text is well-formed.
#pragma once

#include <string>
#include <string_view>

namespace baton::xml {

// References resolved, line ends and tabs blanks.
std::string attribute_value(std::string_view written);

// Adds the characters of a piece of content without elements: text, CDATA sections; comments and instructions are left out. White
// space alone counts only where it is all that its element holds: `has_node` tells whether something came before, and is
// set; `is_last`: the element ends behind the piece.
void append_text(std::string_view piece, bool is_last, bool& has_node, std::string& text);

}  // namespace baton::xml
