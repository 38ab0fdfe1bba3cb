#include "runtime/engine/variable_filter.hpp"

namespace baton {

namespace c = col::variable;

Where where_variable(const std::string& name, const Value& value) {
  const StoredValue stored = to_stored(value);
  const Where typed = where::all({where::eq(c::name, Cell{name}),
                                  where::eq(c::type, Cell{static_cast<std::int64_t>(stored.type)})});
  switch (value.type()) {
    case ValueType::null: return typed;
    case ValueType::boolean:
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer:
    case ValueType::date: return where::all({typed, where::eq(c::number, Cell{stored.number})});
    case ValueType::double_number: return where::all({typed, where::eq(c::real, Cell{stored.real})});
    case ValueType::string: return where::all({typed, where::eq(c::text, Cell{stored.text})});
    default: return where::never();
  }
}

}  // namespace baton
