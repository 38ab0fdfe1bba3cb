#pragma once

#include <optional>
#include <string_view>

namespace baton::bpmn {

// "30", "P30D", or nothing. False when it is none of these, or negative.
bool parse_history_time_to_live(std::string_view text, std::optional<int>& days);

}  // namespace baton::bpmn
