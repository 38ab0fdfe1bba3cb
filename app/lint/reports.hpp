// What baton lint prints.
#pragma once

#include <string>
#include <vector>

#include "app/lint/target.hpp"

namespace baton::app {

struct LintCounts {
  int errors = 0, warnings = 0, infos = 0;
};
LintCounts count_all(const std::vector<Linted>& files);

// One line a finding, one for each file, and for several a line about all. `color`: escape sequences of terminals.
std::string text_report(const std::vector<Linted>& files, bool color);
// {file, bpmn, errors, warnings, infos, findings}; for several files {files: [these], errors, warnings, infos}.
std::string json_report(const std::vector<Linted>& files, bool one_file);
// SARIF 2.1.0.
std::string sarif_report(const std::vector<Linted>& files);

// The catalogue, a table in Markdown: docs/rules/README.md is this.
std::string rules_page();
// The page of a rule, or what the catalogue says of it. Throws UsageError for a rule that there is not.
std::string explanation(const std::string& rule);

}  // namespace baton::app
