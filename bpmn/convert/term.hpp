// An expression of any of the dialects' languages as a tree, so that what is the same in two of them can be written in
// the other: FEEL (Camunda 8), JUEL (Camunda 7 and its relatives), and the plain Java expressions of jBPM.
//
// Only what means the same in both is carried over; everything else is a Problem that says what is missing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baton::bpmn::convert {

enum class Op : std::uint8_t {
  name, number, text, truth, null,  // leaves: Term::text
  or_, and_, eq, ne, lt, le, gt, ge, add, sub, mul, div, mod, power,
  neg, not_, empty,
  choice,   // condition, then, else
  member,   // one operand, and a name
  index,    // operand, index: from 0
  call,     // a function's name, arguments
  method,   // a method's name; object, arguments
  list,
  context,  // keys are Op::text: key, value, key, value
};

struct Term {
  Op op = Op::null;
  std::string text;
  std::vector<Term> parts;
};

enum class Tongue : std::uint8_t { feel, juel, java };

// Thrown: the text is not of its language, or uses what is not carried over.
struct Problem {
  std::string message;
};

// Throws Problem. Nests at most some hundred deep.
Term parse(std::string_view text, Tongue tongue);

// Without the "=" or "${}" around it. Throw Problem for what the other language lacks.
std::string to_juel(const Term& term);
std::string to_feel(const Term& term);

// Constants and sums of texts become text with ${} in it; everything else is one ${}.
std::string to_juel_template(const Term& term);

// "a ${b} c" -> its texts (Op::text) and expressions, in order. Throws Problem.
std::vector<Term> parse_juel_template(std::string_view text);

}  // namespace baton::bpmn::convert
