// Which whole numbers of a script are Double and which Integer, as Nashorn has it.
//
// JavaScript has one type of number; Camunda's users see Java's: `1 + 1` and `list.length` give Integer,
// `i + 1` and `Math.floor(x)` give Double. Nashorn decides by the static types of the source, so this does as well:
// it follows an expression through the script's variables, properties and functions, by name and regardless of
// order. What it cannot follow stays open and is decided by the value at run time (prelude/values.js).
//
// Pure; borrows the tokens.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "expression/script/tokens.hpp"

namespace baton::script {

// Where the number that an expression yields may come from.
struct NumberType {
  bool computed = false;     // from arithmetic: Double
  bool open = false;         // from where we cannot see: as its value was when the script was given it
  bool whole = false;        // a length, a bit operation: Integer
  std::set<double> literals;  // whole numbers written down: Integer

  void join(const NumberType& other);
  // Nothing known that the value at run time would not tell.
  bool says_nothing() const { return open && !computed; }
};

// A half-open range of tokens.
struct Range {
  int begin = 0;
  int end = 0;
  bool empty() const { return begin >= end; }
};

class NumberTypes {
 public:
  explicit NumberTypes(const std::vector<Token>& tokens);

  // Of an expression.
  NumberType of(Range expression);
  // Of what the whole script yields.
  NumberType of_completion();

  // The arguments between the bracket at `open` and its partner.
  std::vector<Range> arguments(int open) const;
  // Names that `var` declares outside functions.
  const std::set<std::string_view>& top_level_variables() const { return top_level_; }
  // Names that the script declares or assigns to anywhere.
  bool is_own_name(std::string_view name) const { return variables_.contains(name); }

 private:
  struct Sources {  // what a name may hold
    std::vector<Range> expressions;
    std::vector<Range> functions;  // bodies
    NumberType direct;
    bool busy = false;                // being followed already
    std::optional<NumberType> known;  // the outcome
  };
  using Rule = bool (NumberTypes::*)(Range, NumberType&);

  const Token& at(int i) const { return tokens_[static_cast<std::size_t>(i)]; }
  int count() const { return static_cast<int>(tokens_.size()); }
  bool is(int i, std::string_view text) const { return i >= 0 && i < count() && at(i).is(text); }
  bool is_binary(int i, int begin) const { return i > begin && ends_operand(at(i - 1)); }

  void find_functions();
  void find_sources();
  void note_assignment(int name, Sources& sources);
  void note_declarations(int keyword);
  void note_parameters(int open);
  int function_body(int i) const;       // of `function` at i: its `{`, or -1
  int end_of_operand(int begin) const;  // of an assignment's right side
  bool statement_ends_before(int i) const;

  int last_operator(Range range, std::initializer_list<std::string_view> operators) const;
  int first_operator(Range range, std::initializer_list<std::string_view> operators) const;
  Range unwrapped(Range range) const;
  NumberType follow(Sources& sources);
  NumberType of_returns(Range body);
  NumberType of_functions(Sources& sources);
  NumberType folded(Range left, Range right, const Token& operation);

  bool sequence_or_assignment(Range, NumberType&);
  bool choice(Range, NumberType&);
  bool bits_or_comparison(Range, NumberType&);
  bool arithmetic(Range, NumberType&);
  bool prefix_or_postfix(Range, NumberType&);
  bool call(Range, NumberType&);
  bool simple(Range, NumberType&);

  int skip_statement(int i, int end, NumberType& completion);
  void completion_of(Range range, NumberType& completion);

  const std::vector<Token>& tokens_;
  std::map<std::string_view, Sources> variables_;
  std::map<std::string_view, Sources> properties_;
  std::set<std::string_view> top_level_;
  std::vector<bool> in_function_;
  int depth_ = 0;
  int budget_ = 100'000;  // expressions still to be looked at: what follows stays open
  bool cut_short_ = false;  // by a name that was busy: the outcome holds for this walk only
};

}  // namespace baton::script
