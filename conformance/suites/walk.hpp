// One walk: deploy a file, start every process of it, then repeat what was done when it was recorded, and write down what
// is seen on the way. The record (walks.json) has the same form.
#pragma once

#include "conformance/suite.hpp"
#include "conformance/suites/observe.hpp"

namespace baton::conformance {

struct WalkResult {
  Tree seen;                // as a record
  std::vector<Taken> path;  // of all instances
};

// `files`: the walk's own first, then its companions.
WalkResult walk(Subject& subject, const Tree& record, const Files& files);

// Where two walks part, in words.
std::vector<std::string> walk_differences(const Tree& expected, const Tree& seen);

}  // namespace baton::conformance
