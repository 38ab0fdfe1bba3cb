// Whole numbers compute as Long (and wrap around), as soon as one side is a Double or a text with a point or
// an exponent both are Doubles; null counts as zero. A division is always one of Doubles.
#include "expression/juel/coercion.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>

#include "expression/juel/date_time.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/objects.hpp"

namespace baton::juel {

namespace {

[[noreturn]] void cannot_coerce(const Item& item, std::string_view type) {
  if (item.is(ValueType::string)) {
    throw Fault{FaultKind::evaluation, fmt::format("Cannot coerce '{}' to class {}", to_text(item), type)};
  }
  throw Fault{FaultKind::evaluation,
              fmt::format("Cannot coerce from class {} to class {}", class_name(item), type)};
}

bool is_empty_text(const Item& item) { return item.is(ValueType::string) && item.value.as_string().empty(); }

const CharacterObject* as_character(const Item& item) {
  const bool is_one = item.object && item.object->kind() == ObjectKind::character;
  return is_one ? static_cast<const CharacterObject*>(item.object.get()) : nullptr;
}

bool has_dot_or_e(const std::string& text) { return text.find_first_of(".eE") != std::string::npos; }

// Takes part in arithmetic as a Double.
bool is_fraction(const Item& item) {
  if (item.object) return false;
  if (item.value.type() == ValueType::double_number) return true;
  return item.value.type() == ValueType::string && has_dot_or_e(item.value.as_string());
}

bool is_double(const Item& item) { return item.is(ValueType::double_number); }
bool is_whole(const Item& item) { return !item.object && item.value.is_whole_number(); }
bool is_text(const Item& item) { return item.is(ValueType::string); }

std::uint64_t bits(std::int64_t number) { return static_cast<std::uint64_t>(number); }
Item long_item(std::uint64_t number) { return Item(Value::long_integer(static_cast<std::int64_t>(number))); }
Item double_item(double number) { return Item(Value::number(number)); }

// Double.equals: NaN is itself, 0.0 is not -0.0.
bool same_double(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return a == b && std::signbit(a) == std::signbit(b);
}

// Comparable.compareTo of two objects of one class.
int compare_objects(const Item& a, const Item& b) {
  const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
  if (a.is(ValueType::date) && b.is(ValueType::date)) return sign(a.value.as_date(), b.value.as_date());
  if (a.is(ValueType::boolean) && b.is(ValueType::boolean)) {
    return sign(a.value.as_boolean(), b.value.as_boolean());
  }
  if (a.object && b.object && a.object->kind() == b.object->kind()) {
    if (const auto* left = as_character(a)) return sign(left->unit(), as_character(b)->unit());
    if (a.object->kind() == ObjectKind::date_time) {
      return sign(static_cast<const DateTimeObject&>(*a.object).millis(),
                  static_cast<const DateTimeObject&>(*b.object).millis());
    }
  }
  throw Fault{FaultKind::evaluation, fmt::format("Cannot compare values of type 'class {}' and 'class {}'",
                                                 class_name(a), class_name(b))};
}

bool is_before(const Item& a, const Item& b) {
  if (is_double(a) || is_double(b)) return to_double(a) < to_double(b);
  if (is_whole(a) || is_whole(b)) return to_long(a) < to_long(b);
  if (is_text(a) && is_text(b)) return a.value.as_string() < b.value.as_string();
  if (is_text(a) || is_text(b)) return to_text(a) < to_text(b);
  return compare_objects(a, b) < 0;
}

bool is_after(const Item& a, const Item& b) {
  if (is_double(a) || is_double(b)) return to_double(a) > to_double(b);
  return is_before(b, a);
}

bool same_object(const Item& a, const Item& b) {
  return (a.is_null() && b.is_null()) || (a.object && a.object == b.object);
}

}  // namespace

bool parse_long(std::string_view text, std::int64_t& number) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return false;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && error == std::errc{} && end == text.data() + text.size();
}

bool parse_double(std::string_view text, double& number) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  std::string_view unsigned_text = text;
  const bool negative = unsigned_text.starts_with('-');
  if (negative || unsigned_text.starts_with('+')) unsigned_text.remove_prefix(1);
  if (unsigned_text == "NaN" || unsigned_text == "Infinity") {
    number = unsigned_text == "NaN" ? NAN : INFINITY;
  } else {
    const bool suffix =
        !unsigned_text.empty() && unsigned_text.find_last_of("dDfF") == unsigned_text.size() - 1;
    if (suffix) unsigned_text.remove_suffix(1);
    const char first = unsigned_text.empty() ? '\0' : unsigned_text.front();
    if (first != '.' && (first < '0' || first > '9')) return false;
    const auto [end, error] =
        std::from_chars(unsigned_text.data(), unsigned_text.data() + unsigned_text.size(), number);
    if (end != unsigned_text.data() + unsigned_text.size() || error == std::errc::invalid_argument)
      return false;
    if (error == std::errc::result_out_of_range) {
      const std::size_t exponent = unsigned_text.find_first_of("eE");
      const bool tiny =
          exponent != std::string_view::npos && unsigned_text.substr(exponent + 1).starts_with('-');
      number = tiny ? 0 : INFINITY;
    }
  }
  if (negative) number = -number;
  return true;
}

