#include "expression/juel/property.hpp"

#include <fmt/format.h>

#include "expression/juel/coercion.hpp"
#include "expression/juel/evaluation.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/objects.hpp"

namespace baton::juel {

namespace {

// Number.intValue, Integer.valueOf of a text, 1 and 0 for a truth.
std::int64_t list_index(const Item& name) {
  if (name.value.is_whole_number()) return static_cast<std::int32_t>(name.value.as_long());
  if (name.is(ValueType::double_number)) return to_long(name);
  if (name.is(ValueType::boolean)) return name.value.as_boolean() ? 1 : 0;
  if (name.object && name.object->kind() == ObjectKind::character) return to_long(name);
  if (!name.is(ValueType::string)) {
    throw Fault{FaultKind::evaluation,
                fmt::format("Cannot coerce property to list index: {}", value_of(name))};
  }
  std::int64_t index = 0;
  if (!parse_long(name.value.as_string(), index)) {
    throw Fault{FaultKind::evaluation, fmt::format("For input string: \"{}\"", name.value.as_string())};
  }
  return index;
}

Item element(ListObject& list, const Item& name) {
  const std::int64_t index = list_index(name);
  const bool inside = index >= 0 && static_cast<std::size_t>(index) < list.size();
  return inside ? list.read(static_cast<std::size_t>(index)) : Item();
}

Item byte_at(const std::string& bytes, const Item& name) {
  const std::int64_t index = list_index(name);
  if (index < 0 || static_cast<std::size_t>(index) >= bytes.size()) return {};
  return Item(Value::short_integer(static_cast<signed char>(bytes[static_cast<std::size_t>(index)])));
}

}  // namespace

Item read_property(Evaluation& evaluation, const Item& base, const Item& name) {
  if (base.object) {
    if (base.object->kind() == ObjectKind::list) {
      auto& list = static_cast<ListObject&>(*base.object);
      if (list.list_kind() != ListKind::set) return element(list, name);
    }
    if (base.object->kind() == ObjectKind::map) {
      if (!name.is(ValueType::string)) return {};
      return static_cast<MapObject&>(*base.object).read(name.value.as_string()).value_or(Item());
    }
  }
  if (base.is(ValueType::bytes)) return byte_at(base.value.as_bytes(), name);
  if (name.is(ValueType::string)) return read_bean_property(evaluation, base, name.value.as_string());
  return read_bean_property(evaluation, base, to_text(name));
}

}  // namespace baton::juel
