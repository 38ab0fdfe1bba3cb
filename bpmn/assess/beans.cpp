#include "bpmn/assess/beans.hpp"

#include <algorithm>
#include <array>

#include "bpmn/convert/term.hpp"

namespace baton::bpmn::assess {

namespace {

using convert::Op;
using convert::Term;

constexpr std::array<std::string_view, 7> kOwnObjects = {"execution",         "delegateExecution", "task", "externalTask",
                                                         "caseExecution",     "identityService",   "delegateTask"};
// Of texts, lists, maps, dates and JSON.
constexpr std::array<std::string_view, 32> kValueMethods = {
    "size",     "isEmpty",   "contains",   "containsKey", "get",       "length",     "equals",     "equalsIgnoreCase",
    "startsWith", "endsWith", "toString",  "toUpperCase", "toLowerCase", "trim",     "indexOf",    "substring",
    "prop",     "value",     "elements",   "jsonPath",    "numberValue", "stringValue", "boolValue", "hasProp",
    "plusDays", "plusHours", "toDate",     "before",      "after",     "getTime",    "keySet",     "values"};

template <std::size_t size>
bool is_one_of(std::string_view text, const std::array<std::string_view, size>& known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

void collect(const Term& term, std::vector<std::string>& beans) {
  if (term.op == Op::method && term.parts[0].op == Op::name && !is_one_of(term.parts[0].text, kOwnObjects) &&
      !is_one_of(term.text, kValueMethods) && std::find(beans.begin(), beans.end(), term.parts[0].text) == beans.end()) {
    beans.push_back(term.parts[0].text);
  }
  for (const Term& part : term.parts) collect(part, beans);
}

}  // namespace

std::vector<std::string> called_beans(std::string_view text) {
  std::vector<std::string> beans;
  if (text.find('(') == std::string_view::npos) return beans;
  try {
    for (const Term& part : convert::parse_juel_template(text)) collect(part, beans);
  } catch (const convert::Problem&) {
    // What is wrong with it is told by the rules.
  }
  return beans;
}

}  // namespace baton::bpmn::assess
