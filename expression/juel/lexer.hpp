// Tokens of expression text: plain text outside of ${ } and #{ }, symbols, names and literals inside.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace baton::juel {

enum class Symbol : unsigned char {
  end_of_text,
  text,
  start_dynamic,
  start_deferred,
  end_eval,
  identifier,
  string,
  integer,
  floating,
  true_word,
  false_word,
  null_word,
  plus,
  minus,
  multiply,
  divide,
  modulo,
  negate,
  and_also,
  or_else,
  empty,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  question,
  colon,
  dot,
  comma,
  left_paren,
  right_paren,
  left_bracket,
  right_bracket,
  instance_of,
};

// As messages name it: "'+'", "<IDENTIFIER>".
std::string_view symbol_name(Symbol symbol);

struct Token {
  Symbol symbol = Symbol::end_of_text;
  std::size_t position = 0;
  std::size_t length = 0;  // in the source
  std::string_view source;
  std::string text;  // unescaped, of texts and strings only
};

class Lexer {
 public:
  explicit Lexer(std::string_view input) : input_(input) {}

  // Throws SyntaxError ("lexical error at position ...").
  Token next();

 private:
  Token next_text();
  Token next_in_eval();
  Token next_string();
  Token next_number();
  Token next_word();
  Token token(Symbol symbol, std::size_t length);

  std::string_view input_;
  std::size_t position_ = 0;
  bool in_eval_ = false;
};

}  // namespace baton::juel
