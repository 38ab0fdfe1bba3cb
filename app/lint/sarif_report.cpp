// SARIF 2.1.0 (OASIS), as code hosts and editors read it: one run, every rule that has a finding, a result for each finding.
#include <Poco/URI.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "app/lint/reports.hpp"
#include "bpmn/lint/catalogue.hpp"
#include "bpmn/lint/rule_pages.hpp"
#include "expression/value.hpp"

namespace baton::app {

namespace {

using bpmn::lint::CatalogueEntry;

constexpr std::array<const char*, 3> kLevels = {"note", "warning", "error"};

const char* level_of(bpmn::Severity severity) { return kLevels[static_cast<std::size_t>(severity)]; }

class Sarif {
 public:
  void add(const Linted& linted) {
    const std::string uri = uri_of(linted.file);
    artifacts_.push_back({{"location", {{"uri", uri}}}});
    if (!linted.unreadable.empty()) notify("error", linted.unreadable);
    for (const bpmn::Finding& finding : linted.loaded.findings) add(finding, uri);
    if (!linted.config || !configs_.emplace(linted.config.get(), true).second) return;
    for (const bpmn::Finding& problem : linted.config->problems) notify("warning", problem.message);
  }

  std::string text(bool is_successful) const {
    const Json driver{{"name", "baton lint"}, {"semanticVersion", BATON_VERSION}, {"version", BATON_VERSION}, {"rules", rules_}};
    const Json run{{"tool", {{"driver", driver}}},
                   {"columnKind", "utf16CodeUnits"},
                   {"invocations", Json::array({{{"executionSuccessful", is_successful},
                                                 {"toolExecutionNotifications", notifications_}}})},
                   {"artifacts", artifacts_},
                   {"results", results_}};
    const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
    return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }

 private:
  static std::string uri_of(const std::string& file) {
    std::string uri;
    Poco::URI::encode(file, "#?%[]<>\"{}|\\^` ", uri);
    return file.starts_with("/") ? "file://" + uri : uri;
  }

  void notify(const char* level, const std::string& message) {
    notifications_.push_back({{"level", level}, {"message", {{"text", message}}}});
  }

  std::size_t index_of(const bpmn::Finding& finding) {
    const auto [known, is_new] = indices_.emplace(finding.rule, rules_.size());
    if (is_new) rules_.push_back(rule_json(finding));
    return known->second;
  }

  static Json rule_json(const bpmn::Finding& finding) {
    Json rule{{"id", finding.rule}};
    const CatalogueEntry* entry = bpmn::lint::find_rule(finding.rule);
    if (!entry) return rule;
    rule["shortDescription"] = {{"text", entry->summary}};
    const auto& pages = bpmn::lint::rule_pages();
    if (const auto page = pages.find(entry->id); page != pages.end()) {
      rule["help"] = {{"text", entry->summary}, {"markdown", page->second}};
    }
    rule["defaultConfiguration"] = {{"level", level_of(entry->severity)}};
    rule["properties"] = {{"tags", Json::array({bpmn::lint::family_name(entry->family)})}};
    return rule;
  }

  void add(const bpmn::Finding& finding, const std::string& uri) {
    Json physical{{"artifactLocation", {{"uri", uri}, {"index", artifacts_.size() - 1}}}};
    if (finding.line > 0) physical["region"] = {{"startLine", finding.line}, {"startColumn", std::max(finding.column, 1)}};
    Json location{{"physicalLocation", physical}};
    if (!finding.element_id.empty()) {
      location["logicalLocations"] = Json::array({{{"name", finding.element_id}, {"kind", "element"}}});
    }
    const std::size_t index = index_of(finding);
    results_.push_back({{"ruleId", finding.rule},
                        {"ruleIndex", index},
                        {"level", level_of(finding.severity)},
                        {"message", {{"text", finding.message}}},
                        {"locations", Json::array({location})},
                        {"partialFingerprints", {{"elementAndRule/v1", fmt::format("{}#{}#{}", uri, finding.element_id, finding.rule)}}}});
  }

  Json rules_ = Json::array(), results_ = Json::array(), artifacts_ = Json::array(), notifications_ = Json::array();
  std::map<std::string, std::size_t> indices_;
  std::map<const void*, bool> configs_;
};

}  // namespace

std::string sarif_report(const std::vector<Linted>& files) {
  Sarif sarif;
  bool all_read = true;
  for (const Linted& linted : files) {
    sarif.add(linted);
    all_read = all_read && linted.unreadable.empty();
  }
  return sarif.text(all_read);
}

}  // namespace baton::app
