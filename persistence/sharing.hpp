#pragma once

#include <cstdint>

namespace baton {

// Whether a database is for one node, which keeps the others out, or for several at once.
enum class Sharing : std::uint8_t { alone, several };

}  // namespace baton
