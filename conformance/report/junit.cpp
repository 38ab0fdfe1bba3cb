#include <fmt/format.h>

#include "conformance/report/reports.hpp"

namespace baton::conformance {

namespace {

// The element inside <testcase> that says why it did not pass; nothing when it did.
std::string reason(const Verdict& verdict) {
  switch (verdict.outcome) {
    case Outcome::passed:
      return "";
    case Outcome::failed:
      return "<failure message=\"" + escape_xml(verdict.message) + "\"/>";
    case Outcome::refused:
      return "<failure type=\"refused\" message=\"" + escape_xml(verdict.message) + "\"/>";
    case Outcome::skipped:
      return "<skipped message=\"" + escape_xml(verdict.message) + "\"/>";
  }
  return "";
}

std::string testcase(const std::string& suite, const Case& one, const std::string& name, const Verdict& verdict) {
  return fmt::format("    <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n", escape_xml(suite + "." + one.group),
                     escape_xml(name), reason(verdict));
}

std::string testcases(const SuiteResult& result, const CaseResult& of) {
  const Case& one = *of.subject_case;
  // What differs on purpose is skipped as a whole.
  if (of.verdict.outcome == Outcome::skipped) return testcase(result.suite, one, one.name, of.verdict);
  std::string text;
  for (const TestResult& test : of.tests) {
    text += testcase(result.suite, one, of.tests.size() > 1 ? one.name + " " + test.name : one.name, test.verdict);
  }
  return text;
}

}  // namespace

std::string escape_xml(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += "&#10;";
        break;
      default:
        // Other control characters are not XML at all.
        escaped += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? ' ' : c;
    }
  }
  return escaped;
}

std::string junit_report(const SuiteResult& result) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"" + escape_xml(result.suite) + "\">\n";
  for (const auto& [group, counts] : result.groups) {
    text += fmt::format("  <testsuite name=\"{}\">\n", escape_xml(group));
    for (const CaseResult& one : result.cases) {
      if (one.subject_case->group == group) text += testcases(result, one);
    }
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

}  // namespace baton::conformance
