// A statement with the types and values of its parameters. Values never become part of the text; two texts
// that are equal take parameters of the same types, because a placeholder's name tells its type.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "runtime/store/entities.hpp"

namespace baton {

enum class SlotType : std::uint8_t { text, integer, real };

SlotType slot_type(CellKind kind);

struct SqlText {
  std::string text;
  std::vector<SlotType> types;
  std::vector<Cell> values;  // empty for a statement whose values come later

  SqlText& operator<<(const std::string& more) {
    text += more;
    return *this;
  }
  // The placeholder of a new parameter, to be appended to `text` by the caller before the next one is made.
  std::string parameter(SlotType type);
  std::string parameter(Cell value);  // NULL counts as text
};

}  // namespace baton