bool to_boolean(const Item& item) {
  if (item.is(ValueType::boolean)) return item.value.as_boolean();
  if (item.is_null()) return false;
  if (!is_text(item)) cannot_coerce(item, "java.lang.Boolean");
  const std::string& text = item.value.as_string();
  constexpr std::string_view kTrue = "true";
  if (text.size() != kTrue.size()) return false;
  for (std::size_t i = 0; i < kTrue.size(); ++i) {
    if ((text[i] | 0x20) != kTrue[i]) return false;
  }
  return true;
}

std::int64_t to_long(const Item& item) {
  if (is_whole(item)) return item.value.as_long();
  if (item.is_null() || is_empty_text(item)) return 0;
  if (is_double(item)) {
    const double number = item.value.as_double();
    if (std::isnan(number)) return 0;
    if (number >= 9223372036854775808.0) return std::numeric_limits<std::int64_t>::max();
    if (number < -9223372036854775808.0) return std::numeric_limits<std::int64_t>::min();
    return static_cast<std::int64_t>(number);
  }
  if (const auto* character = as_character(item)) return static_cast<std::int16_t>(character->unit());
  std::int64_t number = 0;
  if (!is_text(item) || !parse_long(item.value.as_string(), number)) cannot_coerce(item, "java.lang.Long");
  return number;
}

double to_double(const Item& item) {
  if (!item.object && item.value.is_number()) return item.value.as_double();
  if (item.is_null() || is_empty_text(item)) return 0;
  if (const auto* character = as_character(item)) return static_cast<std::int16_t>(character->unit());
  double number = 0;
  if (!is_text(item) || !parse_double(item.value.as_string(), number))
    cannot_coerce(item, "java.lang.Double");
  return number;
}

Item add(const Item& a, const Item& b) {
  if (is_fraction(a) || is_fraction(b)) return double_item(to_double(a) + to_double(b));
  return long_item(bits(to_long(a)) + bits(to_long(b)));
}

Item subtract(const Item& a, const Item& b) {
  if (is_fraction(a) || is_fraction(b)) return double_item(to_double(a) - to_double(b));
  return long_item(bits(to_long(a)) - bits(to_long(b)));
}

Item multiply(const Item& a, const Item& b) {
  if (is_fraction(a) || is_fraction(b)) return double_item(to_double(a) * to_double(b));
  return long_item(bits(to_long(a)) * bits(to_long(b)));
}

Item divide(const Item& a, const Item& b) {
  if (a.is_null() && b.is_null()) return long_item(0);
  return double_item(to_double(a) / to_double(b));
}

Item modulo(const Item& a, const Item& b) {
  if (a.is_null() && b.is_null()) return long_item(0);
  if (is_fraction(a) || is_fraction(b)) return double_item(std::fmod(to_double(a), to_double(b)));
  const std::int64_t left = to_long(a);
  const std::int64_t right = to_long(b);
  if (right == 0) throw Fault{FaultKind::evaluation, "/ by zero"};
  return Item(Value::long_integer(right == -1 ? 0 : left % right));
}

Item negate(const Item& a) {
  if (a.is_null()) return long_item(0);
  if (!a.object) {
    switch (a.value.type()) {
      case ValueType::double_number: return double_item(-a.value.as_double());
      case ValueType::long_integer: return long_item(0 - bits(a.value.as_long()));
      case ValueType::integer:
        return Item(Value::integer(static_cast<std::int32_t>(0 - bits(a.value.as_long()))));
      case ValueType::short_integer:
        return Item(Value::short_integer(static_cast<std::int16_t>(0 - bits(a.value.as_long()))));
      case ValueType::string:
        if (has_dot_or_e(a.value.as_string())) return double_item(-to_double(a));
        return long_item(0 - bits(to_long(a)));
      default: break;
    }
  }
  throw Fault{FaultKind::evaluation, fmt::format("Cannot negate 'class {}'", class_name(a))};
}

bool equal(const Item& a, const Item& b) {
  if (same_object(a, b)) return true;
  if (a.is_null() || b.is_null()) return false;
  if (is_double(a) || is_double(b)) return same_double(to_double(a), to_double(b));
  if (is_whole(a) || is_whole(b)) return to_long(a) == to_long(b);
  if (a.is(ValueType::boolean) || b.is(ValueType::boolean)) return to_boolean(a) == to_boolean(b);
  if (is_text(a) && is_text(b)) return a.value.as_string() == b.value.as_string();
  if (is_text(a) || is_text(b)) return to_text(a) == to_text(b);
  return java_equals(a, b);
}

bool less(const Item& a, const Item& b) {
  if (same_object(a, b) || a.is_null() || b.is_null()) return false;
  return is_before(a, b);
}

bool greater(const Item& a, const Item& b) {
  if (same_object(a, b) || a.is_null() || b.is_null()) return false;
  return is_after(a, b);
}

bool less_or_equal(const Item& a, const Item& b) {
  if (same_object(a, b)) return true;
  if (a.is_null() || b.is_null()) return false;
  return !is_after(a, b);
}

bool greater_or_equal(const Item& a, const Item& b) {
  if (same_object(a, b)) return true;
  if (a.is_null() || b.is_null()) return false;
  return !is_before(a, b);
}

bool is_empty(const Item& item) {
  if (item.is_null() || is_empty_text(item)) return true;
  if (!item.object) return false;
  if (item.object->kind() == ObjectKind::list)
    return static_cast<const ListObject&>(*item.object).size() == 0;
  if (item.object->kind() == ObjectKind::map) return static_cast<const MapObject&>(*item.object).size() == 0;
  return false;
}

}  // namespace baton::juel
