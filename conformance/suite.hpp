// A suite is a list of cases; a case is one process (or one file, one behaviour) that is asked of an engine.
//
// Whoever adds a format of suites writes one loader and one line in the table of formats (formats.cpp).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "conformance/subject/subject.hpp"

namespace baton::conformance {

enum class Outcome {
  passed,
  failed,   // it ran, and did something else
  refused,  // the engine does not take the diagram
  skipped,  // nothing was asked, or it differs on purpose; the message says why
};

const char* outcome_name(Outcome outcome);

struct Verdict {
  Outcome outcome = Outcome::passed;
  std::string message;  // why not passed: what was expected, what was found
};

// What an instance did, for reports: one activity instance of its history.
struct Taken {
  std::string activity_id, type;
  std::string end;  // "ended", "cancelled" or "open"
};

struct TestResult {
  std::string name;
  Verdict verdict;
  std::vector<Taken> path;  // of a test that did not pass
};

struct Case {
  std::string group, name;
  std::string title;                   // what it shows, in words; may be empty
  std::string clause;                  // of BPMN 2.0.2, where the suite says so
  std::vector<std::string> elements;   // that it is about, where the suite says so
  std::string model_name, model;       // the diagram: its name, and XML (for reports)
  // About real time: threads that overlap, work that is interrupted while it runs.
  bool real_clock = false;
  // An empty list counts as skipped.
  std::function<std::vector<TestResult>(Subject& subject)> run;
};

struct Suite {
  std::string name;
  std::vector<Case> cases;
};

struct Format {
  const char* name;
  const char* description;
  bool (*recognises)(const std::string& path);
  // Throws std::runtime_error when it cannot be read.
  Suite (*load)(const std::string& path);
};

// In the order in which they are tried.
const std::vector<Format>& formats();

// `suite`: a folder or manifest, or the name of a suite that is built in. Throws std::runtime_error.
Suite load_suite(const std::string& suite);

std::string read_text(const std::string& path);

}  // namespace baton::conformance
