#include "app/local/values.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace baton::app {

namespace {

constexpr std::size_t kLongest = 120;

Value from_number(const Json& json) {
  if (json.is_number_float()) return Value::number(json.get<double>());
  const auto whole = json.get<std::int64_t>();
  const bool small =
      whole >= std::numeric_limits<std::int32_t>::min() && whole <= std::numeric_limits<std::int32_t>::max();
  return small ? Value::integer(static_cast<std::int32_t>(whole)) : Value::long_integer(whole);
}

}  // namespace

Value value_from_json(const Json& json) {
  switch (json.type()) {
    case Json::value_t::null:
      return Value::null();
    case Json::value_t::boolean:
      return Value::boolean(json.get<bool>());
    case Json::value_t::string:
      return Value::string(json.get<std::string>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      return from_number(json);
    default:
      return Value::json(json.dump());
  }
}

Value value_from_word(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Value::string(text) : value_from_json(json);
}

Variables variables_from(const std::string& text) {
  if (text.empty()) return {};
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object())
    throw std::runtime_error(fmt::format("expected variables as a JSON object, found: {}", text));
  Variables variables;
  for (const auto& [name, value] : json.items()) variables[name] = TypedValue{value_from_json(value), false};
  return variables;
}

std::string show_value(const Value& value) {
  std::string text;
  if (const auto tree = value.tree()) {
    text = tree->dump();
  } else {
    text = value_to_rest(value, false).at("value").dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  if (text.size() > kLongest) text = text.substr(0, kLongest) + "...";
  return text;
}

}  // namespace baton::app
