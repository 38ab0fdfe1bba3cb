#include <nlohmann/json.hpp>

#include "conformance/report/reports.hpp"

namespace baton::conformance {

namespace {

using Json = nlohmann::ordered_json;

Json counted(const Counts& counts) {
  return {{"passed", counts.passed}, {"failed", counts.failed}, {"refused", counts.refused}, {"skipped", counts.skipped}};
}

Json test_json(const TestResult& test) {
  Json json = {{"name", test.name}, {"outcome", outcome_name(test.verdict.outcome)}, {"message", test.verdict.message}};
  if (test.path.empty()) return json;
  json["trace"] = Json::array();
  for (const Taken& taken : test.path) {
    json["trace"].push_back({{"activityId", taken.activity_id}, {"type", taken.type}, {"end", taken.end}});
  }
  return json;
}

Json case_json(const CaseResult& result) {
  const Case& one = *result.subject_case;
  Json json = {{"group", one.group},
               {"name", one.name},
               {"model", one.model_name},
               {"elements", one.elements},
               {"outcome", outcome_name(result.verdict.outcome)},
               {"message", result.verdict.message},
               {"tests", Json::array()}};
  if (!one.clause.empty()) json["clause"] = one.clause;
  for (const TestResult& test : result.tests) json["tests"].push_back(test_json(test));
  return json;
}

}  // namespace

std::string json_report(const SuiteResult& result) {
  Json json = {{"suite", result.suite}, {"engine", result.engine}};
  json.update(counted(result.counts));
  json["tests"] = counted(result.tests);
  json["groups"] = Json::object();
  for (const auto& [group, counts] : result.groups) json["groups"][group] = counted(counts);
  json["cases"] = Json::array();
  for (const CaseResult& one : result.cases) json["cases"].push_back(case_json(one));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace baton::conformance
