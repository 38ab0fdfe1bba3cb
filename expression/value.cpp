// Small values live in the variant; what may be large (long text included) is in a shared, immutable payload,
// so that a copy never copies content.
#include "expression/value.hpp"

#include <array>
#include <cctype>
#include <limits>
#include <mutex>
#include <nlohmann/json.hpp>

#include "expression/java_text.hpp"

namespace baton {

namespace {

constexpr int kMaxJsonDepth = 1000;
constexpr std::size_t kMaxInlineText = 15;  // what std::string holds without an allocation
constexpr std::string_view kJsonFormat = "application/json";

constexpr std::array<std::string_view, 13> kTypeNames = {"Null",   "Boolean", "Short", "Integer", "Long",
                                                         "Double", "String",  "Date",  "Bytes",   "File",
                                                         "Object", "Json",    "Xml"};

std::shared_ptr<const Json> parse_json(const std::string& text) {
  if (!json_nests_at_most(text, kMaxJsonDepth)) return nullptr;
  Json tree = Json::parse(text, nullptr, false);
  if (tree.is_discarded()) return nullptr;
  return std::make_shared<const Json>(std::move(tree));
}

}  // namespace

std::string_view type_name(ValueType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

bool parse_type_name(std::string_view name, ValueType& type) {
  if (name.empty()) return false;
  for (std::size_t i = 0; i < kTypeNames.size(); ++i) {
    const std::string_view known = kTypeNames[i];
    if (name.substr(1) != known.substr(1)) continue;
    if (std::toupper(static_cast<unsigned char>(name.front())) != known.front()) continue;
    type = static_cast<ValueType>(i);
    return true;
  }
  return false;
}

struct Value::Payload {
  explicit Payload(std::string bytes) : content(std::move(bytes)) {}
  explicit Payload(FileData file) : content(std::move(file)) {}
  explicit Payload(Document document, std::shared_ptr<const Json> known_tree = nullptr)
      : content(std::move(document)), tree(std::move(known_tree)) {
    if (tree) std::call_once(parsed, [] {});
  }

  std::variant<std::string, FileData, Document> content;  // text or bytes; file; Object, Json, Xml
  mutable std::once_flag parsed;
  mutable std::shared_ptr<const Json> tree;
};

Value Value::typed_null(ValueType declared, std::string object_type_name, std::string serialization_format) {
  Value value;
  value.declared_ = declared;
  if (declared == ValueType::object) {
    value.data_ = std::make_shared<const Payload>(
        Document{{}, std::move(object_type_name), std::move(serialization_format)});
  }
  return value;
}

Value Value::boolean(bool v) {
  Value value;
  value.type_ = ValueType::boolean;
  value.data_ = v;
  return value;
}

Value Value::short_integer(std::int16_t v) {
  Value value;
  value.type_ = ValueType::short_integer;
  value.data_ = std::int64_t{v};
  return value;
}

Value Value::integer(std::int32_t v) {
  Value value;
  value.type_ = ValueType::integer;
  value.data_ = std::int64_t{v};
  return value;
}

Value Value::long_integer(std::int64_t v) {
  Value value;
  value.type_ = ValueType::long_integer;
  value.data_ = v;
  return value;
}

Value Value::number(double v) {
  Value value;
  value.type_ = ValueType::double_number;
  value.data_ = v;
  return value;
}

Value Value::string(std::string v) {
  Value value;
  value.type_ = ValueType::string;
  if (v.size() <= kMaxInlineText) {
    value.data_ = std::move(v);
  } else {
    value.data_ = std::make_shared<const Payload>(std::move(v));
  }
  return value;
}

Value Value::date(TimestampMs v) {
  Value value;
  value.type_ = ValueType::date;
  value.data_ = v;
  return value;
}

Value Value::bytes(std::string v) {
  Value value;
  value.type_ = ValueType::bytes;
  value.data_ = std::make_shared<const Payload>(std::move(v));
  return value;
}

Value Value::file(FileData v) {
  Value value;
  value.type_ = ValueType::file;
  value.data_ = std::make_shared<const Payload>(std::move(v));
  return value;
}

Value Value::json(std::string text) {
  Value value;
  value.type_ = ValueType::json;
  value.data_ = std::make_shared<const Payload>(Document{std::move(text), {}, {}});
  return value;
}

Value Value::xml(std::string text) {
  Value value;
  value.type_ = ValueType::xml;
  value.data_ = std::make_shared<const Payload>(Document{std::move(text), {}, {}});
  return value;
}

Value Value::object(std::string text, std::string object_type_name, std::string serialization_format) {
  Value value;
  value.type_ = ValueType::object;
  value.data_ = std::make_shared<const Payload>(
      Document{std::move(text), std::move(object_type_name), std::move(serialization_format)});
  return value;
}

Value Value::from_tree(const Json& tree) {
  switch (tree.type()) {
    case Json::value_t::boolean: return boolean(tree.get<bool>());
    case Json::value_t::string: return string(tree.get<std::string>());
    case Json::value_t::number_float: return number(tree.get<double>());
    case Json::value_t::number_unsigned:
      if (tree.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        return number(tree.get<double>());
      [[fallthrough]];
    case Json::value_t::number_integer: {
      const auto whole = tree.get<std::int64_t>();
      const bool fits = whole >= std::numeric_limits<std::int32_t>::min() &&
                        whole <= std::numeric_limits<std::int32_t>::max();
      return fits ? integer(static_cast<std::int32_t>(whole)) : long_integer(whole);
    }
    case Json::value_t::array:
    case Json::value_t::object: {
      Value value;
      value.type_ = ValueType::object;
      Document document{java_json(tree), tree.is_array() ? "java.util.ArrayList" : "java.util.LinkedHashMap",
                        std::string(kJsonFormat)};
      value.data_ = std::make_shared<const Payload>(std::move(document), std::make_shared<const Json>(tree));
      return value;
    }
    default: return {};
  }
}

bool Value::is_whole_number() const {
  return type_ == ValueType::short_integer || type_ == ValueType::integer || type_ == ValueType::long_integer;
}

bool Value::is_number() const { return is_whole_number() || type_ == ValueType::double_number; }

bool Value::as_boolean() const { return std::get<bool>(data_); }

std::int64_t Value::as_long() const { return std::get<std::int64_t>(data_); }

double Value::as_double() const {
  if (const auto* whole = std::get_if<std::int64_t>(&data_)) return static_cast<double>(*whole);
  return std::get<double>(data_);
}

const std::string& Value::as_string() const {
  if (const auto* text = std::get_if<std::string>(&data_)) return *text;
  return std::get<std::string>(std::get<std::shared_ptr<const Payload>>(data_)->content);
}

TimestampMs Value::as_date() const { return std::get<std::int64_t>(data_); }

const std::string& Value::as_bytes() const {
  return std::get<std::string>(std::get<std::shared_ptr<const Payload>>(data_)->content);
}

const FileData& Value::as_file() const {
  return std::get<FileData>(std::get<std::shared_ptr<const Payload>>(data_)->content);
}

const Document& Value::as_document() const {
  return std::get<Document>(std::get<std::shared_ptr<const Payload>>(data_)->content);
}

std::shared_ptr<const Json> Value::tree() const {
  if (type_ != ValueType::json && type_ != ValueType::object) return nullptr;
  const Payload& payload = *std::get<std::shared_ptr<const Payload>>(data_);
  std::call_once(payload.parsed, [&] {
    const auto& document = std::get<Document>(payload.content);
    if (type_ == ValueType::json || document.serialization_format == kJsonFormat) {
      payload.tree = parse_json(document.text);
    }
  });
  return payload.tree;
}

namespace {

bool same(const FileData& a, const FileData& b) {
  return a.bytes == b.bytes && a.filename == b.filename && a.mime_type == b.mime_type &&
         a.encoding == b.encoding;
}

bool same(const Document& a, const Document& b) {
  return a.text == b.text && a.object_type_name == b.object_type_name &&
         a.serialization_format == b.serialization_format;
}

bool same(const std::string& a, const std::string& b) { return a == b; }

}  // namespace

bool operator==(const Value& a, const Value& b) {
  if (a.type_ != b.type_ || a.declared_ != b.declared_) return false;
  const auto* left = std::get_if<std::shared_ptr<const Value::Payload>>(&a.data_);
  const auto* right = std::get_if<std::shared_ptr<const Value::Payload>>(&b.data_);
  if (!left || !right) return !left && !right && a.data_ == b.data_;
  if (*left == *right) return true;
  return std::visit(
      [&](const auto& content) {
        return same(content, std::get<std::decay_t<decltype(content)>>((*right)->content));
      },
      (*left)->content);
}

}  // namespace baton
