// The words of an expression.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bpmn/convert/term.hpp"

namespace baton::bpmn::convert {

struct Token {
  enum class Kind : std::uint8_t { word, number, text, sign, end };
  Kind kind = Kind::end;
  std::string text;  // of a text: without quotes and escapes

  bool is(std::string_view word) const { return text == word && (kind == Kind::sign || kind == Kind::word); }
};

// The last one is Kind::end. FEEL's functions with blanks in their names ("starts with") are one word. Throws Problem.
std::vector<Token> tokenize(std::string_view text, Tongue tongue);

}  // namespace baton::bpmn::convert
