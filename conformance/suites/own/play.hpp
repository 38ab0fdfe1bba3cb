// Plays a scenario: does its steps over the REST API and compares what it claims.
#pragma once

#include "conformance/suite.hpp"
#include "conformance/suites/own/scenario.hpp"

namespace baton::conformance {

std::vector<TestResult> play(Subject& subject, const std::string& name, const Scenario& scenario);

// The verbs that a step may begin with, for help and for tests: usage and meaning.
std::vector<std::pair<std::string, std::string>> scenario_verbs();

}  // namespace baton::conformance
