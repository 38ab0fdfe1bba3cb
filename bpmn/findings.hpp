// A finding: something worth telling about a diagram, located. The one vocabulary of lint and deployment.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace baton::bpmn {

enum class Severity : std::uint8_t {
  info,
  warning,
  error,  // at deployment: refuses it
};

struct Finding {
  std::string rule;        // stable id, e.g. "xml-not-well-formed", "task-without-implementation"
  Severity severity = Severity::error;
  std::string message;     // one sentence: what was expected, what was found
  std::string element_id;  // the element concerned; may be empty
  std::vector<std::string> related_ids;
  int line = 0;            // 1-based; 0: unknown
  int column = 0;
  bool only_lenient = false;  // an error that the deployment field lenient=true turns into a warning
};

using Findings = std::vector<Finding>;

bool has_errors(const Findings& findings);

}  // namespace baton::bpmn
