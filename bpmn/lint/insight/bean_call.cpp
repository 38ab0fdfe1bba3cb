// Camunda's expressions may call beans of the Java application around the engine; here there is no such application.
#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>

#include "bpmn/lint/insight/tables.hpp"
#include "bpmn/lint/insight/variables.hpp"

namespace baton::bpmn::lint {

namespace {

// What values of variables have: texts, numbers, dates, collections, JSON and XML (expression/juel).
constexpr std::array kOfValues = std::to_array<std::string_view>({
    "add", "after", "append", "attr", "attrs", "before", "boolValue", "charAt", "childElement", "childElements", "compareTo",
    "concat", "contains", "containsKey", "containsValue", "content", "date", "deleteProp", "element", "elementList", "elements",
    "endsWith", "entrySet", "equals", "equalsIgnoreCase", "fieldNames", "get", "getContent", "getName", "getTime", "hasAttr",
    "hasProp", "hashCode", "indexOf", "intValue", "isArray", "isBlank", "isBoolean", "isEmpty", "isNumber", "isObject",
    "isString", "iterator", "jsonPath", "keySet", "lastIndexOf", "length", "longValue", "mapTo", "matches", "numberValue", "plus",
    "prop", "put", "remove", "replace", "replaceAll", "size", "split", "startsWith", "stringValue", "substring", "textContent",
    "toInstant", "toJson", "toLowerCase", "toString", "toUpperCase", "trim", "unwrap", "value", "valueOf", "values", "xPath",
    "doubleValue", "getDay", "getHours", "getMonth", "getYear", "plusDays", "minusDays", "plusHours", "minusHours"});

bool is_of_values(std::string_view method) { return std::find(kOfValues.begin(), kOfValues.end(), method) != kOfValues.end(); }

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The method of the first "name.method(" in the expression; empty when there is none.
std::string called_method(std::string_view expression, std::string_view name) {
  for (std::size_t at = expression.find(name); at != std::string_view::npos; at = expression.find(name, at + 1)) {
    const bool begins = at == 0 || (!is_word(expression[at - 1]) && expression[at - 1] != '.');
    std::size_t end = at + name.size();
    if (!begins || end >= expression.size() || expression[end] != '.') continue;
    const std::size_t method = ++end;
    while (end < expression.size() && is_word(expression[end])) ++end;
    if (end < expression.size() && expression[end] == '(') return std::string(expression.substr(method, end - method));
  }
  return "";
}

void check(const Look& look) {
  const Variables variables(look.diagram());
  for (const Read& read : variables.reads()) {
    if (variables.is_written(read.name)) continue;
    const std::string method = called_method(without_literals(read.where.text), read.name);
    if (method.empty() || is_of_values(method)) continue;
    look.report(read.where.owner, read.where.at,
                fmt::format("'{}.{}(...)' calls a bean, and there are none here: let a worker do it (an external task) and read "
                            "the variable that it sets", read.name, method));
  }
}

}  // namespace

const LintRule& bean_call() {
  static constexpr LintRule kRule{"bean-call", Family::insight, Severity::warning,
                                  "Expressions call methods of variables, not of beans.", check};
  return kRule;
}

}  // namespace baton::bpmn::lint
