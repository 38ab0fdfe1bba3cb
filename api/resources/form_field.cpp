#include "api/resources/form_field.hpp"

#include "expression/expression.hpp"
#include "expression/juel/date_pattern.hpp"

namespace baton::api {

namespace {

using Convert = Value (*)(const bpmn::FormField&, const Value&);

Value to_long(const bpmn::FormField&, const Value& value) {
  if (value.is_null()) return Value::typed_null(ValueType::long_integer);
  if (value.is_whole_number()) return Value::long_integer(value.as_long());
  if (value.type() != ValueType::string) return value;
  try {
    std::size_t used = 0;
    const std::int64_t number = std::stoll(value.as_string(), &used);
    if (used == value.as_string().size()) return Value::long_integer(number);
  } catch (const std::logic_error&) {  // no number: the form shows what is there
  }
  return value;
}

Value to_boolean(const bpmn::FormField&, const Value& value) {
  if (value.is_null()) return Value::typed_null(ValueType::boolean);
  return value.type() == ValueType::string ? Value::boolean(value.as_string() == "true") : value;
}

Value to_string_value(const bpmn::FormField&, const Value& value) {
  if (value.is_null()) return Value::typed_null(ValueType::string);
  return value.type() == ValueType::string ? value : Value::string(to_text(value));
}

Value to_date_text(const bpmn::FormField& field, const Value& value) {
  if (value.is_null()) return Value::string("");
  if (value.type() != ValueType::date) return value;
  return Value::string(
      juel::format_pattern(value.as_date(), field.date_pattern.empty() ? "dd/MM/yyyy" : field.date_pattern));
}

struct Type {
  const char* name;
  Convert convert;
};

constexpr Type kTypes[] = {{"long", to_long},
                           {"boolean", to_boolean},
                           {"string", to_string_value},
                           {"enum", to_string_value},
                           {"date", to_date_text}};

}  // namespace

Value form_value(const bpmn::FormField& field, const Value& value) {
  for (const Type& type : kTypes) {
    if (field.type == type.name) return type.convert(field, value);
  }
  return value;
}

}  // namespace baton::api
