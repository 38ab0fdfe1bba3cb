#include "bpmn/convert/term_tokens.hpp"

#include <fmt/format.h>

#include <array>

namespace baton::bpmn::convert {

namespace {

constexpr std::array<std::string_view, 13> kSpacedNames = {
    "date and time", "starts with", "ends with", "upper case", "lower case", "string length", "list contains",
    "get or else", "is defined", "is empty", "is blank", "substring before", "substring after"};
constexpr std::array<std::string_view, 8> kLongSigns = {"<=", ">=", "!=", "==", "&&", "||", "**", ".."};
constexpr std::string_view kSigns = "+-*/%()[]{},.:?<>=!";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word(char c) { return is_letter(c) || is_digit(c); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

char unescaped(char c, Tongue tongue) {
  if (tongue == Tongue::juel) return c;
  return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, Tongue tongue) : rest_(text), tongue_(tongue) {}

  std::vector<Token> run() {
    while (skip_space(), !rest_.empty()) next();
    tokens_.push_back({Token::Kind::end, ""});
    return std::move(tokens_);
  }

 private:
  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
  }

  void add(Token::Kind kind, std::size_t size) {
    tokens_.push_back({kind, std::string(rest_.substr(0, size))});
    rest_.remove_prefix(size);
  }

  void next() {
    const char c = rest_.front();
    if (is_digit(c) || (c == '.' && rest_.size() > 1 && is_digit(rest_[1]))) return number();
    if (c == '"' || (c == '\'' && tongue_ == Tongue::juel)) return text(c);
    if (is_letter(c)) return word();
    for (const std::string_view sign : kLongSigns) {
      if (rest_.starts_with(sign)) return add(Token::Kind::sign, sign.size());
    }
    if (kSigns.find(c) == std::string_view::npos) throw Problem{fmt::format("'{}' is not expected", c)};
    add(Token::Kind::sign, 1);
  }

  void number() {
    std::size_t size = 0;
    bool has_point = false;
    while (size < rest_.size() && (is_digit(rest_[size]) || (!has_point && rest_[size] == '.'))) {
      has_point = has_point || rest_[size] == '.';
      if (rest_[size] == '.' && size + 1 < rest_.size() && rest_[size + 1] == '.') break;
      ++size;
    }
    if (size < rest_.size() && is_letter(rest_[size])) throw Problem{"a number with letters is not carried over"};
    add(Token::Kind::number, size);
  }

  void text(char quote) {
    std::string value;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == quote) {
        tokens_.push_back({Token::Kind::text, std::move(value)});
        rest_.remove_prefix(i + 1);
        return;
      }
      if (rest_[i] != '\\' || i + 1 == rest_.size()) {
        value += rest_[i];
        continue;
      }
      if (rest_[++i] == 'u' && tongue_ != Tongue::juel) throw Problem{"character escapes are not carried over"};
      value += unescaped(rest_[i], tongue_);
    }
    throw Problem{"a closing quote is missing"};
  }

  void word() {
    if (tongue_ == Tongue::feel) {
      for (const std::string_view name : kSpacedNames) {
        if (rest_.starts_with(name) && (rest_.size() == name.size() || !is_word(rest_[name.size()]))) {
          return add(Token::Kind::word, name.size());
        }
      }
    }
    std::size_t size = 0;
    while (size < rest_.size() && is_word(rest_[size])) ++size;
    add(Token::Kind::word, size);
  }

  std::string_view rest_;
  Tongue tongue_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, Tongue tongue) { return Tokenizer(text, tongue).run(); }

}  // namespace baton::bpmn::convert
