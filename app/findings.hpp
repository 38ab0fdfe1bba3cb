// How findings are told: a line for people, an object for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "bpmn/findings.hpp"

namespace baton::app {

// FILE:LINE:COLUMN: severity: message [rule] (element)
std::string finding_line(const std::string& file, const bpmn::Finding& finding);

nlohmann::ordered_json finding_json(const bpmn::Finding& finding);

int count(const bpmn::Findings& findings, bpmn::Severity severity);

}  // namespace baton::app
