#include "api/query/argument.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "api/http/message.hpp"
#include "expression/time.hpp"

namespace baton::api::query {

namespace {

[[noreturn]] void bad_text(std::string_view name, const std::string& value, const std::string& why) {
  throw HttpError{400, "InvalidRequestException",
                  "Cannot set query parameter '" + std::string(name) + "' to value '" + value + "': " + why};
}

[[noreturn]] void bad_json(std::string_view name, const char* expected, const Json& found) {
  throw HttpError{
      400, "InvalidRequestException",
      "Cannot read '" + std::string(name) + "': expected " + expected + ", found " + found.type_name()};
}

std::string not_java(const std::string& value, const char* type) {
  return "Cannot convert value \"" + value + "\" to java type " + type;
}

std::optional<bool> to_flag(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Exactly yyyy-MM-dd'T'HH:mm:ss.SSSZ: only that makes a text in a variable condition a date.
std::optional<TimestampMs> to_exact_date(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00.000+0000";
  if (text.size() != shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == '0'   ? !digit
        : shape[i] == '+' ? (text[i] != '+' && text[i] != '-')
                          : text[i] != shape[i]) {
      return std::nullopt;
    }
  }
  return try_parse_date(text);
}

Value text_operand(const std::string& text) {
  if (const auto date = to_exact_date(text)) return Value::date(*date);
  return Value::string(text);
}

Compare date_compare(std::string_view op, const std::string& where) {
  static const std::map<std::string_view, Compare> table = {{"gt", Compare::gt}, {"lt", Compare::lt}};
  const auto found = table.find(op);
  if (found != table.end()) return found->second;
  throw HttpError{400, "InvalidRequestException",
                  "Invalid " + where + " comparator specified: " + std::string(op)};
}

// Pieces between '_', of which there must be `count`, the last one not empty.
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> found(1);
  for (const char c : text) {
    if (c == '_')
      found.emplace_back();
    else
      found.back() += c;
  }
  while (!found.empty() && found.back().empty()) found.pop_back();
  return found;
}

void read_variables(std::string_view name, const std::string& value, Argument& argument) {
  auto expressions = split_list(value);
  if (expressions.empty()) expressions.emplace_back();
  for (const std::string& expression : expressions) {
    auto part = pieces(expression);
    if (part.size() != 3) {
      bad_text(name, value, "variable query parameter has to have format KEY_OPERATOR_VALUE.");
    }
    argument.variables.push_back(
        {true, std::move(part[0]), std::move(part[1]), text_operand(part[2]), false});
  }
}

void read_dates(std::string_view name, const std::string& value, Argument& argument) {
  auto expressions = split_list(value);
  if (expressions.empty()) expressions.emplace_back();
  for (const std::string& expression : expressions) {
    const auto part = pieces(expression);
    if (part.size() != 2)
      bad_text(name, value, "condition query parameter has to have format OPERATOR_VALUE.");
    const auto date = try_parse_date(part[1]);
    if (!date) bad_text(name, value, not_java(part[1], "java.util.Date"));
    argument.dates.push_back({date_compare(part[0], std::string(name)), *date});
  }
}

std::string json_to_text(std::string_view name, const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  bad_json(name, "a text", value);
}

bool json_to_flag(std::string_view name, const Json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>() != 0;
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty()) return false;
    if (const auto flag = to_flag(text)) return *flag;
  }
  bad_json(name, "true or false", value);
}

std::optional<std::int64_t> json_to_integer(std::string_view name, const Json& value) {
  if (value.is_number_float()) return static_cast<std::int64_t>(value.get<double>());
  if (value.is_number()) return value.get<std::int64_t>();
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty()) return std::nullopt;
    if (const auto number = to_integer(text)) return number;
  }
  bad_json(name, "a whole number", value);
}

std::optional<TimestampMs> json_to_date(std::string_view name, const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty()) return std::nullopt;
    if (const auto date = try_parse_date(text)) return date;
    throw HttpError{400, "InvalidRequestException",
                    "Cannot read '" + std::string(name) + "': " + not_java(text, "java.util.Date")};
  }
  bad_json(name, "a date", value);
}

// A fraction that is none (4.0) is a whole number, as in Camunda.
Value number_operand(const Json& value) {
  if (value.is_number_integer()) return Value::long_integer(value.get<std::int64_t>());
  const double number = value.get<double>();
  constexpr double kLimit = 9.2e18;
  if (std::abs(number) < kLimit && std::trunc(number) == number) {
    return Value::long_integer(static_cast<std::int64_t>(number));
  }
  return Value::number(number);
}

