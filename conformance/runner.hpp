// Runs the cases of a suite one after the other and says how each went.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conformance/suite.hpp"

namespace baton::conformance {

struct RunOptions {
  std::string url;        // of the engine's REST root; empty: this engine in memory, a fresh one for each case
  bool restarts = false;  // in memory: a new engine on the same store after every step
  std::string match;      // only cases whose group/name contains this
  // What differs on purpose, by the name of the case or of its model: the reason. Counts neither way.
  std::map<std::string, std::string> deviations;
};

struct CaseResult {
  const Case* subject_case = nullptr;  // of the suite, which outlives the result
  Verdict verdict;
  std::vector<TestResult> tests;
};

struct Counts {
  int passed = 0, failed = 0, refused = 0, skipped = 0;
  void add(Outcome outcome);
  int total() const { return passed + failed + refused + skipped; }
};

struct SuiteResult {
  std::string suite;
  std::string engine;  // "memory", or its URL
  std::vector<CaseResult> cases;
  Counts counts;                        // of cases
  Counts tests;                         // of their tests
  std::map<std::string, Counts> groups;
  bool all_passed() const { return counts.failed == 0 && counts.refused == 0 && counts.passed > 0; }
};

// `progress` hears of each case before it begins: how many are done, how many there are.
// Throws SubjectGone when the server cannot be talked to.
using Progress = std::function<void(std::size_t done, std::size_t total, const Case& next)>;
SuiteResult run_suite(const Suite& suite, const RunOptions& options, const Progress& progress);

}  // namespace baton::conformance
