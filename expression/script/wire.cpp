#include "expression/script/wire.hpp"

#include <limits>
#include <nlohmann/json.hpp>

namespace baton::script {

void WireWriter::text(std::string_view v) {
  if (v.size() > std::numeric_limits<std::uint32_t>::max()) throw WireError("text of 4 GiB or more");
  u32(static_cast<std::uint32_t>(v.size()));
  out_.append(v);
}

void WireWriter::tagged(std::uint8_t type, std::string_view payload) {
  u8(type);
  text(payload);
}

namespace {

std::string file_payload(const FileData& file) {
  WireWriter out;
  out.text(file.filename);
  out.text(file.mime_type);
  out.text(file.encoding);
  out.raw(file.bytes);
  return out.take();
}

std::string object_payload(const Document& document) {
  WireWriter out;
  out.text(document.object_type_name);
  out.text(document.serialization_format);
  out.raw(document.text);
  return out.take();
}

std::string payload_of(const Value& v) {
  WireWriter out;
  switch (v.type()) {
    case ValueType::null: break;
    case ValueType::boolean: out.u8(v.as_boolean() ? 1 : 0); break;
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer: out.i64(v.as_long()); break;
    case ValueType::double_number: out.f64(v.as_double()); break;
    case ValueType::string: return v.as_string();
    case ValueType::date: out.i64(v.as_date()); break;
    case ValueType::bytes: return v.as_bytes();
    case ValueType::file: return file_payload(v.as_file());
    case ValueType::object: return object_payload(v.as_document());
    case ValueType::json:
    case ValueType::xml: return v.as_document().text;
  }
  return out.take();
}

template <class T>
T whole(WireReader& in, const char* name) {
  const std::int64_t v = in.i64();
  if (v < std::numeric_limits<T>::min() || v > std::numeric_limits<T>::max())
    throw WireError(std::string("number out of range for ") + name);
  return static_cast<T>(v);
}

Value decode_file(WireReader& in) {
  FileData file;
  file.filename = in.text();
  file.mime_type = in.text();
  file.encoding = in.text();
  file.bytes = in.rest();
  return Value::file(std::move(file));
}

Value decode_object(WireReader& in) {
  std::string type_name(in.text());
  std::string format(in.text());
  return Value::object(std::string(in.rest()), std::move(type_name), std::move(format));
}

Value decode_tree(std::string_view text) {
  if (is_too_deep(text)) throw WireError("value nests too deeply");
  Json tree = Json::parse(text, nullptr, false);
  if (tree.is_discarded()) throw WireError("value is not JSON");
  return Value::from_tree(tree);
}

}  // namespace

bool is_too_deep(std::string_view json) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') in_string = !in_string;
    if (in_string && c == '\\') ++i;
    if (in_string) continue;
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > kMaxTreeDepth) return true;
  }
  return false;
}

void WireWriter::value(const Value& v) { tagged(static_cast<std::uint8_t>(v.type()), payload_of(v)); }

std::string_view WireReader::take(std::size_t count) {
  if (count > rest_.size()) throw WireError("message is cut off");
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::string_view WireReader::text() {
  const std::uint32_t size = u32();
  return take(size);
}

WireValue WireReader::value() {
  const std::string_view start = rest_;
  WireValue v;
  v.type = u8();
  v.payload = text();
  v.whole = start.substr(0, start.size() - rest_.size());
  return v;
}

Value decode_value(const WireValue& wire) {
  if (wire.type == kWireTree) return decode_tree(wire.payload);
  WireReader in(wire.payload);
  switch (static_cast<ValueType>(wire.type)) {
    case ValueType::null: return Value::null();
    case ValueType::boolean: return Value::boolean(in.u8() != 0);
    case ValueType::short_integer: return Value::short_integer(whole<std::int16_t>(in, "Short"));
    case ValueType::integer: return Value::integer(whole<std::int32_t>(in, "Integer"));
    case ValueType::long_integer: return Value::long_integer(in.i64());
    case ValueType::double_number: return Value::number(in.f64());
    case ValueType::string: return Value::string(std::string(wire.payload));
    case ValueType::date: return Value::date(in.i64());
    case ValueType::bytes: return Value::bytes(std::string(wire.payload));
    case ValueType::file: return decode_file(in);
    case ValueType::object: return decode_object(in);
    case ValueType::json: return Value::json(std::string(wire.payload));
    case ValueType::xml: return Value::xml(std::string(wire.payload));
  }
  throw WireError("unknown value type " + std::to_string(wire.type));
}

}  // namespace baton::script
