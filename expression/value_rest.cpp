// Values as the REST API reads and writes them (camunda7-rest B.5). What is accepted and refused follows
// Camunda 7, whose conversions go through text: 5, "5" and " 5 " are Integers, 5.0 is none.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "expression/base64.hpp"
#include "expression/java_text.hpp"
#include "expression/time.hpp"
#include "expression/value.hpp"

namespace baton {

namespace {

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

template <typename Whole>
std::optional<Whole> whole_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Whole number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<double> fraction_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, double>, 5> kNamed = {{{"NaN", NAN},
                                                                          {"Infinity", INFINITY},
                                                                          {"INF", INFINITY},
                                                                          {"-Infinity", -INFINITY},
                                                                          {"-INF", -INFINITY}}};
  for (const auto& [name, number] : kNamed) {
    if (text == name) return number;
  }
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool letters = std::any_of(text.begin(), text.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) && c != 'e' && c != 'E';
  });
  if (text.empty() || letters || error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

// What a converter makes of the text of a JSON value; nothing when it does not fit.
using Convert = std::optional<Value> (*)(std::string_view text);

std::optional<Value> to_boolean(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return Value::boolean(true);
  if (text == "false" || text == "False" || text == "FALSE") return Value::boolean(false);
  return std::nullopt;
}

std::optional<Value> to_short(std::string_view text) {
  const auto number = whole_of<std::int16_t>(text);
  return number ? std::optional(Value::short_integer(*number)) : std::nullopt;
}

std::optional<Value> to_integer(std::string_view text) {
  const auto number = whole_of<std::int32_t>(text);
  return number ? std::optional(Value::integer(*number)) : std::nullopt;
}

std::optional<Value> to_long(std::string_view text) {
  const auto number = whole_of<std::int64_t>(text);
  return number ? std::optional(Value::long_integer(*number)) : std::nullopt;
}

std::optional<Value> to_double(std::string_view text) {
  const auto number = fraction_of(text);
  return number ? std::optional(Value::number(*number)) : std::nullopt;
}

std::optional<Value> to_date(std::string_view text) {
  const auto time = parse_rest_date(text);
  return time ? std::optional(Value::date(*time)) : std::nullopt;
}

struct ScalarType {
  ValueType type;
  std::string_view java_type;
  Convert convert;
};

constexpr std::array<ScalarType, 6> kScalars = {{
    {ValueType::boolean, "java.lang.Boolean", to_boolean},
    {ValueType::short_integer, "java.lang.Short", to_short},
    {ValueType::integer, "java.lang.Integer", to_integer},
    {ValueType::long_integer, "java.lang.Long", to_long},
    {ValueType::double_number, "java.lang.Double", to_double},
    {ValueType::date, "java.util.Date", to_date},
}};

[[noreturn]] void cannot_convert(const Json& given, ValueType type, std::string_view java_type) {
  throw ValueError{fmt::format("Cannot convert value '{}' of type '{}' to java type {}", java_tree(given),
                               type_name(type), java_type)};
}

Value read_scalar(const ScalarType& scalar, const Json& given) {
  const std::string text = java_tree(given);
  const std::string_view trimmed = trim(text);
  if (given.is_null() || (given.is_string() && trimmed.empty())) return Value::typed_null(scalar.type);
  if (scalar.type == ValueType::double_number && given.is_number()) return Value::number(given.get<double>());
  const bool takes_json_boolean = scalar.type == ValueType::boolean;
  if (given.is_boolean() && !takes_json_boolean) cannot_convert(given, scalar.type, scalar.java_type);
  if (const auto value = scalar.convert(trimmed)) return *value;
  cannot_convert(given, scalar.type, scalar.java_type);
}

std::string member_text(const Json& info, const char* name) {
  const auto found = info.find(name);
  return found != info.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Value read_string(const Json& given, const Json&) {
  return given.is_null() ? Value::typed_null(ValueType::string) : Value::string(java_tree(given));
}

Value read_null(const Json& given, const Json&) {
  if (!given.is_null()) cannot_convert(given, ValueType::null, "javax.lang.model.type.NullType");
  return {};
}

Value read_bytes(const Json& given, const Json&) {
  if (given.is_null()) return Value::typed_null(ValueType::bytes);
  const std::string text = given.is_string() ? given.get<std::string>() : std::string();
  auto bytes = given.is_string() && text.size() % 4 == 0 ? decode_base64(text) : std::nullopt;
  if (!bytes) cannot_convert(given, ValueType::bytes, "[B");
  return Value::bytes(std::move(*bytes));
}

Value read_file(const Json& given, const Json& info) {
  if (!info.contains("filename")) {
    throw ValueError{
        "Cannot create file without filename! Please set a name into ValueInfo with key filename", true};
  }
  if (!given.is_string())
    throw ValueError{"Provided value is not of File, InputStream or byte[] type.", true};
  // As in Camunda, a content that is not base64 is not refused.
  return Value::file({member_text(info, "filename"), member_text(info, "mimeType"),
                      member_text(info, "encoding"), decode_base64(given.get<std::string>()).value_or("")});
}

void require_text(const Json& given, ValueType type) {
  if (given.is_null() || given.is_string()) return;
  throw ValueError{fmt::format(
      "Must provide 'null' or String value for value of SerializableValue type '{}'.", type_name(type))};
}

Value read_json(const Json& given, const Json&) {
  require_text(given, ValueType::json);
  return given.is_null() ? Value::typed_null(ValueType::json) : Value::json(given.get<std::string>());
}

Value read_xml(const Json& given, const Json&) {
  require_text(given, ValueType::xml);
  return given.is_null() ? Value::typed_null(ValueType::xml) : Value::xml(given.get<std::string>());
}

[[noreturn]] void no_serializer(const Json& given, const std::string& class_name, const std::string& format) {
  const std::string size =
      given.is_null() ? "null" : fmt::format("{} chars", given.get_ref<const std::string&>().size());
  throw ValueError{
      fmt::format("Cannot find serializer for value 'ObjectValue [value=null, isDeserialized=false, "
                  "serializationDataFormat={}, objectTypeName={}, serializedValue={}, "
                  "isTransient=false]'.",
                  format.empty() ? "null" : format, class_name.empty() ? "null" : class_name, size),
      true};
}

Value read_object(const Json& given, const Json& info) {
  require_text(given, ValueType::object);
  std::string class_name = member_text(info, "objectTypeName");
  std::string format = member_text(info, "serializationDataFormat");
  if (format.empty()) no_serializer(given, class_name, format);
  if (given.is_null()) return Value::typed_null(ValueType::object, std::move(class_name), std::move(format));
  if (class_name.empty()) {
    throw ValueError{"Cannot write serialized value: no 'objectTypeName' provided for non-null value.", true};
  }
  return Value::object(given.get<std::string>(), std::move(class_name), std::move(format));
}

using Read = Value (*)(const Json& given, const Json& info);

constexpr std::array<std::pair<ValueType, Read>, 7> kReaders = {{
    {ValueType::null, read_null},
    {ValueType::string, read_string},
    {ValueType::bytes, read_bytes},
    {ValueType::file, read_file},
    {ValueType::object, read_object},
    {ValueType::json, read_json},
    {ValueType::xml, read_xml},
}};

Value read_typed(ValueType type, const Json& given, const Json& info) {
  for (const auto& scalar : kScalars) {
    if (scalar.type == type) return read_scalar(scalar, given);
  }
  for (const auto& [known, read] : kReaders) {
    if (known == type) return read(given, info);
  }
  throw ValueError{fmt::format("Unsupported value type '{}'", type_name(type))};
}

ValueType type_of(const Json& given_type) {
  const std::string name = java_tree(given_type);
  ValueType type{};
  if (parse_type_name(name, type)) return type;
  if (name == "Number" || name == "number") {
    throw ValueError{"Cannot serialize value of abstract type number", true};
  }
  throw ValueError{fmt::format("Unsupported value type '{}'", name)};
}

const Json& member_or(const Json& object, const char* name, const Json& fallback) {
  const auto found = object.find(name);
  return found == object.end() ? fallback : *found;
}

Json object_to_rest(const Value& value, bool deserialize) {
  const Document& document = value.as_document();
  if (value.is_null()) return nullptr;
  if (deserialize) {
    if (const auto tree = value.tree()) return *tree;
  }
  return document.text;
}

Json info_to_rest(const Value& value) {
  Json info = Json::object();
  if (value.declared_type() == ValueType::object) {
    const Document& document = value.as_document();
    info["objectTypeName"] = document.object_type_name;
    info["serializationDataFormat"] = document.serialization_format;
  } else if (value.type() == ValueType::file) {
    const FileData& file = value.as_file();
    info["filename"] = file.filename;
    if (!file.mime_type.empty()) info["mimeType"] = file.mime_type;
    if (!file.encoding.empty()) info["encoding"] = file.encoding;
  }
  return info;
}

Json content_to_rest(const Value& value, bool deserialize) {
  switch (value.type()) {
    case ValueType::null: return nullptr;
    case ValueType::boolean: return value.as_boolean();
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer: return value.as_long();
    case ValueType::double_number: {
      const double number = value.as_double();
      if (std::isfinite(number)) return number;
      return java_double(number);
    }
    case ValueType::string: return value.as_string();
    case ValueType::date: return format_rest_date(value.as_date());
    case ValueType::bytes: return encode_base64(value.as_bytes());
    case ValueType::file: return nullptr;
    case ValueType::object: return object_to_rest(value, deserialize);
    case ValueType::json:
    case ValueType::xml: return value.as_document().text;
  }
  return nullptr;
}

}  // namespace

TypedValue value_from_rest(const Json& dto) {
  static const Json kNull;
  if (!dto.is_object()) {
    throw ValueError{
        fmt::format("Expected an object with 'type', 'value' and 'valueInfo', found {}", java_json(dto))};
  }
  const Json& type = member_or(dto, "type", kNull);
  const Json& given = member_or(dto, "value", kNull);
  const Json& info = member_or(dto, "valueInfo", kNull);
  if (!info.is_null() && !info.is_object()) {
    throw ValueError{fmt::format("Expected 'valueInfo' to be an object, found {}", java_json(info))};
  }
  TypedValue result;
  if (info.is_object()) {
    const Json& transient = member_or(info, "transient", kNull);
    if (!transient.is_null() && !transient.is_boolean()) {
      throw ValueError{"The property 'transient' should have a value of type 'boolean'."};
    }
    result.is_transient = transient.is_boolean() && transient.get<bool>();
  }
  result.value = type.is_null() ? Value::from_tree(given) : read_typed(type_of(type), given, info);
  return result;
}

Json value_to_rest(const Value& value, bool deserialize) {
  Json dto = Json::object();
  dto["type"] = type_name(value.declared_type());
  dto["value"] = content_to_rest(value, deserialize);
  dto["valueInfo"] = info_to_rest(value);
  return dto;
}

}  // namespace baton
