#include <fmt/format.h>

#include <algorithm>

#include "conformance/report/reports.hpp"

namespace baton::conformance {

namespace {

constexpr std::size_t kLongestMessage = 600;

std::string shortened(const std::string& message) {
  std::string text = message.size() <= kLongestMessage ? message : message.substr(0, kLongestMessage) + "...";
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 6) text.replace(at, 1, "\n     ");
  return text;
}

std::string not_passed(const CaseResult& result) {
  const Case& one = *result.subject_case;
  const std::string place = one.group + "/" + one.name;
  if (result.verdict.outcome == Outcome::skipped) {
    return fmt::format("{:<8}{}\n     {}\n", outcome_name(Outcome::skipped), place, shortened(result.verdict.message));
  }
  std::string text;
  for (const TestResult& test : result.tests) {
    if (test.verdict.outcome == Outcome::passed) continue;
    text += fmt::format("{:<8}{}{}\n     {}\n", outcome_name(test.verdict.outcome), place,
                        result.tests.size() > 1 ? " (" + test.name + ")" : "", shortened(test.verdict.message));
  }
  return text;
}

std::string row(const std::string& name, const Counts& counts, std::size_t width) {
  return fmt::format("{:<{}} {:>7} {:>7} {:>7} {:>7}\n", name, width, counts.passed, counts.failed, counts.refused,
                     counts.skipped);
}

}  // namespace

std::string table_report(const SuiteResult& result) {
  std::string text;
  for (const CaseResult& one : result.cases) {
    if (one.verdict.outcome != Outcome::passed) text += not_passed(one);
  }
  std::size_t width = result.suite.size();
  for (const auto& [group, counts] : result.groups) width = std::max(width, group.size());
  if (!text.empty()) text += "\n";
  text += fmt::format("{:<{}} {:>7} {:>7} {:>7} {:>7}\n", result.suite, width, "passed", "failed", "refused", "skipped");
  for (const auto& [group, counts] : result.groups) text += row(group, counts, width);
  text += row("all", result.counts, width);
  text += fmt::format("{} of {} passed ({} of {} tests)\n", result.counts.passed,
                      result.counts.total() - result.counts.skipped, result.tests.passed, result.tests.total());
  return text;
}

}  // namespace baton::conformance
