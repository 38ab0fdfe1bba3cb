#include "conformance/runner.hpp"

#include <memory>

#include "conformance/subject/memory_subject.hpp"
#include "conformance/subject/url_subject.hpp"

namespace baton::conformance {

namespace {

// The engine of a case: in memory one of its own, by URL the same for all.
class Subjects {
 public:
  explicit Subjects(const RunOptions& options) : options_(options) {
    if (!options.url.empty()) subject_ = url_subject(options.url);
  }
  Subject& of(const Case& one) {
    if (options_.url.empty()) subject_ = memory_subject({one.real_clock, options_.restarts});
    return *subject_;
  }

 private:
  const RunOptions& options_;
  std::unique_ptr<Subject> subject_;
};

std::vector<TestResult> tests_of(const Case& one, Subject& subject) {
  std::string broke;
  try {
    return one.run(subject);
  } catch (const SubjectGone&) {
    throw;
  } catch (const std::exception& error) {
    broke = error.what();
  }
  return {{"run", {Outcome::failed, "the case broke off: " + broke}, {}}};
}

// A case is what the worst of its tests is; the first of those says why.
Verdict worst_of(const std::vector<TestResult>& tests) {
  if (tests.empty()) return {Outcome::skipped, "nothing to run"};
  Verdict worst = tests.front().verdict;
  const auto rank = [](Outcome outcome) {
    return outcome == Outcome::failed ? 3 : outcome == Outcome::refused ? 2 : outcome == Outcome::skipped ? 1 : 0;
  };
  for (const TestResult& test : tests) {
    if (rank(test.verdict.outcome) > rank(worst.outcome)) worst = test.verdict;
  }
  return worst;
}

std::optional<std::string> deviation_of(const Case& one, const RunOptions& options) {
  for (const std::string& name : {one.name, one.group + "/" + one.name, one.model_name}) {
    const auto found = options.deviations.find(name);
    if (found != options.deviations.end()) return found->second;
  }
  return std::nullopt;
}

CaseResult run_case(const Case& one, Subject& subject, const RunOptions& options) {
  CaseResult result{&one, {}, tests_of(one, subject)};
  result.verdict = worst_of(result.tests);
  if (result.verdict.outcome == Outcome::failed || result.verdict.outcome == Outcome::refused) {
    if (const auto reason = deviation_of(one, options)) {
      result.verdict = {Outcome::skipped, "differs on purpose: " + *reason};
    }
  }
  return result;
}

bool matches(const Case& one, const std::string& text) {
  return text.empty() || (one.group + "/" + one.name).find(text) != std::string::npos;
}

}  // namespace

void Counts::add(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      ++passed;
      return;
    case Outcome::failed:
      ++failed;
      return;
    case Outcome::refused:
      ++refused;
      return;
    case Outcome::skipped:
      ++skipped;
      return;
  }
}

SuiteResult run_suite(const Suite& suite, const RunOptions& options, const Progress& progress) {
  SuiteResult result;
  result.suite = suite.name;
  result.engine = options.url.empty() ? "memory" : options.url;
  std::vector<const Case*> chosen;
  for (const Case& one : suite.cases) {
    if (matches(one, options.match)) chosen.push_back(&one);
  }
  Subjects subjects(options);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Case& one = *chosen[i];
    progress(i, chosen.size(), one);
    result.cases.push_back(run_case(one, subjects.of(one), options));
    const CaseResult& done = result.cases.back();
    result.counts.add(done.verdict.outcome);
    result.groups[one.group].add(done.verdict.outcome);
    for (const TestResult& test : done.tests) result.tests.add(test.verdict.outcome);
  }
  return result;
}

}  // namespace baton::conformance
