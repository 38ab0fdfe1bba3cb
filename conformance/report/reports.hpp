// The result of a suite, for people and for programs.
#pragma once

#include <string>

#include "conformance/runner.hpp"

namespace baton::conformance {

// What did not pass, then a table by group and a closing line.
std::string table_report(const SuiteResult& result);

// One object: suite, engine, passed, failed, refused, skipped (in cases), tests, groups, cases.
std::string json_report(const SuiteResult& result);

// JUnit's XML: a testsuite for each group.
std::string junit_report(const SuiteResult& result);

// A page that stands alone: the table; of each case that did not pass its diagram with the path taken, and its trace.
std::string html_report(const SuiteResult& result);

// Markdown: each element that the cases name, its clauses, whether it is executed, and by which cases that is shown.
std::string coverage_report(const SuiteResult& result);

std::string escape_xml(const std::string& text);

}  // namespace baton::conformance