// False for an object or a list.
bool operand(const Json& value, Value& read) {
  if (value.is_null())
    read = Value::null();
  else if (value.is_boolean())
    read = Value::boolean(value.get<bool>());
  else if (value.is_number())
    read = number_operand(value);
  else if (value.is_string())
    read = text_operand(value.get_ref<const std::string&>());
  else
    return false;
  return true;
}

void read_variable(std::string_view name, const Json& dto, Argument& argument) {
  if (!dto.is_object()) bad_json(name, "objects of name, operator and value", dto);
  VariableCondition condition;
  const auto given_name = dto.find("name");
  condition.has_name = given_name != dto.end() && !given_name->is_null();
  if (condition.has_name) condition.name = json_to_text(name, *given_name);
  const auto op = dto.find("operator");
  if (op == dto.end() || op->is_null()) {
    throw HttpError{400, "InvalidRequestException",
                    "Cannot read '" + std::string(name) + "': a condition has no operator"};
  }
  condition.op = json_to_text(name, *op);
  const auto value = dto.find("value");
  if (value != dto.end()) condition.is_structure = !operand(*value, condition.value);
  argument.variables.push_back(std::move(condition));
}

void read_date_condition(std::string_view name, const Json& dto, Argument& argument) {
  if (!dto.is_object() || !dto.contains("operator") || !dto.contains("value")) {
    bad_json(name, "objects of operator and value", dto);
  }
  const auto date = json_to_date(name, dto["value"]);
  if (!date) bad_json(name, "a date", dto["value"]);
  argument.dates.push_back({date_compare(json_to_text(name, dto["operator"]), std::string(name)), *date});
}

const Json& as_list(std::string_view name, const Json& value) {
  if (!value.is_array()) bad_json(name, "a list", value);
  return value;
}

}  // namespace

bool parse_operator(std::string_view name, Operator& op) {
  static const std::map<std::string_view, Operator> table = {
      {"eq", Operator::eq},     {"neq", Operator::neq},         {"gt", Operator::gt},
      {"gteq", Operator::gteq}, {"lt", Operator::lt},           {"lteq", Operator::lteq},
      {"like", Operator::like}, {"notLike", Operator::not_like}};
  const auto found = table.find(name);
  if (found == table.end()) return false;
  op = found->second;
  return true;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> found(1);
  for (const char c : text) {
    if (c == ',')
      found.emplace_back();
    else
      found.back() += c;
  }
  if (text.empty()) return found;
  while (!found.empty() && found.back().empty()) found.pop_back();
  return found;
}

bool read_text(std::string_view name, Type type, const std::string& value, Argument& argument) {
  switch (type) {
    case Type::text:
      argument.text = value;
      return true;
    case Type::texts:
      argument.texts = split_list(value);
      return true;
    case Type::list:
      if (!value.empty()) argument.texts = split_list(value);
      return true;
    case Type::flag:
    case Type::given: {
      const auto flag = to_flag(value);
      if (!flag) bad_text(name, value, not_java(value, "java.lang.Boolean"));
      return *flag || type == Type::given;
    }
    case Type::integer: {
      const auto number = to_integer(value);
      if (!number) bad_text(name, value, not_java(value, "java.lang.Integer"));
      argument.number = *number;
      return true;
    }
    case Type::date: {
      if (value.empty()) return false;
      const auto date = try_parse_date(value);
      if (!date) bad_text(name, value, not_java(value, "java.util.Date"));
      argument.number = *date;
      return true;
    }
    case Type::variables:
      read_variables(name, value, argument);
      return true;
    case Type::dates:
      read_dates(name, value, argument);
      return true;
    case Type::value:
      argument.value = Value::string(value);
      return true;
  }
  return false;
}

bool read_json(std::string_view name, Type type, const Json& value, Argument& argument) {
  if (value.is_null()) return false;
  switch (type) {
    case Type::text:
      argument.text = json_to_text(name, value);
      return true;
    case Type::texts:
    case Type::list:
      for (const Json& item : as_list(name, value)) argument.texts.push_back(json_to_text(name, item));
      return true;
    case Type::flag:
      return json_to_flag(name, value);
    case Type::given:
      json_to_flag(name, value);
      return true;
    case Type::integer:
    case Type::date: {
      const auto number = type == Type::integer ? json_to_integer(name, value) : json_to_date(name, value);
      argument.number = number.value_or(0);
      return number.has_value();
    }
    case Type::variables:
      for (const Json& item : as_list(name, value)) read_variable(name, item, argument);
      return true;
    case Type::dates:
      for (const Json& item : as_list(name, value)) read_date_condition(name, item, argument);
      return true;
    case Type::value:
      if (!operand(value, argument.value)) bad_json(name, "a plain value", value);
      return true;
  }
  return false;
}

}  // namespace baton::api::query
