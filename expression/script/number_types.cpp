// Expressions: each rule looks for the operators of one level of precedence outside brackets, loosest first, and says
// whether it found its own. The statements and the sources of names are in number_sources.cpp.
#include "expression/script/number_types.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace baton::script {

namespace {

using Names = std::initializer_list<std::string_view>;

constexpr int kDeepest = 100;  // nesting beyond it stays open

const Names kArithmeticAssignments = {"+=", "-=", "*=", "/=", "%=", "**=", ">>>="};
const Names kBitAssignments = {"|=", "&=", "^=", "<<=", ">>="};
const Names kAssignments = {"=",  "+=", "-=",  "*=",  "/=",   "%=",  "**=", ">>>=",
                                "|=", "&=", "^=",  "<<=", ">>=",  "||=", "&&=", "?\?="};

// Methods whose result Nashorn knows to be an int, or a double, whatever they are called on.
const Names kWholeMethods = {"size", "indexOf", "lastIndexOf", "search", "compareTo", "intValue", "hashCode", "length"};
const Names kComputedMethods = {
    "charCodeAt", "codePointAt", "push",       "unshift",    "valueOf",        "reduce",         "reduceRight",
    "now",        "getTime",     "getFullYear", "getMonth",  "getDate",        "getDay",         "getHours",
    "getMinutes", "getSeconds",  "getMilliseconds", "getUTCFullYear", "getUTCMonth", "getUTCDate", "getUTCHours",
    "getTimezoneOffset"};
const Names kComputedFunctions = {"parseInt", "parseFloat", "Number"};

bool among(Names names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

NumberType open() { return {.open = true}; }
NumberType computed() { return {.computed = true}; }
NumberType whole() { return {.whole = true}; }

NumberType literal(double value) {
  const bool fits = value == std::floor(value) && std::abs(value) <= 2147483647;
  if (!fits) return computed();
  NumberType type;
  type.literals.insert(value);
  return type;
}

// A written number; one with a point is a double for good.
NumberType of_number(std::string_view text) {
  if (text.find_first_of("._n") != std::string_view::npos) return text.back() == 'n' ? open() : computed();
  const std::string copy(text);
  if (copy.size() > 1 && copy[0] == '0' && (copy[1] == 'b' || copy[1] == 'B'))
    return literal(static_cast<double>(std::strtoull(copy.c_str() + 2, nullptr, 2)));
  if (copy.size() > 1 && copy[0] == '0' && (copy[1] == 'o' || copy[1] == 'O'))
    return literal(static_cast<double>(std::strtoull(copy.c_str() + 2, nullptr, 8)));
  return literal(std::strtod(copy.c_str(), nullptr));
}

std::optional<double> only_literal(const NumberType& type) {
  if (type.computed || type.open || type.whole || type.literals.size() != 1) return std::nullopt;
  return *type.literals.begin();
}

std::optional<double> calculate(double a, double b, std::string_view operation) {
  if (operation == "+") return a + b;
  if (operation == "-") return a - b;
  if (operation == "*") return a * b;
  if (operation == "/") return a / b;
  if (operation == "%") return std::fmod(a, b);
  return std::nullopt;
}

}  // namespace

void NumberType::join(const NumberType& other) {
  computed = computed || other.computed;
  open = open || other.open;
  whole = whole || other.whole;
  literals.insert(other.literals.begin(), other.literals.end());
}

NumberType NumberTypes::of(Range expression) {
  static constexpr std::array<Rule, 7> kRules = {
      &NumberTypes::sequence_or_assignment, &NumberTypes::choice, &NumberTypes::bits_or_comparison,
      &NumberTypes::arithmetic, &NumberTypes::prefix_or_postfix, &NumberTypes::call, &NumberTypes::simple};
  expression = unwrapped(expression);
  if (expression.empty() || depth_ >= kDeepest || --budget_ < 0) return open();
  ++depth_;
  NumberType type = open();
  for (const Rule rule : kRules)
    if ((this->*rule)(expression, type)) break;
  --depth_;
  return type;
}

Range NumberTypes::unwrapped(Range range) const {
  while (!range.empty() && is(range.begin, "(") && at(range.begin).partner == range.end - 1) {
    ++range.begin;
    --range.end;
  }
  return range;
}

int NumberTypes::first_operator(Range range, Names operators) const {
  for (int i = range.begin; i < range.end; ++i) {
    if (at(i).partner > i) i = at(i).partner;
    else if (at(i).kind != TokenKind::string && among(operators, at(i).text)) return i;
  }
  return -1;
}

int NumberTypes::last_operator(Range range, Names operators) const {
  for (int i = range.end - 1; i > range.begin; --i) {
    if (at(i).partner >= 0 && at(i).partner < i) i = at(i).partner;
    else if (at(i).kind != TokenKind::string && among(operators, at(i).text) && is_binary(i, range.begin)) return i;
  }
  return -1;
}

// --- The rules, loosest first -----------------------------------------------------------------------

bool NumberTypes::sequence_or_assignment(Range range, NumberType& type) {
  if (const int comma = last_operator(range, {","}); comma > 0) {
    type = of({comma + 1, range.end});
    return true;
  }
  if (first_operator(range, {"=>"}) >= 0) return true;
  const int assignment = first_operator(range, kAssignments);
  if (assignment <= range.begin) return false;
  const std::string_view operation = at(assignment).text;
  if (among(kArithmeticAssignments, operation)) type = computed();
  else if (among(kBitAssignments, operation)) type = whole();
  else type = of({assignment + 1, range.end});
  return true;
}

bool NumberTypes::choice(Range range, NumberType& type) {
  if (const int question = first_operator(range, {"?"}); question > 0) {
    int colon = question + 1;
    for (int nested = 0; colon < range.end && (nested > 0 || !is(colon, ":")); ++colon) {
      if (is(colon, "?")) ++nested;
      if (is(colon, ":")) --nested;
      if (at(colon).partner > colon) colon = at(colon).partner;
    }
    type = of({question + 1, colon});
    type.join(of({colon + 1, range.end}));
    return true;
  }
  const int either = last_operator(range, {"||", "&&", "?\?"});
  if (either < 0) return false;
  type = of({range.begin, either});
  type.join(of({either + 1, range.end}));
  return true;
}

bool NumberTypes::bits_or_comparison(Range range, NumberType& type) {
  if (last_operator(range, {"|", "^", "&"}) > 0) {
    type = whole();
    return true;
  }
  if (last_operator(range, {"==", "!=", "===", "!==", "<", ">", "<=", ">=", "instanceof", "in"}) > 0) return true;
  const int shift = last_operator(range, {"<<", ">>", ">>>"});
  if (shift < 0) return false;
  type = is(shift, ">>>") ? computed() : whole();
  return true;
}

bool NumberTypes::arithmetic(Range range, NumberType& type) {
  int operation = last_operator(range, {"+", "-"});
  if (operation < 0) operation = last_operator(range, {"*", "/", "%"});
  if (operation < 0) operation = last_operator(range, {"**"});
  if (operation < 0) return false;
  type = folded({range.begin, operation}, {operation + 1, range.end}, at(operation));
  return true;
}

NumberType NumberTypes::folded(Range left, Range right, const Token& operation) {
  const auto b = only_literal(of(right));
  if (!b) return computed();
  const auto a = only_literal(of(left));
  if (!a) return computed();
  const auto result = calculate(*a, *b, operation.text);
  return result ? literal(*result) : computed();
}

bool NumberTypes::prefix_or_postfix(Range range, NumberType& type) {
  const Token& first = at(range.begin);
  const Token& last = at(range.end - 1);
  if (last.is("++") || last.is("--") || first.is("++") || first.is("--")) {
    type = computed();
    return true;
  }
  if (first.is("-") || first.is("+")) {
    const auto value = only_literal(of({range.begin + 1, range.end}));
    type = !value ? computed() : literal(first.is("-") ? -*value : *value);
    return true;
  }
  if (first.is("~")) type = whole();
  const bool no_number = first.is("!") || first.is("typeof") || first.is("void") || first.is("delete") ||
                         first.is("await") || first.is("yield");
  return first.is("~") || no_number;
}

bool NumberTypes::call(Range range, NumberType& type) {
  const int bracket = at(range.end - 1).partner;
  if (!is(range.end - 1, ")") || bracket <= range.begin) return false;
  const Range callee{range.begin, bracket};
  const Range bare = unwrapped(callee);
  if (is(bare.begin, "function")) {
    type = of_returns({function_body(bare.begin), bare.end});
    return true;
  }
  const Token& name = at(bracket - 1);
  if (name.kind != TokenKind::name || is(bracket - 2, "new")) return true;
  const bool method = is(bracket - 2, ".") || is(bracket - 2, "?.");
  if (method && bracket - callee.begin == 3 && is(callee.begin, "Math")) {
    // Nashorn has max and min of two ints, and of ints only; everything else in Math is of doubles.
    const std::vector<Range> given = arguments(bracket);
    const bool ints = (name.is("max") || name.is("min")) && given.size() == 2 && only_literal(of(given[0])) &&
                      only_literal(of(given[1]));
    type = ints ? whole() : computed();
    return true;
  }
  const Token& receiver = at(std::max(callee.begin, bracket - 3));
  // Integer.valueOf is Java's.
  const bool of_class = method && name.is("valueOf") && receiver.kind == TokenKind::name &&
                        std::isupper(static_cast<unsigned char>(receiver.text[0])) != 0;
  const bool of_array = method && receiver.is("]") && receiver.partner == callee.begin;
  if (of_class) return true;
  if (method && among(kWholeMethods, name.text)) type = of_array ? computed() : whole();
  else if (among(method ? kComputedMethods : kComputedFunctions, name.text)) type = computed();
  else if (receiver.is("Number") && among(kComputedFunctions, name.text)) type = computed();
  // A Java date's time is a Long, which is seen by its value.
  if (name.is("getTime")) type.open = true;
  auto& known = method ? properties_ : variables_;
  const auto found = known.find(name.text);
  if (found != known.end() && !found->second.functions.empty()) type = of_functions(found->second);
  return true;
}

bool NumberTypes::simple(Range range, NumberType& type) {
  const Token& last = at(range.end - 1);
  const bool alone = range.end - range.begin == 1;
  if (alone && last.kind == TokenKind::number) type = of_number(last.text);
  if (last.kind != TokenKind::name) return true;
  const bool property = is(range.end - 2, ".") || is(range.end - 2, "?.");
  if (property && last.is("length")) {
    type = whole();
    return true;
  }
  auto& known = property ? properties_ : variables_;
  if (const auto found = known.find(last.text); (alone || property) && found != known.end()) type = follow(found->second);
  return true;
}

// Each name once: a name that leads back to itself adds nothing, and what was found on the way there is not kept.
NumberType NumberTypes::follow(Sources& sources) {
  if (sources.known) return *sources.known;
  NumberType type = sources.direct;
  if (sources.busy) {
    cut_short_ = true;
    return type;
  }
  const bool outer_cut = std::exchange(cut_short_, false);
  sources.busy = true;
  for (const Range expression : sources.expressions) type.join(of(expression));
  sources.busy = false;
  if (!cut_short_ || depth_ <= 1) sources.known = type;
  cut_short_ = cut_short_ || outer_cut;
  return type;
}

NumberType NumberTypes::of_functions(Sources& sources) {
  if (sources.busy) return open();
  NumberType type;
  sources.busy = true;
  for (const Range body : sources.functions) type.join(of_returns(body));
  sources.busy = false;
  return type;
}

NumberType NumberTypes::of_returns(Range body) {
  NumberType type;
  for (int i = body.begin + 1; i > 0 && i < body.end; ++i) {
    if (is(i, "function")) i = std::max(i, at(function_body(i)).partner);
    else if (is(i, "return") && at(i).kind == TokenKind::keyword) type.join(of({i + 1, end_of_operand(i + 1)}));
  }
  return type;
}

std::vector<Range> NumberTypes::arguments(int open) const {
  std::vector<Range> found;
  const int end = at(open).partner;
  int begin = open + 1;
  for (int i = begin; i < end; ++i) {
    if (at(i).partner > i) i = at(i).partner;
    if (!is(i, ",")) continue;
    found.push_back({begin, i});
    begin = i + 1;
  }
  if (begin < end) found.push_back({begin, end});
  return found;
}

}  // namespace baton::script
