// Process variable values with Camunda 7's types (camunda7-rest B.5), and what expressions compute with.
//
// A Value is small and cheap to copy: payloads that may be large (bytes, files, JSON, objects) are
// shared and immutable. Values carry no name and no scope; see runtime/state for variables.
// Thread-safe as an immutable value: copies may be read on any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>

namespace baton {

using Json = nlohmann::ordered_json;

// Milliseconds since 1970-01-01T00:00:00Z.
using TimestampMs = std::int64_t;

// Numbers are stored (database, events): never renumber.
enum class ValueType : std::uint8_t {
  null = 0,
  boolean = 1,
  short_integer = 2,
  integer = 3,
  long_integer = 4,
  double_number = 5,
  string = 6,
  date = 7,
  bytes = 8,
  file = 9,
  object = 10,
  json = 11,
  xml = 12,
};

// The wire name with a capital: "String", "Integer", "Null" ... (B.5).
std::string_view type_name(ValueType type);

// Accepts any case of the first letter ("json", "Json"). False when the name is not a type.
bool parse_type_name(std::string_view name, ValueType& type);

struct FileData {
  std::string filename;
  std::string mime_type;  // may be empty
  std::string encoding;   // may be empty
  std::string bytes;
};

// A serialised object or document. `text` is kept exactly as it was given, well-formed or not.
struct Document {
  std::string text;
  std::string object_type_name;      // object only, e.g. "java.util.ArrayList"
  std::string serialization_format;  // object only, e.g. "application/json"
};

class Value {
 public:
  Value() = default;  // Null
  static Value null() { return {}; }
  // A null that remembers which type it was given as ({"type":"String","value":null}). It is null in every
  // respect (type(), is_null()); only declared_type(), storage and REST tell. `object_type_name` and
  // `serialization_format` are kept for ValueType::object.
  static Value typed_null(ValueType declared, std::string object_type_name = {},
                          std::string serialization_format = {});
  static Value boolean(bool v);
  static Value short_integer(std::int16_t v);
  static Value integer(std::int32_t v);
  static Value long_integer(std::int64_t v);
  static Value number(double v);
  static Value string(std::string v);
  static Value date(TimestampMs v);
  static Value bytes(std::string v);
  static Value file(FileData v);
  static Value json(std::string text);
  static Value xml(std::string text);
  static Value object(std::string text, std::string object_type_name, std::string serialization_format);
  // A Java list or map: Object of java.util.ArrayList / java.util.LinkedHashMap, serialised as JSON.
  // A scalar becomes String, Boolean, Integer (Long when it does not fit), Double or Null.
  static Value from_tree(const Json& tree);

  ValueType type() const { return type_; }
  // The type as given: differs from type() for typed nulls only.
  ValueType declared_type() const { return is_null() ? declared_ : type_; }
  bool is_null() const { return type_ == ValueType::null; }
  bool is_whole_number() const;  // Short, Integer, Long
  bool is_number() const;        // whole or Double

  // Each requires the type named; number widening: as_long takes any whole number, as_double any number.
  bool as_boolean() const;
  std::int64_t as_long() const;
  double as_double() const;
  const std::string& as_string() const;  // String
  TimestampMs as_date() const;
  const std::string& as_bytes() const;
  const FileData& as_file() const;
  const Document& as_document() const;  // Object, Json, Xml; also a typed null of Object

  // The parsed JSON of a Json value or of an Object in a JSON format, parsed once and shared.
  // Null when the text is not JSON (or nests deeper than 1000). Owned by the value and its copies.
  std::shared_ptr<const Json> tree() const;

  // Same type and same content. Numbers of different types are different values.
  friend bool operator==(const Value& a, const Value& b);
  friend bool operator!=(const Value& a, const Value& b) { return !(a == b); }

 private:
  struct Payload;  // bytes, file or document with its lazily parsed tree
  ValueType type_ = ValueType::null;
  ValueType declared_ = ValueType::null;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, std::shared_ptr<const Payload>> data_;
};

// --- JSON as the REST API writes it -------------------------------------------------------------

// Why a {"type","value","valueInfo"} could not be read; the words follow Camunda's.
struct ValueError {
  std::string message;
  // Camunda answers 400 InvalidRequestException, but 500 RestException where this is set (an Object without
  // type information, a File without a name).
  bool internal = false;
};

struct TypedValue {
  Value value;
  bool is_transient = false;
};

// Reads one {"type"?, "value"?, "valueInfo"?} (B.5): infers the type when absent, folds the case of the
// type's first letter, converts numeric strings, decodes base64. Throws ValueError.
TypedValue value_from_rest(const Json& dto);

// Writes type, value and valueInfo. `deserialize`: Object in JSON format answers its parsed JSON.
// (Json answers its text always when false; see camunda7-surprises for true.) Files answer null.
Json value_to_rest(const Value& value, bool deserialize);

// --- Storage form -------------------------------------------------------------------------------

// A value as database columns; what a type does not use is empty. `text` holds strings, documents and
// base64 of bytes; `text2` holds object_type_name (and, after a line break, a serialisation format other
// than JSON), a file's metadata as JSON, or, for a typed null, the declared type's name.
struct StoredValue {
  ValueType type = ValueType::null;
  std::int64_t number = 0;  // boolean, whole numbers, date
  double real = 0;          // Double, and every number once more, so that queries can compare
  std::string text;
  std::string text2;
};
StoredValue to_stored(const Value& value);
Value from_stored(const StoredValue& stored);

}  // namespace baton
