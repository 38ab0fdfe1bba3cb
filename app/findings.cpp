#include "app/findings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace baton::app {

namespace {

const char* severity_name(bpmn::Severity severity) {
  switch (severity) {
    case bpmn::Severity::info:
      return "info";
    case bpmn::Severity::warning:
      return "warning";
    case bpmn::Severity::error:
      return "error";
  }
  return "";
}

}  // namespace

std::string finding_line(const std::string& file, const bpmn::Finding& finding) {
  std::string place = file;
  if (finding.line > 0) place += fmt::format(":{}:{}", finding.line, std::max(finding.column, 1));
  return fmt::format("{}: {}: {} [{}]{}", place, severity_name(finding.severity), finding.message,
                     finding.rule, finding.element_id.empty() ? "" : " (" + finding.element_id + ")");
}

nlohmann::ordered_json finding_json(const bpmn::Finding& finding) {
  return {{"rule", finding.rule},
          {"severity", severity_name(finding.severity)},
          {"message", finding.message},
          {"elementId", finding.element_id.empty() ? nlohmann::ordered_json()
                                                   : nlohmann::ordered_json(finding.element_id)},
          {"relatedElementIds", finding.related_ids},
          {"line", finding.line},
          {"column", finding.column}};
}

int count(const bpmn::Findings& findings, bpmn::Severity severity) {
  return static_cast<int>(std::count_if(findings.begin(), findings.end(), [&](const bpmn::Finding& finding) {
    return finding.severity == severity;
  }));
}

}  // namespace baton::app
