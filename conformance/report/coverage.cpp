#include <fmt/format.h>

#include <set>

#include "conformance/report/reports.hpp"

namespace baton::conformance {

namespace {

struct Row {
  std::set<std::string> clauses;
  std::vector<const CaseResult*> tests;

  std::string state() const {
    std::size_t passed = 0;
    for (const CaseResult* test : tests) passed += test->verdict.outcome == Outcome::passed;
    if (passed == tests.size()) return "executed";
    return passed == 0 ? "not executed" : fmt::format("in part: {} of {}", passed, tests.size());
  }
};

std::map<std::string, Row> rows_of(const SuiteResult& result) {
  std::map<std::string, Row> rows;
  for (const CaseResult& one : result.cases) {
    for (const std::string& element : one.subject_case->elements) {
      Row& row = rows[element];
      row.clauses.insert(one.subject_case->clause);
      row.tests.push_back(&one);
    }
  }
  return rows;
}

std::string links(const Row& row) {
  std::string text;
  for (const CaseResult* test : row.tests) {
    const bool passed = test->verdict.outcome == Outcome::passed;
    text += fmt::format("{}[{}](../conformance/suite/{}){}", text.empty() ? "" : ", ", test->subject_case->name,
                        test->subject_case->model_name, passed ? "" : " (fails)");
  }
  return text;
}

}  // namespace

std::string coverage_report(const SuiteResult& result) {
  std::string text = fmt::format(
      "# What of BPMN 2.0.2 is executed\n\n"
      "Written by `baton conformance own --coverage docs/bpmn-coverage.md`; a test holds it to be current. Each element and\n"
      "attribute is shown by behaviours of our own suite, small diagrams with what has to happen and the clause that says so.\n"
      "{} of {} behaviours are as specified.\n\n"
      "| element, attribute | clause | state | shown by |\n| --- | --- | --- | --- |\n",
      result.counts.passed, result.counts.total());
  for (const auto& [element, row] : rows_of(result)) {
    text += fmt::format("| `{}` | {} | {} | {} |\n", element, fmt::join(row.clauses, ", "), row.state(), links(row));
  }
  return text;
}

}  // namespace baton::conformance
