#include "expression/juel/lexer.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "expression/expression.hpp"

namespace baton::juel {

namespace {

struct Fixed {
  std::string_view text;
  Symbol symbol;
};

// Longer ones first where one begins with another.
constexpr std::array<Fixed, 24> kOperators = {{
    {"&&", Symbol::and_also},
    {"||", Symbol::or_else},
    {"==", Symbol::equal},
    {"!=", Symbol::not_equal},
    {"<=", Symbol::less_equal},
    {">=", Symbol::greater_equal},
    {"<", Symbol::less},
    {">", Symbol::greater},
    {"!", Symbol::negate},
    {"+", Symbol::plus},
    {"-", Symbol::minus},
    {"*", Symbol::multiply},
    {"/", Symbol::divide},
    {"%", Symbol::modulo},
    {"?", Symbol::question},
    {":", Symbol::colon},
    {".", Symbol::dot},
    {",", Symbol::comma},
    {"(", Symbol::left_paren},
    {")", Symbol::right_paren},
    {"[", Symbol::left_bracket},
    {"]", Symbol::right_bracket},
    {"${", Symbol::start_dynamic},
    {"#{", Symbol::start_deferred},
}};

constexpr std::array<Fixed, 16> kWords = {{
    {"null", Symbol::null_word},
    {"true", Symbol::true_word},
    {"false", Symbol::false_word},
    {"empty", Symbol::empty},
    {"div", Symbol::divide},
    {"mod", Symbol::modulo},
    {"not", Symbol::negate},
    {"and", Symbol::and_also},
    {"or", Symbol::or_else},
    {"le", Symbol::less_equal},
    {"lt", Symbol::less},
    {"eq", Symbol::equal},
    {"ne", Symbol::not_equal},
    {"ge", Symbol::greater_equal},
    {"gt", Symbol::greater},
    {"instanceof", Symbol::instance_of},
}};

constexpr std::array<std::string_view, 36> kSymbolNames = {
    "<EOF>",      "<TEXT>",    "'${'",      "'#{'",      "'}'",       "<IDENTIFIER>",
    "<STRING>",   "<INTEGER>", "<FLOAT>",   "'true'",    "'false'",   "'null'",
    "'+'",        "'-'",       "'*'",       "'/'|'div'", "'%'|'mod'", "'!'|'not'",
    "'&&'|'and'", "'||'|'or'", "'empty'",   "'<'|'lt'",  "'<='|'le'", "'>'|'gt'",
    "'>='|'ge'",  "'=='|'eq'", "'!='|'ne'", "'?'",       "':'",       "'.'",
    "','",        "'('",       "')'",       "'['",       "']'",       "'instanceof'"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Java's identifiers; every byte of a non-ASCII character counts as a letter.
bool starts_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == '$' ||
         byte >= 0x80;
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

[[noreturn]] void fail(std::string_view input, std::size_t position, std::string_view found,
                       std::string_view expected) {
  throw SyntaxError{
      fmt::format("Error parsing '{}': lexical error at position {}, encountered {}, expected {}", input,
                  position, found, expected),
      position};
}

}  // namespace

std::string_view symbol_name(Symbol symbol) { return kSymbolNames[static_cast<std::size_t>(symbol)]; }

Token Lexer::token(Symbol symbol, std::size_t length) {
  Token token;
  token.symbol = symbol;
  token.position = position_;
  token.length = length;
  token.source = input_.substr(position_, length);
  position_ += length;
  return token;
}

Token Lexer::next() {
  if (!in_eval_) {
    const std::string_view rest = input_.substr(position_);
    if (rest.empty()) return token(Symbol::end_of_text, 0);
    const bool starts = rest.starts_with("${") || rest.starts_with("#{");
    in_eval_ = starts;
    if (starts) return token(rest[0] == '$' ? Symbol::start_dynamic : Symbol::start_deferred, 2);
    return next_text();
  }
  while (position_ < input_.size() && is_blank(input_[position_])) ++position_;
  if (position_ == input_.size()) return token(Symbol::end_of_text, 0);
  return next_in_eval();
}

// Up to the next ${ or #{; a backslash before one makes it text and disappears, any other one stays.
Token Lexer::next_text() {
  std::string text;
  std::size_t i = position_;
  bool escaped = false;
  for (; i < input_.size(); ++i) {
    const char c = input_[i];
    if (c == '\\') {
      if (escaped) text.push_back('\\');
      escaped = true;
      continue;
    }
    const bool opens = (c == '#' || c == '$') && i + 1 < input_.size() && input_[i + 1] == '{';
    if (opens && !escaped) break;
    if (!opens && escaped) text.push_back('\\');
    text.push_back(c);
    escaped = false;
  }
  if (escaped) text.push_back('\\');
  Token result = token(Symbol::text, i - position_);
  result.text = std::move(text);
  return result;
}

Token Lexer::next_in_eval() {
  const char c = input_[position_];
  if (c == '}') {
    in_eval_ = false;
    return token(Symbol::end_eval, 1);
  }
  if (c == '"' || c == '\'') return next_string();
  const bool fraction = c == '.' && position_ + 1 < input_.size() && is_digit(input_[position_ + 1]);
  if (is_digit(c) || fraction) return next_number();
  const std::string_view rest = input_.substr(position_);
  for (const auto& [text, symbol] : kOperators) {
    const bool starts_eval = symbol == Symbol::start_dynamic || symbol == Symbol::start_deferred;
    if (rest.starts_with(text) && !starts_eval) return token(symbol, text.size());
  }
  if (starts_word(c)) return next_word();
  fail(input_, position_, fmt::format("invalid character '{}'", c), "expression token");
}

Token Lexer::next_word() {
  std::size_t i = position_ + 1;
  while (i < input_.size() && (starts_word(input_[i]) || is_digit(input_[i]))) ++i;
  const std::string_view word = input_.substr(position_, i - position_);
  for (const auto& [text, symbol] : kWords) {
    if (word == text) return token(symbol, word.size());
  }
  return token(Symbol::identifier, word.size());
}

Token Lexer::next_string() {
  const char quote = input_[position_];
  std::string text;
  for (std::size_t i = position_ + 1; i < input_.size(); ++i) {
    char c = input_[i];
    if (c == quote) {
      Token result = token(Symbol::string, i + 1 - position_);
      result.text = std::move(text);
      return result;
    }
    if (c == '\\') {
      if (++i == input_.size())
        fail(input_, position_, "unterminated string", fmt::format("{} or \\", quote));
      c = input_[i];
      if (c != '\\' && c != quote) {
        fail(input_, position_, fmt::format("invalid escape sequence \\{}", c),
             fmt::format("\\{} or \\\\", quote));
      }
    }
    text.push_back(c);
  }
  fail(input_, position_, "unterminated string", std::string_view(&quote, 1));
}

Token Lexer::next_number() {
  std::size_t i = position_;
  const auto digits = [&] {
    while (i < input_.size() && is_digit(input_[i])) ++i;
  };
  digits();
  Symbol symbol = Symbol::integer;
  if (i < input_.size() && input_[i] == '.') {
    ++i;
    digits();
    symbol = Symbol::floating;
  }
  if (i < input_.size() && (input_[i] == 'e' || input_[i] == 'E')) {
    const std::size_t before = i++;
    if (i < input_.size() && (input_[i] == '+' || input_[i] == '-')) ++i;
    if (i < input_.size() && is_digit(input_[i])) {
      digits();
      symbol = Symbol::floating;
    } else {
      i = before;
    }
  }
  return token(symbol, i - position_);
}

}  // namespace baton::juel
