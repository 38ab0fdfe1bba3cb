#include <nlohmann/json.hpp>

#include "app/findings.hpp"
#include "app/lint/reports.hpp"
#include "expression/value.hpp"

namespace baton::app {

namespace {

using bpmn::Severity;

Json file_json(const Linted& linted) {
  Json findings = Json::array();
  for (const bpmn::Finding& finding : linted.loaded.findings) findings.push_back(finding_json(finding));
  Json report{{"file", linted.file},
              {"bpmn", linted.loaded.is_bpmn},
              {"errors", count(linted.loaded.findings, Severity::error)},
              {"warnings", count(linted.loaded.findings, Severity::warning)},
              {"infos", count(linted.loaded.findings, Severity::info)},
              {"findings", findings}};
  if (!linted.unreadable.empty()) report["unreadable"] = linted.unreadable;
  if (!linted.config || linted.config->file.empty()) return report;
  Json problems = Json::array();
  for (const bpmn::Finding& problem : linted.config->problems) problems.push_back(problem.message);
  report["configuration"] = {{"file", linted.config->file}, {"problems", problems}};
  return report;
}

}  // namespace

std::string json_report(const std::vector<Linted>& files, bool one_file) {
  Json report;
  if (one_file && files.size() == 1) {
    report = file_json(files.front());
  } else {
    Json list = Json::array();
    for (const Linted& linted : files) list.push_back(file_json(linted));
    const LintCounts all = count_all(files);
    report = {{"files", list}, {"errors", all.errors}, {"warnings", all.warnings}, {"infos", all.infos}};
  }
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace baton::app
