// Splits JavaScript into tokens, well enough to find names and the extent of expressions; it does not judge.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace baton::script {

enum class TokenKind : std::uint8_t { name, keyword, number, string, pattern, punctuator };

struct Token {
  TokenKind kind;
  std::string_view text;       // into the source
  bool newline_before = false;
  int partner = -1;            // of a bracket: the index of the other one

  bool is(std::string_view wanted) const { return text == wanted && kind != TokenKind::string; }
  std::size_t begin_in(std::string_view source) const { return static_cast<std::size_t>(text.data() - source.data()); }
};

// Whether an expression may end with this token.
bool ends_operand(const Token& token);

struct Tokens {
  std::vector<Token> all;
  // Names used within ${...} of templates, which are one string token otherwise.
  std::vector<std::string_view> names_in_templates;
};

// Nothing when brackets do not match, or something else is not as it should be.
std::optional<Tokens> tokenize(std::string_view source);

}  // namespace baton::script
