// A variable's value inside a list or map, as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "expression/value.hpp"

namespace baton {

inline Json to_json(const Value& value) {
  switch (value.type()) {
    case ValueType::null: return nullptr;
    case ValueType::boolean: return value.as_boolean();
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer: return value.as_long();
    case ValueType::double_number: return value.as_double();
    case ValueType::string: return value.as_string();
    case ValueType::object:
    case ValueType::json:
      if (const auto tree = value.tree()) return *tree;
      return value.as_document().text;
    default: return to_text(value);
  }
}

}  // namespace baton
