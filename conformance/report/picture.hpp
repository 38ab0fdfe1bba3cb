// The diagram of a case with the path that was taken, as SVG.
#pragma once

#include <string>
#include <vector>

#include "conformance/suite.hpp"

namespace baton::conformance {

// What was passed is counted and framed, where it waits stands a token. Diagrams without layout get one; what is no BPMN, or
// draws nothing, gives "".
std::string picture(const std::string& bpmn, const std::vector<Taken>& path);

}  // namespace baton::conformance
