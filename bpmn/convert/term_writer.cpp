// One writer for both languages; what they call things is in tables.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "bpmn/convert/term.hpp"

namespace baton::bpmn::convert {

namespace {

struct Sign {
  Op op;
  std::string_view juel, feel;
  int level;
};

constexpr std::array<Sign, 13> kSigns = {{
    {Op::or_, "||", "or", 1}, {Op::and_, "&&", "and", 2}, {Op::eq, "==", "=", 3}, {Op::ne, "!=", "!=", 3},
    {Op::lt, "<", "<", 4}, {Op::le, "<=", "<=", 4}, {Op::gt, ">", ">", 4}, {Op::ge, ">=", ">=", 4},
    {Op::add, "+", "+", 5}, {Op::sub, "-", "-", 5}, {Op::mul, "*", "*", 6}, {Op::div, "/", "/", 6}, {Op::mod, "%", "", 6},
}};

// FEEL's function of the value -> the value's method.
struct Function {
  std::string_view feel, juel;
  std::size_t arguments;  // without the value itself
  bool back;              // whether the method means this function, whatever it is called on
};

constexpr std::array<Function, 8> kFunctions = {{
    {"count", "size", 0, true}, {"string length", "length", 0, true}, {"upper case", "toUpperCase", 0, true},
    {"lower case", "toLowerCase", 0, true}, {"starts with", "startsWith", 1, true}, {"ends with", "endsWith", 1, true},
    {"contains", "contains", 1, false}, {"list contains", "contains", 1, false},
}};

// The counters of loops. Camunda 8 counts from 1, Camunda 7 from 0.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kCounters = {{
    {"numberOfInstances", "nrOfInstances"},
    {"numberOfActiveInstances", "nrOfActiveInstances"},
    {"numberOfCompletedInstances", "nrOfCompletedInstances"},
}};

constexpr int kUnary = 8, kPostfix = 9;

bool is_name_call(const Term& term, std::string_view name, std::size_t arguments) {
  return term.op == Op::call && term.text == name && term.parts.size() == arguments;
}

// execution.getVariable('x') -> x
std::optional<std::string> variable_read(const Term& term) {
  const bool is_read = term.op == Op::method && term.text == "getVariable" && term.parts.size() == 2 &&
                       term.parts[0].op == Op::name && term.parts[0].text == "execution" && term.parts[1].op == Op::text;
  return is_read ? std::optional(term.parts[1].text) : std::nullopt;
}

std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') out += '\\';
    out += c;
  }
  return out + quote;
}

class Writer {
 public:
  explicit Writer(bool juel) : juel_(juel) {}

  std::string write(const Term& term, int level) {
    for (const Sign& sign : kSigns) {
      if (sign.op == term.op) return wrapped(binary(term, sign), level > sign.level);
    }
    switch (term.op) {
      case Op::name: return name(term.text);
      case Op::number: return term.text;
      case Op::text: return text(term.text);
      case Op::truth: return term.text;
      case Op::null: return "null";
      case Op::neg: return wrapped("-" + write(term.parts[0], kUnary), level > kUnary);
      case Op::not_: return juel_ ? "!" + write(term.parts[0], kPostfix) : "not(" + write(term.parts[0], 0) + ")";
      case Op::choice: return wrapped(choice(term), level > 0);
      case Op::member: return member(term);
      case Op::index: return index(term);
      case Op::call: return call(term);
      case Op::method: return method(term);
      case Op::empty: throw Problem{"'empty' asks of texts and lists what FEEL asks in other words"};
      case Op::power: throw Problem{"powers are not carried over"};
      case Op::list: return list(term);
      case Op::context: return context(term);
      default: throw Problem{"this is not carried over"};
    }
  }

 private:
  static std::string wrapped(std::string text, bool in_brackets) {
    return in_brackets ? "(" + std::move(text) + ")" : std::move(text);
  }

  std::string name(const std::string& name) const {
    if (name == "loopCounter") return juel_ ? "(loopCounter + 1)" : "(loopCounter - 1)";
    for (const auto& [feel, juel] : kCounters) {
      if (name == (juel_ ? feel : juel)) return std::string(juel_ ? juel : feel);
    }
    if (juel_ && name == "numberOfTerminatedInstances") throw Problem{"nobody counts numberOfTerminatedInstances here"};
    for (const std::string_view object : {"execution", "task", "externalTask"}) {
      if (!juel_ && name == object) throw Problem{fmt::format("FEEL has no '{}'", object)};
    }
    return name;
  }

  std::string text(const std::string& text) const {
    if (juel_ && text.find_first_of("\n\r\t") != std::string::npos) throw Problem{"line ends in texts are not carried over"};
    return quoted(text, juel_ ? '\'' : '"');
  }

  std::string binary(const Term& term, const Sign& sign) {
    const std::string_view word = juel_ ? sign.juel : sign.feel;
    if (word.empty()) return fmt::format("modulo({}, {})", write(term.parts[0], 0), write(term.parts[1], 0));
    if (juel_ && term.op == Op::add && has_text(term)) throw Problem{"a sum of texts inside an expression is not carried over"};
    std::string left = write(term.parts[0], sign.level);
    // What is missing is null in FEEL and an error in JUEL.
    const bool asks_null = term.parts[1].op == Op::null && (term.op == Op::eq || term.op == Op::ne);
    if (juel_ && asks_null && term.parts[0].op == Op::name) left = read_if_there(term.parts[0].text);
    return fmt::format("{} {} {}", left, word, write(term.parts[1], sign.level + 1));
  }

