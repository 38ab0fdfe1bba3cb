// A recursive descent parser with one token of lookahead:
//
//   expression := or ('?' expression ':' expression)?      or := and ('||' and)*        and := equality ('&&'
//   ..)* equality := comparison (('=='|'!=') ..)*               comparison := sum (('<'|'<='|'>'|'>=') ..)*
//   sum := product (('+'|'-') ..)*                         product := unary (('*'|'/'|'%') ..)*
//   unary := ('!'|'-'|'empty') unary | value               value := primary ('.' name args? | '[' expr ']'
//   args?)*
//
// Recursion and the tree's depth are both limited, so that no text overflows the stack, here or when
// evaluated.
#include "expression/juel/parser.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <span>

#include "expression/expression.hpp"
#include "expression/juel/coercion.hpp"
#include "expression/juel/functions.hpp"
#include "expression/juel/lexer.hpp"

namespace baton::juel {

namespace {

constexpr std::string_view kFirstOfExpression =
    "<IDENTIFIER>|<STRING>|<FLOAT>|<INTEGER>|'true'|'false'|'null'|'-'|'!'|'not'|'empty'|'('";

struct BinarySymbol {
  Symbol symbol;
  BinaryOperator op;
};

constexpr std::array<BinarySymbol, 2> kEquality = {
    {{Symbol::equal, BinaryOperator::equal}, {Symbol::not_equal, BinaryOperator::not_equal}}};
constexpr std::array<BinarySymbol, 4> kComparison = {
    {{Symbol::less, BinaryOperator::less},
     {Symbol::less_equal, BinaryOperator::less_equal},
     {Symbol::greater, BinaryOperator::greater},
     {Symbol::greater_equal, BinaryOperator::greater_equal}}};
constexpr std::array<BinarySymbol, 2> kSum = {
    {{Symbol::plus, BinaryOperator::add}, {Symbol::minus, BinaryOperator::subtract}}};
constexpr std::array<BinarySymbol, 3> kProduct = {{{Symbol::multiply, BinaryOperator::multiply},
                                                   {Symbol::divide, BinaryOperator::divide},
                                                   {Symbol::modulo, BinaryOperator::modulo}}};

constexpr std::array<std::span<const BinarySymbol>, 4> kLevels = {kEquality, kComparison, kSum, kProduct};

class Parser {
 public:
  explicit Parser(std::string_view input) : input_(input), lexer_(input) { consume(); }

  Parsed parse() {
    Parsed parsed;
    std::vector<NodePtr> parts;
    Symbol start = Symbol::end_of_text;  // ${ or #{: the first decides for all
    while (token_.symbol != Symbol::end_of_text) {
      if (token_.symbol == Symbol::text) {
        parts.push_back(make_literal(text_item(token_.text)));
        parsed.literal = consume().text;
        continue;
      }
      const bool starts = token_.symbol == Symbol::start_dynamic || token_.symbol == Symbol::start_deferred;
      if (!starts) fail("'#{'|'${'");
      if (start == Symbol::end_of_text) start = token_.symbol;
      expect(start);
      parts.push_back(expression());
      expect(Symbol::end_eval);
    }
    if (start == Symbol::end_of_text) return parsed;
    const bool alone = parts.size() == 1;
    parsed.root = alone ? std::move(parts.front()) : make_composite(std::move(parts));
    parsed.names = std::move(names_);
    return parsed;
  }

 private:
  // Counts one level of recursion while it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser_.level_ > kMaxDepth) parser_.too_deep();
    }
    ~Level() { --parser_.level_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser& parser_;
  };

  Token consume() {
    Token consumed = std::move(token_);
    token_ = lexer_.next();
    if (++tokens_ > kMaxTokens) {
      refuse(fmt::format("Error parsing an expression: it has more than {} tokens", kMaxTokens),
             token_.position);
    }
    return consumed;
  }

  Token expect(Symbol symbol) {
    if (token_.symbol != symbol) fail(symbol_name(symbol));
    return consume();
  }

  [[noreturn]] void fail_at(std::size_t position, std::string_view found, std::string_view expected) const {
    throw SyntaxError{
        fmt::format("Error parsing '{}': syntax error at position {}, encountered '{}', expected {}", input_,
                    position, found, expected),
        position};
  }

  [[noreturn]] void fail(std::string_view expected) const {
    const bool at_end = token_.symbol == Symbol::end_of_text;
    const bool string = token_.symbol == Symbol::string;
    fail_at(token_.position,
            at_end   ? std::string_view("null")
            : string ? token_.text
                     : token_.source,
            expected);
  }

  [[noreturn]] void too_deep() const {
    throw SyntaxError{
        fmt::format("Error parsing an expression of {} characters: it nests deeper than {} levels",
                    input_.size(), kMaxDepth),
        token_.position};
  }

  NodePtr checked(NodePtr node) const {
    if (node->depth() > kMaxDepth) too_deep();
    return node;
  }

