#include "expression/script/tokens.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace baton::script {

namespace {

constexpr std::array<std::string_view, 38> kKeywords = {
    "break",   "case",   "catch", "class",  "const", "continue", "debugger", "default", "delete", "do",
    "else",    "export", "extends", "false", "finally", "for",   "function", "if",      "import", "in",
    "instanceof", "let", "new",   "null",   "return", "super",   "switch",   "this",    "throw",  "true",
    "try",     "typeof", "var",   "void",   "while", "with",     "yield",    "await"};

// Keywords that are values themselves.
constexpr std::array<std::string_view, 5> kValueKeywords = {"this", "null", "true", "false", "super"};

// Longest first within a first character.
constexpr std::array<std::string_view, 42> kPunctuators = {
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?\?=", "=>", "==", "!=",
    "<=",   ">=",  "&&",  "||",  "?\?", "?.",  "++",  "--",  "+=",  "-=",  "*=",   "/=", "%=", "&=",
    "|=",   "^=",  "<<",  ">>",  "**",  "+",   "-",   "*",   "/",   "%",   "=",    "<",  ">",  "?"};

bool is_name_start(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalpha(byte) != 0 || c == '_' || c == '$' || c == '#' || c == '@' || c == '\\' || byte >= 0x80;
}

bool is_name_part(char c) { return is_name_start(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; }

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  std::optional<Tokens> run() {
    while (skip_blank())
      if (!next()) return std::nullopt;
    if (!open_.empty()) return std::nullopt;
    return std::move(tokens_);
  }

 private:
  char at(std::size_t i) const { return i < source_.size() ? source_[i] : '\0'; }

  // Past blanks and comments; false at the end.
  bool skip_blank() {
    while (position_ < source_.size()) {
      const char c = source_[position_];
      if (c == '\n' || c == '\r') newline_ = true;
      if (std::isspace(static_cast<unsigned char>(c)) != 0) ++position_;
      else if (c == '/' && at(position_ + 1) == '/') position_ = std::min(source_.find('\n', position_), source_.size());
      else if (c == '/' && at(position_ + 1) == '*') skip_comment();
      else return true;
    }
    return false;
  }

  void skip_comment() {
    const std::size_t end = source_.find("*/", position_ + 2);
    const std::string_view comment = source_.substr(position_, end - position_);
    if (comment.find('\n') != std::string_view::npos) newline_ = true;
    position_ = end == std::string_view::npos ? source_.size() : end + 2;
  }

  bool next() {
    const char c = source_[position_];
    if (is_name_start(c)) return take_name();
    if (std::isdigit(static_cast<unsigned char>(c)) != 0 ||
        (c == '.' && std::isdigit(static_cast<unsigned char>(at(position_ + 1))) != 0))
      return take_number();
    if (c == '"' || c == '\'') return take_string(c);
    if (c == '`') return take_template();
    if (c == '/' && (tokens_.all.empty() || !ends_operand(tokens_.all.back()))) return take_pattern();
    return take_punctuator();
  }

  void add(TokenKind kind, std::size_t end) {
    tokens_.all.push_back({kind, source_.substr(position_, end - position_), newline_, -1});
    newline_ = false;
    position_ = end;
  }

  bool take_name() {
    std::size_t end = position_;
    while (end < source_.size() && is_name_part(source_[end])) ++end;
    const std::string_view text = source_.substr(position_, end - position_);
    const bool after_dot = !tokens_.all.empty() && (tokens_.all.back().is(".") || tokens_.all.back().is("?."));
    const bool keyword = !after_dot && std::ranges::find(kKeywords, text) != kKeywords.end();
    add(keyword ? TokenKind::keyword : TokenKind::name, end);
    return true;
  }

  bool take_number() {
    std::size_t end = position_;
    const bool hex = at(position_) == '0' && std::isalpha(static_cast<unsigned char>(at(position_ + 1))) != 0;
    while (end < source_.size()) {
      const char c = source_[end];
      const bool exponent_sign = (c == '+' || c == '-') && !hex && (source_[end - 1] == 'e' || source_[end - 1] == 'E');
      if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '.' && c != '_' && !exponent_sign) break;
      ++end;
    }
    add(TokenKind::number, end);
    return true;
  }

