#include "expression/juel/spin.hpp"

#include <fmt/format.h>

#include <optional>

#include "expression/java_text.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/json_path.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/objects.hpp"
#include "expression/juel/spin_values.hpp"

namespace baton::juel {

namespace {

[[noreturn]] void path_error() {
  throw Fault{
      FaultKind::java,
      "org.camunda.spin.json.SpinJsonPathException: SPIN/JACKSON-JSON-01013 Unable to evaluate JsonPath "
      "expression on element 'org.camunda.spin.impl.json.jackson.JacksonJsonNode'"};
}

// The node that a path selected: what its methods answer for.
class SpinPathObject : public Object {
 public:
  explicit SpinPathObject(std::optional<Item> found) : Object(ObjectKind::opaque), found_(std::move(found)) {}

  const SpinObject& element() const {
    if (!found_) path_error();
    return static_cast<const SpinObject&>(*found_->object);
  }
  const Item& element_item() const {
    element();
    return *found_;
  }

  std::string class_name() const override {
    return "org.camunda.spin.impl.json.jackson.query.JacksonJsonPathQuery";
  }
  std::string text() const override { return class_name(); }
  Value to_value() const override { return element().to_value(); }
  Json to_json() const override { return element().node(); }
  const MethodTable& methods() const override;

 private:
  std::optional<Item> found_;
};

const SpinPathObject& path_of(const Call& call) {
  return static_cast<const SpinPathObject&>(*call.self.object);
}

const MethodTable kPathMethods(
    {
        {"element", "", [](const Call& c) { return path_of(c).element_item(); }},
        {"elementList", "", [](const Call& c) { return elements_of(path_of(c).element()); }},
        {"stringValue", "", [](const Call& c) { return string_value(path_of(c).element().node()); }},
        {"numberValue", "", [](const Call& c) { return number_value(path_of(c).element().node()); }},
        {"boolValue", "", [](const Call& c) { return bool_value(path_of(c).element().node()); }},
    },
    &object_methods());

const MethodTable& SpinPathObject::methods() const { return kPathMethods; }

}  // namespace

Json& SpinDocument::change() {
  if (!own_) {
    own_ = std::make_shared<Json>(*tree_);
    tree_ = own_;
  }
  return *own_;
}

SpinObject::SpinObject(std::shared_ptr<SpinDocument> document, Json::json_pointer path)
    : Object(ObjectKind::spin), document_(std::move(document)), path_(std::move(path)) {}

const Json& SpinObject::node() const {
  const Json& tree = document_->tree();
  if (path_.empty()) return tree;
  if (!tree.contains(path_)) spin_property_error(path_.to_string());
  return tree.at(path_);
}

Json& SpinObject::change() {
  node();
  return document_->change().at(path_);
}

Item SpinObject::child(const std::string& name) const {
  const Json& here = node();
  if (!here.is_object() || !here.contains(name)) spin_property_error(name);
  return at(path_ / name);
}

Item SpinObject::child(std::size_t index) const { return at(path_ / index); }

Item SpinObject::at(Json::json_pointer path) const {
  return Item(std::make_shared<SpinObject>(document_, std::move(path)));
}

std::string SpinObject::text() const {
  const Json& here = node();
  return java_json(here);
}

Value SpinObject::to_value() const { return Value::json(text()); }

ObjectPtr make_spin(std::shared_ptr<const Json> tree) {
  return std::make_shared<SpinObject>(std::make_shared<SpinDocument>(std::move(tree)), Json::json_pointer());
}

Item parse_spin(const Item& input, bool detect_format) {
  if (input.is_null()) {
    throw Fault{FaultKind::java,
                "java.lang.IllegalArgumentException: UTILS-02001 Parameter 'parameter' is null"};
  }
  if (input.object && input.object->kind() == ObjectKind::spin) return input;
  const bool collection =
      input.object && (input.object->kind() == ObjectKind::map || input.object->kind() == ObjectKind::list);
  if (!detect_format && collection) return Item(make_spin(std::make_shared<const Json>(to_json(input))));
  if (!input.is(ValueType::string)) {
    throw Fault{FaultKind::java,
                fmt::format("java.lang.IllegalArgumentException: SPIN-01001 Unsupported input of "
                            "type '{}'",
                            class_name(input))};
  }
  const std::string& text = input.value.as_string();
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool looks_like_json = first != std::string::npos && (text[first] == '{' || text[first] == '[');
  if (detect_format && !looks_like_json) {
    throw Fault{FaultKind::java,
                "org.camunda.spin.spi.SpinDataFormatException: SPIN-01004 No matching data format detected"};
  }
  const auto tree = Value::json(text).tree();
  if (!tree) {
    throw Fault{FaultKind::java,
                "org.camunda.spin.json.SpinJsonDataFormatException: SPIN/JACKSON-JSON-01001 Unable "
                "to parse input into json node"};
  }
  return Item(make_spin(tree));
}

Item spin_list(std::vector<Item> nodes) {
  return Item(std::make_shared<ListObject>(ListKind::spin_list, "org.camunda.spin.impl.SpinListImpl",
                                           std::move(nodes)));
}

Item select_path(const SpinObject& node, std::string_view path) {
  const PathMatch match = find_path(node.node(), path);
  std::optional<Item> found;
  if (match.computed) {
    found = Item(make_spin(std::make_shared<const Json>(*match.computed)));
  } else if (match.definite) {
    if (!match.places.empty()) found = node.at(node.path() / match.places.front());
  } else {
    Json list = Json::array();
    for (const auto& place : match.places) list.push_back(node.node().at(place));
    found = Item(make_spin(std::make_shared<const Json>(std::move(list))));
  }
  return Item(std::make_shared<SpinPathObject>(std::move(found)));
}

}  // namespace baton::juel
