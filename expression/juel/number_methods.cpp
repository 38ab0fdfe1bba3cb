// Methods of numbers, booleans, characters, classes, bytes and files.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "expression/base64.hpp"
#include "expression/juel/coercion.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/objects.hpp"
#include "expression/utf16.hpp"

namespace baton::juel {

namespace {

[[noreturn]] void cannot_cast(const Item& item, const Item& to) {
  throw Fault{FaultKind::java,
              fmt::format("java.lang.ClassCastException: class {} cannot be cast to class {}",
                          class_name(item), class_name(to))};
}

// Integer.compareTo(Integer), Long.compareTo(Long) ...: no mixing.
Item compare_same_class(const Call& call) {
  const Item& other = call.item(0);
  if (other.object || other.value.type() != call.self.value.type()) cannot_cast(other, call.self);
  if (call.self.value.type() == ValueType::boolean) {
    return int_item(int{call.self.value.as_boolean()} - int{other.value.as_boolean()});
  }
  if (call.self.value.is_whole_number()) {
    const std::int64_t a = call.self.value.as_long(), b = other.value.as_long();
    return int_item(a < b ? -1 : a > b ? 1 : 0);
  }
  const double a = call.self.value.as_double(), b = other.value.as_double();
  return int_item(a < b ? -1 : a > b ? 1 : 0);
}

// Number.intValue: a Double is clamped, a Long cut off.
template <typename Whole>
std::int64_t narrowed(const Item& number) {
  const std::int64_t whole = to_long(number);
  if (!number.is(ValueType::double_number)) return static_cast<Whole>(whole);
  const auto as_int = std::clamp<std::int64_t>(whole, std::numeric_limits<std::int32_t>::min(),
                                               std::numeric_limits<std::int32_t>::max());
  return static_cast<Whole>(as_int);
}

double real(const Call& call) { return call.self.value.as_double(); }

const CharacterObject& character(const Call& call) {
  return static_cast<const CharacterObject&>(*call.self.object);
}
const ClassObject& java_class(const Call& call) { return static_cast<const ClassObject&>(*call.self.object); }

}  // namespace

const MethodTable& number_methods() {
  static const MethodTable table(
      {
          {"intValue", "", [](const Call& c) { return int_item(narrowed<std::int32_t>(c.self)); }},
          {"longValue", "", [](const Call& c) { return Item(Value::long_integer(to_long(c.self))); }},
          {"doubleValue", "", [](const Call& c) { return Item(Value::number(real(c))); }},
          {"floatValue", "", [](const Call& c) { return Item(Value::number(static_cast<float>(real(c)))); }},
          {"shortValue", "",
           [](const Call& c) {
             return Item(Value::short_integer(static_cast<std::int16_t>(narrowed<std::int16_t>(c.self))));
           }},
          {"byteValue", "",
           [](const Call& c) {
             return Item(Value::short_integer(static_cast<std::int16_t>(narrowed<std::int8_t>(c.self))));
           }},
          {"compareTo", "o", compare_same_class},
          {"isNaN", "", [](const Call& c) { return bool_item(std::isnan(real(c))); }},
          {"isInfinite", "", [](const Call& c) { return bool_item(std::isinf(real(c))); }},
      },
      &object_methods());
  return table;
}

const MethodTable& boolean_methods() {
  static const MethodTable table(
      {
          {"booleanValue", "", [](const Call& c) { return c.self; }},
          {"compareTo", "o", compare_same_class},
      },
      &object_methods());
  return table;
}

const MethodTable& bytes_methods() { return object_methods(); }

const MethodTable& file_methods() {
  static const MethodTable table(
      {
          {"getFilename", "", [](const Call& c) { return text_item(c.self.value.as_file().filename); }},
          {"getMimeType", "", [](const Call& c) { return text_item(c.self.value.as_file().mime_type); }},
          {"getEncoding", "", [](const Call& c) { return text_item(c.self.value.as_file().encoding); }},
      },
      &object_methods());
  return table;
}

const MethodTable& CharacterObject::methods() const {
  static const MethodTable table(
      {
          {"charValue", "", [](const Call& c) { return c.self; }},
          {"compareTo", "C",
           [](const Call& c) {
             const auto& other = static_cast<const CharacterObject&>(*c.item(0).object);
             return int_item(int{character(c).unit()} - int{other.unit()});
           }},
      },
      &object_methods());
  return table;
}

const MethodTable& ClassObject::methods() const {
  static const MethodTable table(
      {
          {"getName", "", [](const Call& c) { return text_item(java_class(c).name()); }},
          {"getSimpleName", "", [](const Call& c) { return text_item(java_class(c).simple_name()); }},
          {"getTypeName", "", [](const Call& c) { return text_item(java_class(c).name()); }},
      },
      &object_methods());
  return table;
}

const MethodTable& OpaqueObject::methods() const { return object_methods(); }

}  // namespace baton::juel
