#include "persistence/sql_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace baton {

SlotType slot_type(CellKind kind) {
  switch (kind) {
    case CellKind::text:
    case CellKind::opt_text:
    case CellKind::blob: return SlotType::text;
    case CellKind::integer:
    case CellKind::opt_integer:
    case CellKind::boolean: return SlotType::integer;
    case CellKind::real: return SlotType::real;
  }
  return SlotType::text;
}

std::string SqlText::parameter(SlotType type) {
  static constexpr char kPrefix[] = {'t', 'i', 'r'};
  types.push_back(type);
  return fmt::format(":{}{}", kPrefix[static_cast<std::size_t>(type)], types.size());
}

std::string SqlText::parameter(Cell value) {
  SlotType type = SlotType::text;
  if (std::holds_alternative<std::int64_t>(value)) type = SlotType::integer;
  if (std::holds_alternative<double>(value)) type = SlotType::real;
  values.push_back(std::move(value));
  return parameter(type);
}

}  // namespace baton
