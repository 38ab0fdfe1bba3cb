// Bytes of an XML file -> UTF-8, and back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baton::xml {

struct EncodingProblem {
  std::string message;
  std::size_t offset = 0;  // in the decoded text
  bool is_error = true;
};

struct Decoded {
  std::string text;  // UTF-8 without byte order mark
  std::string_view encoding;
  bool has_byte_order_mark = false;
  std::vector<EncodingProblem> problems;
};

// Never fails: what is not of its encoding is read as windows-1252, with a problem.
Decoded decode(std::string_view bytes);

// The character in UTF-8.
void append_utf8(std::string& out, std::uint32_t code);

// The bytes of `text` in an encoding that decode() names; encode() of decoded text gives the same bytes again. What
// the encoding has no character for becomes a character reference.
std::string encode(std::string_view text, std::string_view encoding, bool with_byte_order_mark);

}  // namespace baton::xml
