// Where the values of variables, properties and the whole script come from: assignments, declarations, statements.
#include <algorithm>

#include "expression/script/number_types.hpp"

namespace baton::script {

namespace {

using Names = std::initializer_list<std::string_view>;

bool among(Names names, const Token& token) {
  return token.kind != TokenKind::string && std::ranges::find(names, token.text) != names.end();
}

// A string or name as the key of a property.
std::string_view key_of(const Token& token) {
  if (token.kind == TokenKind::string) return token.text.substr(1, token.text.size() - 2);
  return token.text;
}

}  // namespace

NumberTypes::NumberTypes(const std::vector<Token>& tokens) : tokens_(tokens), in_function_(tokens.size(), false) {
  find_functions();
  find_sources();
}

int NumberTypes::function_body(int i) const {
  while (i < count() && !is(i, "(")) ++i;
  if (i >= count()) return count() - 1;
  const int body = at(i).partner + 1;
  return is(body, "{") ? body : at(i).partner;
}

void NumberTypes::find_functions() {
  for (int i = 0; i < count(); ++i) {
    const bool function = is(i, "function") && at(i).kind == TokenKind::keyword;
    const int body = function ? function_body(i) : is(i, "=>") && is(i + 1, "{") ? i + 1 : -1;
    if (body < 0) continue;
    for (int k = body; k < std::max(body, at(body).partner); ++k) in_function_[static_cast<std::size_t>(k)] = true;
  }
}

// --- Names ------------------------------------------------------------------------------------------

void NumberTypes::find_sources() {
  for (int i = 0; i < count(); ++i) {
    const Token& token = at(i);
    if (among({"var", "let", "const"}, token)) note_declarations(i);
    if (is(i, "function") || is(i, "catch")) {
      int open = i + 1;
      while (open < count() && !is(open, "(") && !is(open, "{")) ++open;
      if (is(open, "(")) note_parameters(open);
    }
    if (is(i, "function") && i + 1 < count() && at(i + 1).kind == TokenKind::name) {
      const int body = function_body(i);
      variables_[at(i + 1).text].functions.push_back({body, at(body).partner});
      if (!in_function_[static_cast<std::size_t>(i)]) top_level_.insert(at(i + 1).text);
    }
    if (is(i, "=>") && i > 0) {
      if (at(i - 1).kind == TokenKind::name) variables_[at(i - 1).text].direct.open = true;
      else if (is(i - 1, ")")) note_parameters(at(i - 1).partner);
    }
    const bool property = i > 0 && (is(i - 1, ".") || is(i - 1, "?."));
    if (token.kind == TokenKind::name) {
      const bool assigned = i + 1 < count() && (among({"=", "+=", "-=", "*=", "/=", "%=", "**=", ">>>=", "|=", "&=", "^=",
                                                        "<<=", ">>=", "||=", "&&=", "?\?=", "++", "--"}, at(i + 1)));
      int start = i;
      while (is(start - 1, ".") && start >= 2) start -= 2;
      const bool stepped = start > 0 && (is(start - 1, "++") || is(start - 1, "--")) && !is(i + 1, ".");
      if (assigned || stepped) note_assignment(i, property ? properties_[token.text] : variables_[token.text]);
    }
    const bool key = (token.kind == TokenKind::name || token.kind == TokenKind::string) && is(i + 1, ":") &&
                     (is(i - 1, "{") || is(i - 1, ","));
    if (key) {
      Sources& sources = properties_[key_of(token)];
      sources.expressions.push_back({i + 2, end_of_operand(i + 2)});
      if (is(i + 2, "function")) sources.functions.push_back({function_body(i + 2), at(function_body(i + 2)).partner});
    }
  }
}

void NumberTypes::note_assignment(int name, Sources& sources) {
  const int operation = name + 1;
  if (operation < count() && among({"=", "||=", "&&=", "?\?="}, at(operation))) {
    sources.expressions.push_back({name + 2, end_of_operand(name + 2)});
    if (is(name + 2, "function")) {
      const int body = function_body(name + 2);
      sources.functions.push_back({body, at(body).partner});
    }
  } else if (operation < count() && among({"|=", "&=", "^=", "<<=", ">>="}, at(operation))) {
    sources.direct.whole = true;
  } else {
    sources.direct.computed = true;
  }
}

// `var a = 1, b` and `for (var k in list)`: the values of those assigned are found as assignments.
void NumberTypes::note_declarations(int keyword) {
  const bool top_level = is(keyword, "var") && !in_function_[static_cast<std::size_t>(keyword)];
  for (int i = keyword + 1; i < count();) {
    if (at(i).kind == TokenKind::name) {
      Sources& sources = variables_[at(i).text];
      if (top_level) top_level_.insert(at(i).text);
      if (is(i + 1, "in") || is(i + 1, "of")) sources.direct.open = true;
      i = is(i + 1, "=") ? end_of_operand(i + 2) : i + 1;
    } else if (at(i).partner > i) {  // a pattern
      note_parameters(i);
      i = at(i).partner + 1;
      if (is(i, "=")) i = end_of_operand(i + 1);
    } else {
      return;
    }
    if (!is(i, ",")) return;
    ++i;
  }
}

void NumberTypes::note_parameters(int open) {
  for (int i = open + 1; i < at(open).partner; ++i)
    if (at(i).kind == TokenKind::name && !is(i - 1, ".")) variables_[at(i).text].direct.open = true;
}

// --- Statements -------------------------------------------------------------------------------------

// A line's end ends the statement where nothing carries it on.
bool NumberTypes::statement_ends_before(int i) const {
  const Token& token = at(i);
  if (!token.newline_before || !ends_operand(at(i - 1))) return false;
  if (token.kind == TokenKind::punctuator) return among({"++", "--", "!", "~", "{"}, token);
  return !among({"in", "instanceof"}, token);
}

int NumberTypes::end_of_operand(int begin) const {
  for (int i = begin; i < count(); ++i) {
    if (i > begin && statement_ends_before(i)) return i;
    if (among({",", ";", ")", "]", "}"}, at(i))) return i;
    if (at(i).partner > i) i = at(i).partner;
  }
  return count();
}

namespace {

int end_of_statement(const std::vector<Token>& tokens, int begin, int end, const auto& ends_before) {
  for (int i = begin; i < end; ++i) {
    const Token& token = tokens[static_cast<std::size_t>(i)];
    if (i > begin && ends_before(i)) return i;
    if (token.is(";") || token.is("}")) return i;
    if (token.partner > i) i = token.partner;
  }
  return end;
}

}  // namespace

NumberType NumberTypes::of_completion() {
  NumberType completion = {.open = true};
  completion_of({0, count()}, completion);
  return completion;
}

void NumberTypes::completion_of(Range range, NumberType& completion) {
  for (int i = range.begin; i < range.end;) i = std::max(i + 1, skip_statement(i, range.end, completion));
}

// Past the statement at i. Its value, if it has one, replaces the completion; those of the branches of a
// statement are joined.
int NumberTypes::skip_statement(int i, int end, NumberType& completion) {
  const auto statement_end = [&](int from) {
    return end_of_statement(tokens_, from, end, [&](int k) { return statement_ends_before(k); });
  };
  if (i >= end || is(i, ";")) return i + 1;
  if (depth_ >= 50) return end;
  const Token& token = at(i);
  if (token.is("{") && token.partner > i) {
    ++depth_;
    completion_of({i + 1, token.partner}, completion);
    --depth_;
    return token.partner + 1;
  }
  if (among({"function", "class"}, token)) {
    const int body = is(i, "function") ? function_body(i) : first_operator({i, end}, {"{"});
    int k = i;
    while (k < end && !is(k, "{")) ++k;
    return is(i, "function") ? at(body).partner + 1 : k < end ? at(k).partner + 1 : end;
  }
  if (among({"var", "let", "const", "return", "throw", "break", "continue", "debugger", "import", "export"}, token))
    return statement_end(i + 1);
  if (among({"case", "default"}, token)) {
    const int colon = first_operator({i, end}, {":"});
    return colon < 0 ? end : colon + 1;
  }
  if (among({"else", "do", "try", "finally"}, token)) return i + 1;
  if (among({"if", "for", "while", "with", "switch", "catch"}, token)) {
    int open = i + 1;
    while (open < end && !is(open, "(") && !is(open, "{")) ++open;
    if (open >= end || is(open, "{")) return open;
    // What stands in the body joins what came before: it may not run at all.
    NumberType inner;
    ++depth_;
    const int after = skip_statement(at(open).partner + 1, end, inner);
    --depth_;
    inner.join(completion.says_nothing() ? NumberType{} : completion);
    completion = inner;
    return after;
  }
  if (token.kind == TokenKind::name && is(i + 1, ":")) return i + 2;
  const int after = statement_end(i);
  const int stop = after < count() && after > i ? after : std::min(after, count());
  completion = of({i, stop});
  return is(after, ";") ? after + 1 : after;
}

}  // namespace baton::script
