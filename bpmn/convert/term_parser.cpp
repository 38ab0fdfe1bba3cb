// Operator precedence parsing; the languages differ in the words of their operators, which are tables.
#include <fmt/format.h>

#include <array>
#include <optional>
#include <span>

#include "bpmn/convert/term.hpp"
#include "bpmn/convert/term_tokens.hpp"

namespace baton::bpmn::convert {

namespace {

constexpr int kMaxDepth = 200;
constexpr std::size_t kMaxWords = 1000;

struct Infix {
  std::string_view word;
  Op op;
  int level;  // higher binds tighter
};

constexpr std::array<Infix, 13> kFeel = {{
    {"or", Op::or_, 1}, {"and", Op::and_, 2}, {"=", Op::eq, 4}, {"!=", Op::ne, 4}, {"<", Op::lt, 4}, {"<=", Op::le, 4},
    {">", Op::gt, 4}, {">=", Op::ge, 4}, {"+", Op::add, 5}, {"-", Op::sub, 5}, {"*", Op::mul, 6}, {"/", Op::div, 6},
    {"**", Op::power, 7},
}};
constexpr std::array<Infix, 23> kJuel = {{
    {"||", Op::or_, 1}, {"or", Op::or_, 1}, {"&&", Op::and_, 2}, {"and", Op::and_, 2}, {"==", Op::eq, 3},
    {"eq", Op::eq, 3}, {"!=", Op::ne, 3}, {"ne", Op::ne, 3}, {"<", Op::lt, 4}, {"lt", Op::lt, 4}, {"<=", Op::le, 4},
    {"le", Op::le, 4}, {">", Op::gt, 4}, {"gt", Op::gt, 4}, {">=", Op::ge, 4}, {"ge", Op::ge, 4}, {"+", Op::add, 5},
    {"-", Op::sub, 5}, {"*", Op::mul, 6}, {"/", Op::div, 6}, {"div", Op::div, 6}, {"%", Op::mod, 6}, {"mod", Op::mod, 6},
}};
// Java divides whole numbers in its own way.
constexpr std::array<Infix, 11> kJava = {{
    {"||", Op::or_, 1}, {"&&", Op::and_, 2}, {"==", Op::eq, 3}, {"!=", Op::ne, 3}, {"<", Op::lt, 4}, {"<=", Op::le, 4},
    {">", Op::gt, 4}, {">=", Op::ge, 4}, {"+", Op::add, 5}, {"-", Op::sub, 5}, {"*", Op::mul, 6},
}};

std::span<const Infix> infixes(Tongue tongue) {
  if (tongue == Tongue::feel) return kFeel;
  if (tongue == Tongue::juel) return kJuel;
  return kJava;
}

class Parser {
 public:
  Parser(std::string_view text, Tongue tongue) : tongue_(tongue), tokens_(tokenize(text, tongue)) {
    if (tokens_.size() > kMaxWords) throw Problem{"the expression is too long"};
  }

  Term whole() {
    Term term = expression();
    if (peek().kind != Token::Kind::end) throw Problem{fmt::format("'{}' is not expected here", peek().text)};
    return term;
  }

 private:
  const Token& peek() const { return tokens_[at_]; }
  bool is(std::string_view word) const { return peek().is(word); }
  bool accept(std::string_view word) {
    if (!is(word)) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view word) {
    if (!accept(word)) throw Problem{fmt::format("'{}' is expected before '{}'", word, peek().text)};
  }

  Term expression() {
    if (++depth_ > kMaxDepth) throw Problem{"the expression is nested too deeply"};
    Term term = tongue_ == Tongue::feel && is("if") ? feel_if() : infix(0);
    if (tongue_ != Tongue::feel && accept("?")) {
      Term chosen{Op::choice, "", {std::move(term)}};
      chosen.parts.push_back(expression());
      expect(":");
      chosen.parts.push_back(expression());
      term = std::move(chosen);
    }
    --depth_;
    return term;
  }

  Term feel_if() {
    Term chosen{Op::choice, "", {}};
    for (const std::string_view word : {"if", "then", "else"}) {
      expect(word);
      chosen.parts.push_back(expression());
    }
    return chosen;
  }

  std::optional<Infix> operator_here() const {
    for (const Infix& row : infixes(tongue_)) {
      if (is(row.word)) return row;
    }
    return std::nullopt;
  }

  Term infix(int level) {
    Term left = unary();
    while (true) {
      if (tongue_ == Tongue::feel && level <= 4 && accept("between")) {
        left = between(std::move(left));
        continue;
      }
      const std::optional<Infix> row = operator_here();
      if (!row || row->level < level) return left;
      ++at_;
      Term both{row->op, "", {std::move(left)}};
      both.parts.push_back(infix(row->level + 1));
      left = std::move(both);
    }
  }

  Term between(Term value) {
    Term low{Op::ge, "", {value}}, high{Op::le, "", {std::move(value)}};
    low.parts.push_back(infix(5));
    expect("and");
    high.parts.push_back(infix(5));
    return {Op::and_, "", {std::move(low), std::move(high)}};
  }

