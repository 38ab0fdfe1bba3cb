// What of history is kept: Camunda's levels.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace baton {

class Batch;

enum class HistoryLevel : std::uint8_t { none, activity, audit, full };

std::optional<HistoryLevel> history_level(std::string_view name);

// Leaves out of a commit what the level does not keep.
void keep_history(Batch& batch, HistoryLevel level);

}  // namespace baton