  bool take_string(char quote) {
    std::size_t end = position_ + 1;
    while (end < source_.size() && source_[end] != quote) end += source_[end] == '\\' ? 2 : 1;
    if (end >= source_.size()) return false;
    add(TokenKind::string, end + 1);
    return true;
  }

  bool take_template() {
    std::size_t end = position_ + 1;
    while (end < source_.size() && source_[end] != '`') {
      if (source_[end] == '\\') end += 2;
      else if (source_[end] == '$' && at(end + 1) == '{') end = skip_hole(end + 2);
      else ++end;
    }
    if (end >= source_.size()) return false;
    add(TokenKind::string, end + 1);
    return true;
  }

  // Past the } of a template's ${, noting the names within.
  std::size_t skip_hole(std::size_t begin) {
    std::size_t end = begin;
    for (int depth = 1; end < source_.size(); ++end) {
      if (source_[end] == '{') ++depth;
      if (source_[end] == '}' && --depth == 0) break;
    }
    if (end >= source_.size()) return end;
    if (const auto inner = Tokenizer(source_.substr(begin, end - begin)).run()) {
      for (const Token& token : inner->all)
        if (token.kind == TokenKind::name) tokens_.names_in_templates.push_back(token.text);
      tokens_.names_in_templates.insert(tokens_.names_in_templates.end(), inner->names_in_templates.begin(),
                                        inner->names_in_templates.end());
    }
    return end + 1;
  }

  bool take_pattern() {
    bool in_class = false;
    std::size_t end = position_ + 1;
    for (; end < source_.size() && (in_class || source_[end] != '/'); ++end) {
      if (source_[end] == '\n') return false;
      if (source_[end] == '[') in_class = true;
      if (source_[end] == ']') in_class = false;
      if (source_[end] == '\\') ++end;
    }
    if (end >= source_.size()) return false;
    for (++end; is_name_part(at(end));) ++end;
    add(TokenKind::pattern, end);
    return true;
  }

  bool take_punctuator() {
    const std::string_view rest = source_.substr(position_);
    for (const std::string_view one : kPunctuators) {
      if (!rest.starts_with(one)) continue;
      // a?.5:b is a condition.
      if (one == "?." && std::isdigit(static_cast<unsigned char>(at(position_ + 2))) != 0) continue;
      add(TokenKind::punctuator, position_ + one.size());
      return true;
    }
    const char c = rest[0];
    add(TokenKind::punctuator, position_ + 1);
    return match_bracket(c);
  }

  bool match_bracket(char c) {
    const int here = static_cast<int>(tokens_.all.size()) - 1;
    if (c == '(' || c == '[' || c == '{') open_.push_back(here);
    if (c != ')' && c != ']' && c != '}') return true;
    if (open_.empty()) return false;
    Token& other = tokens_.all[static_cast<std::size_t>(open_.back())];
    const char wanted = other.text == "(" ? ')' : other.text == "[" ? ']' : '}';
    if (c != wanted) return false;
    tokens_.all.back().partner = open_.back();
    other.partner = here;
    open_.pop_back();
    return true;
  }

  std::string_view source_;
  std::size_t position_ = 0;
  bool newline_ = false;
  Tokens tokens_;
  std::vector<int> open_;
};

}  // namespace

bool ends_operand(const Token& token) {
  switch (token.kind) {
    case TokenKind::name:
    case TokenKind::number:
    case TokenKind::string:
    case TokenKind::pattern: return true;
    case TokenKind::keyword: return std::ranges::find(kValueKeywords, token.text) != kValueKeywords.end();
    case TokenKind::punctuator:
      return token.text == ")" || token.text == "]" || token.text == "}" || token.text == "++" || token.text == "--";
  }
  return false;
}

std::optional<Tokens> tokenize(std::string_view source) { return Tokenizer(source).run(); }

}  // namespace baton::script