  Term unary() {
    struct Prefix {
      std::string_view word;
      Op op;
      bool in_feel;
    };
    for (const Prefix& prefix : {Prefix{"-", Op::neg, true}, Prefix{"!", Op::not_, false}, Prefix{"not", Op::not_, false},
                                 Prefix{"empty", Op::empty, false}}) {
      if ((tongue_ == Tongue::feel) > prefix.in_feel || !is(prefix.word)) continue;
      if (++depth_ > kMaxDepth) throw Problem{"the expression is nested too deeply"};
      ++at_;
      Term term{prefix.op, "", {unary()}};
      --depth_;
      return term;
    }
    return postfix(primary());
  }

  Term postfix(Term term) {
    while (true) {
      if (accept(".")) {
        std::string name = word();
        if (tongue_ != Tongue::feel && accept("(")) {
          Term call{Op::method, std::move(name), {std::move(term)}};
          arguments(call, ")");
          term = std::move(call);
        } else {
          term = Term{Op::member, std::move(name), {std::move(term)}};
        }
      } else if (accept("[")) {
        Term indexed{Op::index, "", {std::move(term)}};
        indexed.parts.push_back(index());
        term = std::move(indexed);
      } else {
        return term;
      }
    }
  }

  // FEEL counts from 1, and anything but a number is a filter.
  Term index() {
    Term index = expression();
    expect("]");
    if (tongue_ != Tongue::feel) return index;
    const bool is_plain = index.op == Op::number && index.text.find_first_not_of("0123456789") == std::string::npos;
    if (!is_plain || index.text.size() > 9 || index.text == "0") throw Problem{"filters of lists are not carried over"};
    index.text = std::to_string(std::stol(index.text) - 1);
    return index;
  }

  std::string word() {
    if (peek().kind != Token::Kind::word) throw Problem{fmt::format("a name is expected before '{}'", peek().text)};
    return tokens_[at_++].text;
  }

  void arguments(Term& call, std::string_view closing) {
    if (accept(closing)) return;
    do {
      call.parts.push_back(expression());
    } while (accept(","));
    expect(closing);
  }

  Term primary() {
    const Token token = peek();
    if (token.kind == Token::Kind::end) throw Problem{"the expression ends too early"};
    ++at_;
    if (token.kind == Token::Kind::number) return {Op::number, token.text, {}};
    if (token.kind == Token::Kind::text) return {Op::text, token.text, {}};
    if (token.kind == Token::Kind::word) return named(token.text);
    if (token.text == "(") {
      Term inner = expression();
      expect(")");
      return inner;
    }
    if (token.text == "[" && tongue_ == Tongue::feel) {
      Term list{Op::list, "", {}};
      arguments(list, "]");
      return list;
    }
    if (token.text == "{" && tongue_ == Tongue::feel) return context();
    throw Problem{fmt::format("'{}' is not expected here", token.text)};
  }

  Term named(const std::string& name) {
    if (name == "true" || name == "false") return {Op::truth, name, {}};
    if (name == "null") return {Op::null, "", {}};
    for (const std::string_view reserved : {"for", "some", "every", "function", "in", "then", "else", "instance"}) {
      if (tongue_ == Tongue::feel && name == reserved) throw Problem{fmt::format("'{}' is not carried over", name)};
    }
    if (!accept("(")) return {Op::name, name, {}};
    Term call{Op::call, name, {}};
    arguments(call, ")");
    if (tongue_ == Tongue::feel && name == "not" && call.parts.size() == 1) call.op = Op::not_;
    return call;
  }

  Term context() {
    Term context{Op::context, "", {}};
    if (accept("}")) return context;
    do {
      const Token key = peek();
      if (key.kind != Token::Kind::word && key.kind != Token::Kind::text) throw Problem{"a key is expected"};
      ++at_;
      expect(":");
      context.parts.push_back({Op::text, key.text, {}});
      context.parts.push_back(expression());
    } while (accept(","));
    expect("}");
    return context;
  }

  Tongue tongue_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

// Where the expression that begins behind "${" ends: at the brace that no text and no inner brace holds.
std::size_t end_of_expression(std::string_view text, std::size_t at) {
  char quote = 0;
  int braces = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote) {
      if (c == '\\') ++at;
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '{') {
      ++braces;
    } else if (c == '}' && braces-- == 0) {
      return at;
    }
  }
  throw Problem{"a closing brace is missing"};
}

}  // namespace

Term parse(std::string_view text, Tongue tongue) { return Parser(text, tongue).whole(); }

std::vector<Term> parse_juel_template(std::string_view text) {
  std::vector<Term> parts;
  std::string constant;
  const auto finish = [&] {
    if (!constant.empty()) parts.push_back({Op::text, std::move(constant), {}});
    constant.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const bool opens = (text[at] == '$' || text[at] == '#') && at + 1 < text.size() && text[at + 1] == '{';
    if (!opens) {
      constant += text[at++];
      continue;
    }
    finish();
    const std::size_t end = end_of_expression(text, at + 2);
    parts.push_back(parse(text.substr(at + 2, end - at - 2), Tongue::juel));
    at = end + 1;
  }
  finish();
  return parts;
}

}  // namespace baton::bpmn::convert
