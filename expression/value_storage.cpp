// Values as database columns.
#include <nlohmann/json.hpp>

#include "expression/base64.hpp"
#include "expression/value.hpp"

namespace baton {

namespace {

constexpr std::string_view kJsonFormat = "application/json";

// The class name, with the format after a line break unless it is the usual one.
std::string object_columns(const Document& document) {
  if (document.serialization_format == kJsonFormat) return document.object_type_name;
  return document.object_type_name + "\n" + document.serialization_format;
}

std::pair<std::string, std::string> split_object_columns(const std::string& text2) {
  const std::size_t end = text2.find('\n');
  if (end == std::string::npos) return {text2, std::string(kJsonFormat)};
  return {text2.substr(0, end), text2.substr(end + 1)};
}

void store_null(const Value& value, StoredValue& stored) {
  const ValueType declared = value.declared_type();
  if (declared == ValueType::null) return;
  stored.text2 = type_name(declared);
  if (declared == ValueType::object) stored.text2 += ":" + object_columns(value.as_document());
}

Value restore_null(const StoredValue& stored) {
  const std::size_t colon = stored.text2.find(':');
  ValueType declared = ValueType::null;
  if (!parse_type_name(stored.text2.substr(0, colon), declared)) return {};
  if (colon == std::string::npos) return Value::typed_null(declared);
  auto [class_name, format] = split_object_columns(stored.text2.substr(colon + 1));
  return Value::typed_null(declared, std::move(class_name), std::move(format));
}

void store_file(const FileData& file, StoredValue& stored) {
  stored.text = encode_base64(file.bytes);
  const Json metadata = {
      {"filename", file.filename}, {"mimeType", file.mime_type}, {"encoding", file.encoding}};
  stored.text2 = metadata.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Value restore_file(const StoredValue& stored) {
  const Json metadata = Json::parse(stored.text2, nullptr, false);
  if (!metadata.is_object()) return Value::file({{}, {}, {}, decode_base64(stored.text).value_or("")});
  return Value::file({metadata.value("filename", ""), metadata.value("mimeType", ""),
                      metadata.value("encoding", ""), decode_base64(stored.text).value_or("")});
}

}  // namespace

StoredValue to_stored(const Value& value) {
  StoredValue stored;
  stored.type = value.type();
  switch (value.type()) {
    case ValueType::null: store_null(value, stored); break;
    case ValueType::boolean: stored.number = value.as_boolean() ? 1 : 0; break;
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer:
      stored.number = value.as_long();
      stored.real = value.as_double();
      break;
    case ValueType::double_number: stored.real = value.as_double(); break;
    case ValueType::string: stored.text = value.as_string(); break;
    case ValueType::date: stored.number = value.as_date(); break;
    case ValueType::bytes: stored.text = encode_base64(value.as_bytes()); break;
    case ValueType::file: store_file(value.as_file(), stored); break;
    case ValueType::object:
      stored.text = value.as_document().text;
      stored.text2 = object_columns(value.as_document());
      break;
    case ValueType::json:
    case ValueType::xml: stored.text = value.as_document().text; break;
  }
  return stored;
}

Value from_stored(const StoredValue& stored) {
  switch (stored.type) {
    case ValueType::null: return restore_null(stored);
    case ValueType::boolean: return Value::boolean(stored.number != 0);
    case ValueType::short_integer: return Value::short_integer(static_cast<std::int16_t>(stored.number));
    case ValueType::integer: return Value::integer(static_cast<std::int32_t>(stored.number));
    case ValueType::long_integer: return Value::long_integer(stored.number);
    case ValueType::double_number: return Value::number(stored.real);
    case ValueType::string: return Value::string(stored.text);
    case ValueType::date: return Value::date(stored.number);
    case ValueType::bytes: return Value::bytes(decode_base64(stored.text).value_or(""));
    case ValueType::file: return restore_file(stored);
    case ValueType::object: {
      auto [class_name, format] = split_object_columns(stored.text2);
      return Value::object(stored.text, std::move(class_name), std::move(format));
    }
    case ValueType::json: return Value::json(stored.text);
    case ValueType::xml: return Value::xml(stored.text);
  }
  return {};
}

}  // namespace baton
