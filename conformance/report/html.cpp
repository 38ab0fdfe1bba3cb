#include <fmt/format.h>

#include "conformance/report/picture.hpp"
#include "conformance/report/reports.hpp"

namespace baton::conformance {

namespace {

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Conformance</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1f24 }
table { border-collapse: collapse; margin: 1rem 0 } th, td { padding: .25rem .75rem; border-bottom: 1px solid #d8dee4; text-align: left }
td.number { text-align: right } .failed, .refused { color: #b3261e } .passed { color: #1a7f37 } .skipped { color: #6e7781 }
section { border-top: 2px solid #d8dee4; margin-top: 2rem } pre { white-space: pre-wrap; background: #f6f8fa; padding: .75rem }
.diagram { overflow: auto; border: 1px solid #d8dee4 } svg { max-width: 100%; height: auto }
</style></head><body>
)";

std::string row(const std::string& name, const Counts& counts) {
  return fmt::format(
      "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td "
      "class=\"number\">{}</td></tr>\n",
      escape_xml(name), counts.passed, counts.failed, counts.refused, counts.skipped);
}

std::string summary(const SuiteResult& result) {
  std::string text = fmt::format(
      "<h1>{}</h1>\n<p>Engine: {}. {} of {} passed ({} of {} tests).</p>\n<table><tr><th>group</th><th>passed</th>"
      "<th>failed</th><th>refused</th><th>skipped</th></tr>\n",
      escape_xml(result.suite), escape_xml(result.engine), result.counts.passed,
      result.counts.total() - result.counts.skipped, result.tests.passed, result.tests.total());
  for (const auto& [group, counts] : result.groups) text += row(group, counts);
  return text + row("all", result.counts) + "</table>\n";
}

std::string path_table(const std::vector<Taken>& path) {
  if (path.empty()) return "";
  std::string text = "<table><tr><th>activity</th><th>type</th><th></th></tr>\n";
  for (const Taken& taken : path) {
    text += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", escape_xml(taken.activity_id),
                        escape_xml(taken.type), escape_xml(taken.end));
  }
  return text + "</table>\n";
}

std::string section(const CaseResult& result) {
  const Case& one = *result.subject_case;
  std::string text = fmt::format("<section><h2>{} <span class=\"{}\">{}</span></h2>\n<p>{}</p>\n",
                                 escape_xml(one.group + "/" + one.name), outcome_name(result.verdict.outcome),
                                 outcome_name(result.verdict.outcome), escape_xml(one.title));
  for (const TestResult& test : result.tests) {
    if (test.verdict.outcome == Outcome::passed) continue;
    text += fmt::format("<h3>{}</h3>\n<pre>{}</pre>\n", escape_xml(test.name), escape_xml(test.verdict.message));
    text += "<div class=\"diagram\">" + picture(one.model, test.path) + "</div>\n" + path_table(test.path);
  }
  return text + "</section>\n";
}

}  // namespace

std::string html_report(const SuiteResult& result) {
  std::string text = kHead + summary(result);
  for (const CaseResult& one : result.cases) {
    if (one.verdict.outcome != Outcome::passed) text += section(one);
  }
  return text + "</body></html>\n";
}

}  // namespace baton::conformance