  NodePtr expression() {
    const Level level(*this);
    NodePtr node = or_expression();
    if (token_.symbol != Symbol::question) return node;
    consume();
    NodePtr yes = expression();
    expect(Symbol::colon);
    NodePtr no = expression();
    return checked(make_choice(std::move(node), std::move(yes), std::move(no)));
  }

  bool starts_expression() const {
    switch (token_.symbol) {
      case Symbol::identifier:
      case Symbol::string:
      case Symbol::floating:
      case Symbol::integer:
      case Symbol::true_word:
      case Symbol::false_word:
      case Symbol::null_word:
      case Symbol::minus:
      case Symbol::negate:
      case Symbol::empty:
      case Symbol::left_paren: return true;
      default: return false;
    }
  }

  NodePtr or_expression() {
    NodePtr node = and_expression();
    while (token_.symbol == Symbol::or_else) {
      consume();
      node = checked(make_logical(false, std::move(node), and_expression()));
    }
    return node;
  }

  NodePtr and_expression() {
    NodePtr node = binary(0);
    while (token_.symbol == Symbol::and_also) {
      consume();
      node = checked(make_logical(true, std::move(node), binary(0)));
    }
    return node;
  }

  NodePtr binary(std::size_t precedence) {
    if (precedence == kLevels.size()) return unary();
    NodePtr node = binary(precedence + 1);
    for (;;) {
      const BinarySymbol* found = nullptr;
      for (const auto& candidate : kLevels[precedence]) {
        if (candidate.symbol == token_.symbol) found = &candidate;
      }
      if (!found) return node;
      consume();
      node = checked(make_binary(found->op, std::move(node), binary(precedence + 1)));
    }
  }

  NodePtr unary() {
    const Level level(*this);
    switch (token_.symbol) {
      case Symbol::minus: return unary_of(UnaryOperator::negate);
      case Symbol::negate: return unary_of(UnaryOperator::logical_not);
      case Symbol::empty: return unary_of(UnaryOperator::empty);
      default: return value();
    }
  }

  NodePtr unary_of(UnaryOperator op) {
    consume();
    return checked(make_unary(op, unary()));
  }

  NodePtr value() {
    NodePtr node = primary();
    for (;;) {
      NodePtr name;
      if (token_.symbol == Symbol::dot) {
        consume();
        name = make_literal(text_item(std::string(expect(Symbol::identifier).source)));
      } else if (token_.symbol == Symbol::left_bracket) {
        consume();
        name = expression();
        expect(Symbol::right_bracket);
      } else {
        return node;
      }
      if (token_.symbol == Symbol::left_paren) {
        node = checked(make_method(std::move(node), std::move(name), arguments()));
      } else {
        node = checked(make_property(std::move(node), std::move(name)));
      }
    }
  }

  NodePtr primary() {
    switch (token_.symbol) {
      case Symbol::identifier: return name_or_function();
      case Symbol::left_paren: {
        consume();
        NodePtr node = expression();
        expect(Symbol::right_paren);
        return node;
      }
      case Symbol::string: return make_literal(text_item(consume().text));
      default: return literal();
    }
  }

  NodePtr literal() {
    switch (token_.symbol) {
      case Symbol::true_word: consume(); return make_literal(bool_item(true));
      case Symbol::false_word: consume(); return make_literal(bool_item(false));
      case Symbol::null_word: consume(); return make_literal({});
      case Symbol::integer: return integer();
      case Symbol::floating: return floating();
      default: fail(kFirstOfExpression);
    }
  }

  NodePtr integer() {
    std::int64_t number = 0;
    if (!parse_long(token_.source, number)) fail("<INTEGER>");
    consume();
    return make_literal(Item(Value::long_integer(number)));
  }

  NodePtr floating() {
    double number = 0;
    if (!parse_double(token_.source, number)) fail("<FLOAT>");
    consume();
    return make_literal(Item(Value::number(number)));
  }

  NodePtr name_or_function() {
    const Token word = consume();
    if (token_.symbol != Symbol::left_paren) {
      names_.emplace(word.source);
      return make_identifier(std::string(word.source));
    }
    auto given = arguments();
    const Function* function = find_function(word.source);
    if (!function) refuse(fmt::format("Could not resolve function '{}'", word.source), word.position);
    if (given.size() < function->min_arguments || given.size() > function->max_arguments) {
      refuse(fmt::format("Parameters for function '{}' do not match", word.source), word.position);
    }
    return checked(make_function(*function, std::move(given)));
  }

  [[noreturn]] static void refuse(std::string message, std::size_t position) {
    throw SyntaxError{std::move(message), position};
  }

  std::vector<NodePtr> arguments() {
    expect(Symbol::left_paren);
    std::vector<NodePtr> list;
    if (starts_expression()) {
      list.push_back(expression());
      while (token_.symbol == Symbol::comma) {
        consume();
        list.push_back(expression());
      }
    }
    expect(Symbol::right_paren);
    return list;
  }

  std::string_view input_;
  Lexer lexer_;
  Token token_;
  int level_ = 0;
  std::size_t tokens_ = 0;
  std::set<std::string> names_;
};

}  // namespace

Parsed parse(std::string_view text) { return Parser(text).parse(); }

}  // namespace baton::juel
