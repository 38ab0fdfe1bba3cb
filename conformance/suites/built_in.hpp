// What is compiled into the binary, so that its own suite runs anywhere.
#pragma once

#include <map>
#include <string>

namespace baton::conformance {

inline constexpr const char* kOwnSuite = "own";

// Path below conformance/suite -> text. Made from the files by embed.cmake.
std::map<std::string, std::string> built_in_scenarios();

}  // namespace baton::conformance
