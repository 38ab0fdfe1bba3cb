#include <fmt/color.h>
#include <fmt/core.h>

#include <array>
#include <set>

#include "app/findings.hpp"
#include "app/lint/reports.hpp"

namespace baton::app {

namespace {

using bpmn::Severity;

constexpr std::array kColors = {fmt::terminal_color::cyan, fmt::terminal_color::yellow, fmt::terminal_color::red};

std::string plural(int count, const char* what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

std::string sum(const LintCounts& counts) {
  std::string text = plural(counts.errors, "error") + ", " + plural(counts.warnings, "warning");
  if (counts.infos > 0) text += ", " + plural(counts.infos, "info");
  return text;
}

LintCounts counts_of(const bpmn::Findings& findings) {
  return {count(findings, Severity::error), count(findings, Severity::warning), count(findings, Severity::info)};
}

std::string line_of(const std::string& file, const bpmn::Finding& finding, bool color) {
  std::string line = finding_line(file, finding);
  if (!color) return line;
  static constexpr std::array<std::string_view, 3> kWords = {": info: ", ": warning: ", ": error: "};
  const std::string_view word = kWords[static_cast<std::size_t>(finding.severity)];
  const std::size_t at = line.find(word);
  if (at == std::string::npos) return line;
  const auto style = fmt::fg(kColors[static_cast<std::size_t>(finding.severity)]) | fmt::emphasis::bold;
  return line.substr(0, at + 2) + fmt::format(style, "{}", word.substr(2, word.size() - 4)) + line.substr(at + word.size() - 2);
}

std::string file_text(const Linted& linted, bool color) {
  std::string text;
  for (const bpmn::Finding& finding : linted.loaded.findings) text += line_of(linted.file, finding, color) + "\n";
  if (!linted.loaded.is_bpmn) return text + linted.file + ": not a BPMN file\n";
  const bpmn::Findings& findings = linted.loaded.findings;
  return text + fmt::format("{}: {}\n", linted.file, findings.empty() ? "nothing wrong" : sum(counts_of(findings)));
}

}  // namespace

LintCounts count_all(const std::vector<Linted>& files) {
  LintCounts all;
  for (const Linted& linted : files) {
    const LintCounts one = counts_of(linted.loaded.findings);
    all = {all.errors + one.errors, all.warnings + one.warnings, all.infos + one.infos};
  }
  return all;
}

std::string text_report(const std::vector<Linted>& files, bool color) {
  std::string text;
  std::set<const bpmn::lint::Config*> told;
  for (const Linted& linted : files) {
    if (linted.config && told.insert(linted.config.get()).second) {
      for (const bpmn::Finding& problem : linted.config->problems) text += fmt::format("warning: {} [lint-config]\n", problem.message);
    }
    if (linted.unreadable.empty()) text += file_text(linted, color);
  }
  if (files.size() > 1) text += fmt::format("{}: {}\n", plural(static_cast<int>(files.size()), "file"), sum(count_all(files)));
  return text;
}

}  // namespace baton::app
