// An assessment for people and programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "bpmn/assess/assess.hpp"

namespace baton::bpmn::assess {

std::string to_text(const Assessment& assessment);
nlohmann::ordered_json to_json(const Assessment& assessment);
// One page without anything from elsewhere.
std::string to_html(const Assessment& assessment, const std::string& title);

}  // namespace baton::bpmn::assess
