// The formats of suites, one file each: whether a path holds such a suite, and its cases.
#pragma once

#include <string>

#include "conformance/suite.hpp"

namespace baton::conformance {

bool is_traces(const std::string& path);
Suite load_traces(const std::string& path);

bool is_constraints(const std::string& path);
Suite load_constraints(const std::string& path);

bool is_own(const std::string& path);
Suite load_own(const std::string& path);

bool is_walks(const std::string& path);
Suite load_walks(const std::string& path);

}  // namespace baton::conformance
