#include "expression/juel/item.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "expression/base64.hpp"
#include "expression/java_text.hpp"
#include "expression/juel/objects.hpp"
#include "expression/juel/spin.hpp"

namespace baton::juel {

namespace {

constexpr std::array<std::string_view, 13> kClassNames = {
    "null",
    "java.lang.Boolean",
    "java.lang.Short",
    "java.lang.Integer",
    "java.lang.Long",
    "java.lang.Double",
    "java.lang.String",
    "java.util.Date",
    "[B",
    "java.io.ByteArrayInputStream",
    "java.lang.Object",
    "org.camunda.spin.impl.json.jackson.JacksonJsonNode",
    "org.camunda.spin.impl.xml.dom.DomXmlElement"};

Item document_item(const Value& value) {
  const auto tree = value.tree();
  if (value.type() == ValueType::json && tree) return Item(make_spin(tree));
  if (value.type() == ValueType::object && tree && tree->is_array()) {
    return Item(std::make_shared<ListObject>(tree, value));
  }
  if (value.type() == ValueType::object && tree && tree->is_object()) {
    return Item(std::make_shared<MapObject>(tree, value));
  }
  if (value.type() == ValueType::object && tree) return to_item(tree, *tree);
  return Item(std::make_shared<OpaqueObject>(value));
}

std::string scalar_text(const Value& value) {
  switch (value.type()) {
    case ValueType::boolean: return value.as_boolean() ? "true" : "false";
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer: return std::to_string(value.as_long());
    case ValueType::double_number: return java_double(value.as_double());
    case ValueType::string: return value.as_string();
    case ValueType::date: return java_date(value.as_date());
    case ValueType::bytes: return encode_base64(value.as_bytes());
    case ValueType::file: return value.as_file().filename;
    default: return {};
  }
}

}  // namespace

std::optional<Item> Object::call_other(Evaluation&, std::string_view, const std::vector<Item>&) const {
  return std::nullopt;
}

std::optional<Item> Object::read_other(Evaluation&, std::string_view) const { return std::nullopt; }

Item to_item(const Value& value) {
  switch (value.type()) {
    case ValueType::object:
    case ValueType::json:
    case ValueType::xml: return document_item(value);
    case ValueType::null: return {};
    default: return Item(value);
  }
}

Item to_item(const std::shared_ptr<const Json>& holder, const Json& node) {
  if (node.is_array())
    return Item(std::make_shared<ListObject>(std::shared_ptr<const Json>(holder, &node), std::nullopt));
  if (node.is_object())
    return Item(std::make_shared<MapObject>(std::shared_ptr<const Json>(holder, &node), std::nullopt));
  return Item(Value::from_tree(node));
}

Value to_value(const Item& item) { return item.object ? item.object->to_value() : item.value; }

Json to_json(const Item& item) {
  if (item.object) return item.object->to_json();
  const Value& value = item.value;
  switch (value.type()) {
    case ValueType::boolean: return value.as_boolean();
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer:
    case ValueType::date: return value.type() == ValueType::date ? value.as_date() : value.as_long();
    case ValueType::double_number: return value.as_double();
    case ValueType::string: return value.as_string();
    case ValueType::bytes: return encode_base64(value.as_bytes());
    case ValueType::file: return value.as_file().filename;
    default: return nullptr;
  }
}

std::string to_text(const Item& item) { return item.object ? item.object->text() : scalar_text(item.value); }

std::string value_of(const Item& item) { return item.is_null() ? "null" : to_text(item); }

std::string class_name(const Item& item) {
  if (item.object) return item.object->class_name();
  return std::string(kClassNames[static_cast<std::size_t>(item.value.type())]);
}

bool java_equals(const Item& a, const Item& b) {
  if (a.object) return a.object->equals(b);
  return !b.object && a.value == b.value;
}

}  // namespace baton::juel