  static bool has_text(const Term& term) {
    if (term.op == Op::text || is_name_call(term, "string", 1)) return true;
    return term.op == Op::add && (has_text(term.parts[0]) || has_text(term.parts[1]));
  }

  static std::string read_if_there(const std::string& name) {
    return fmt::format("execution.getVariable({})", quoted(name, '\''));
  }

  std::string choice(const Term& term) {
    const std::string condition = write(term.parts[0], 1), yes = write(term.parts[1], 1), no = write(term.parts[2], 1);
    return fmt::format(fmt::runtime(juel_ ? "{} ? {} : {}" : "if {} then {} else {}"), condition, yes, no);
  }

  std::string member(const Term& term) { return write(term.parts[0], kPostfix) + "." + term.text; }

  std::string index(const Term& term) {
    const Term& index = term.parts[1];
    if (juel_) return fmt::format("{}[{}]", write(term.parts[0], kPostfix), write(index, 0));
    const bool is_plain = index.op == Op::number && index.text.find('.') == std::string::npos && index.text.size() < 9;
    if (index.op == Op::text) return member({Op::member, index.text, {term.parts[0]}});
    if (!is_plain) throw Problem{"FEEL counts from 1, so an index must be a number"};
    return fmt::format("{}[{}]", write(term.parts[0], kPostfix), std::stol(index.text) + 1);
  }

  std::string call(const Term& term) {
    if (!juel_) throw Problem{fmt::format("FEEL has no function '{}'", term.text)};
    if (is_name_call(term, "now", 0)) return "now()";
    if (is_name_call(term, "is defined", 1) && term.parts[0].op == Op::name) {
      return fmt::format("execution.hasVariable({})", quoted(term.parts[0].text, '\''));
    }
    if (is_name_call(term, "get or else", 2) && term.parts[0].op == Op::name) {
      const std::string read = read_if_there(term.parts[0].text);
      return fmt::format("({} != null ? {} : {})", read, read, write(term.parts[1], 1));
    }
    if (is_name_call(term, "modulo", 2)) {
      return fmt::format("({} % {})", write(term.parts[0], 6), write(term.parts[1], 7));
    }
    for (const Function& row : kFunctions) {
      if (!is_name_call(term, row.feel, row.arguments + 1)) continue;
      const std::string argument = row.arguments == 0 ? "" : write(term.parts[1], 0);
      return fmt::format("{}.{}({})", write(term.parts[0], kPostfix), row.juel, argument);
    }
    throw Problem{fmt::format("the function '{}' is not carried over", term.text)};
  }

  std::string method(const Term& term) {
    if (term.text == "equals" && term.parts.size() == 2) {
      return wrapped(binary({Op::eq, "", term.parts}, kSigns[2]), true);
    }
    if (juel_) {
      for (const Function& row : kFunctions) {
        if (row.juel != term.text || row.arguments + 1 != term.parts.size()) continue;
        const std::string argument = row.arguments == 0 ? "" : write(term.parts[1], 0);
        return fmt::format("{}.{}({})", write(term.parts[0], kPostfix), row.juel, argument);
      }
      throw Problem{fmt::format("the method '{}' is not carried over", term.text)};
    }
    if (const auto variable = variable_read(term)) return *variable;
    for (const Function& row : kFunctions) {
      if (!row.back || row.juel != term.text || row.arguments + 1 != term.parts.size()) continue;
      std::string arguments = write(term.parts[0], 0);
      if (row.arguments == 1) arguments += ", " + write(term.parts[1], 0);
      return fmt::format("{}({})", row.feel, arguments);
    }
    throw Problem{fmt::format("the method '{}' is not carried over", term.text)};
  }

  std::string list(const Term& term) {
    if (juel_) throw Problem{"JUEL has no lists of its own"};
    std::string out;
    for (const Term& part : term.parts) out += (out.empty() ? "" : ", ") + write(part, 0);
    return "[" + out + "]";
  }

  std::string context(const Term& term) {
    if (juel_) throw Problem{"JUEL has no contexts"};
    std::string out;
    for (std::size_t i = 0; i + 1 < term.parts.size(); i += 2) {
      out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", quoted(term.parts[i].text, '"'), write(term.parts[i + 1], 0));
    }
    return "{" + out + "}";
  }

  bool juel_;
};

// Functions that make of a text what the engine reads of a text as well.
bool is_reading(const Term& term) {
  for (const std::string_view name : {"string", "duration", "date and time", "date", "time"}) {
    if (is_name_call(term, name, 1)) return true;
  }
  return false;
}

// Is every sum in it one of texts?
bool is_text_sum(const Term& term) {
  if (term.op == Op::text || is_name_call(term, "string", 1)) return true;
  return term.op == Op::add && (is_text_sum(term.parts[0]) || is_text_sum(term.parts[1]));
}

}  // namespace

std::string to_juel(const Term& term) { return Writer(true).write(term, 0); }
std::string to_feel(const Term& term) { return Writer(false).write(term, 0); }

std::string to_juel_template(const Term& term) {
  if (is_reading(term)) return to_juel_template(term.parts[0]);
  if (term.op == Op::text) {
    if (term.text.find("${") != std::string::npos || term.text.find("#{") != std::string::npos) {
      throw Problem{"a text that looks like an expression is not carried over"};
    }
    return term.text;
  }
  if (is_text_sum(term)) return to_juel_template(term.parts[0]) + to_juel_template(term.parts[1]);
  return "${" + to_juel(term) + "}";
}

}  // namespace baton::bpmn::convert
