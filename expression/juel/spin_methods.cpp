// Methods of Spin's JSON nodes.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "expression/juel/fault.hpp"
#include "expression/juel/limits.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/objects.hpp"
#include "expression/juel/spin_values.hpp"

namespace baton::juel {

namespace {

SpinObject& self_of(const Call& call) { return static_cast<SpinObject&>(*call.self.object); }

const Json& array_of(const Call& call, std::string_view expected) {
  const Json& node = self_of(call).node();
  if (!node.is_array()) spin_type_error(expected, node);
  return node;
}

// What a node becomes of a value that is put into a document.
Json node_of(const Item& item) {
  if (item.is_null())
    throw Fault{FaultKind::java,
                "java.lang.IllegalArgumentException: UTILS-02001 Parameter 'property' is null"};
  if (item.is(ValueType::date)) return to_text(item);
  return to_json(item);
}

// --- properties and elements ----------------------------------------------------------------------

Item prop(const Call& call) { return self_of(call).child(call.text(0)); }

Item set_prop(const Call& call) {
  Json member = node_of(call.item(1));
  SpinObject& self = self_of(call);
  if (!self.node().is_object()) spin_type_error("Object", self.node());
  self.change()[call.text(0)] = std::move(member);
  check_weight(self.document()->tree());
  return call.self;
}

Item has_prop(const Call& call) {
  const Json& node = self_of(call).node();
  return bool_item(node.is_object() && node.contains(call.text(0)));
}

void remove_prop(SpinObject& self, const std::string& name) {
  if (!self.node().is_object() || !self.node().contains(name)) spin_property_error(name);
  self.change().erase(name);
}

Item delete_prop(const Call& call) {
  remove_prop(self_of(call), call.text(0));
  return call.self;
}

Item delete_props(const Call& call) {
  const auto& names = static_cast<const ListObject&>(*call.item(0).object);
  for (std::size_t i = 0; i < names.size(); ++i) remove_prop(self_of(call), to_text(names.at(i)));
  return call.self;
}

Item field_names(const Call& call) {
  const Json& node = self_of(call).node();
  if (!node.is_structured()) spin_type_error("Array/Object", node);
  std::vector<Item> names;
  if (node.is_object()) {
    for (const auto& [name, member] : node.items()) names.push_back(text_item(name));
  }
  return Item(make_list(std::move(names)));
}

Item elements(const Call& call) { return elements_of(self_of(call)); }

// --- arrays ---------------------------------------------------------------------------------------

std::optional<std::size_t> first_index(const Json& array, const Item& wanted) {
  const Item as_node = wanted.is(ValueType::date) ? text_item(to_text(wanted)) : wanted;
  for (std::size_t i = 0; i < array.size(); ++i) {
    const Json& element = array[i];
    const bool structured = element.is_structured();
    const bool same =
        structured ? as_node.object && element == to_json(as_node) : java_equals(scalar_of(element), as_node);
    if (same) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> last_index(const Json& array, const Item& wanted) {
  Json reversed = array;
  std::reverse(reversed.begin(), reversed.end());
  const auto found = first_index(reversed, wanted);
  return found ? std::optional(array.size() - 1 - *found) : std::nullopt;
}

std::size_t found_or_error(std::optional<std::size_t> index, const Item& wanted) {
  if (!index) spin_property_error(value_of(wanted));
  return *index;
}

Item index_of(const Call& call) {
  const Json& array = array_of(call, "Array");
  return int_item(static_cast<std::int64_t>(found_or_error(first_index(array, call.item(0)), call.item(0))));
}

Item last_index_of(const Call& call) {
  const Json& array = array_of(call, "Array");
  return int_item(static_cast<std::int64_t>(found_or_error(last_index(array, call.item(0)), call.item(0))));
}

Item contains(const Call& call) {
  return bool_item(first_index(array_of(call, "Array"), call.item(0)).has_value());
}

Item insert(const Call& call, std::size_t index, const Item& value) {
  Json element = node_of(value);
  SpinObject& self = self_of(call);
  Json& array = self.change();
  array.insert(array.begin() + static_cast<std::ptrdiff_t>(index), std::move(element));
  check_weight(self.document()->tree());
  return call.self;
}

Item append(const Call& call) { return insert(call, array_of(call, "Array").size(), call.item(0)); }

std::size_t checked_index(const Json& array, std::int64_t index, std::size_t limit) {
  const auto size = static_cast<std::int64_t>(array.size());
  const std::int64_t from_front = index < 0 ? size + index : index;
  if (from_front < 0 || from_front >= static_cast<std::int64_t>(limit)) {
    throw Fault{FaultKind::java,
                fmt::format("java.lang.IndexOutOfBoundsException: SPIN/JACKSON-JSON-01012 Index is "
                            "out of bound! Index: '{}', Size: '{}'",
                            index, size)};
  }
  return static_cast<std::size_t>(from_front);
}

Item insert_at(const Call& call) {
  const Json& array = array_of(call, "Array");
  return insert(call, checked_index(array, call.whole(0), array.size() + 1), call.item(1));
}

Item insert_before(const Call& call) {
  const Json& array = array_of(call, "Array");
  return insert(call, found_or_error(first_index(array, call.item(0)), call.item(0)), call.item(1));
}

Item insert_after(const Call& call) {
  const Json& array = array_of(call, "Array");
  return insert(call, found_or_error(first_index(array, call.item(0)), call.item(0)) + 1, call.item(1));
}

Item erase(const Call& call, std::size_t index) {
  self_of(call).change().erase(index);
  return call.self;
}

Item remove(const Call& call) {
  return erase(call, found_or_error(first_index(array_of(call, "Array"), call.item(0)), call.item(0)));
}

Item remove_last(const Call& call) {
  return erase(call, found_or_error(last_index(array_of(call, "Array"), call.item(0)), call.item(0)));
}

Item remove_at(const Call& call) {
  const Json& array = array_of(call, "Array");
  return erase(call, checked_index(array, call.whole(0), array.size()));
}

Item map_to(const Call& call) {
  const auto copy = std::make_shared<const Json>(self_of(call).node());
  return to_item(copy, *copy);
}

Item type_is(const Call& call, bool (*test)(const Json&)) { return bool_item(test(self_of(call).node())); }

}  // namespace

const MethodTable& SpinObject::methods() const {
  static const MethodTable table(
      {
          {"prop", "s", prop},
          {"prop", "so", set_prop},
          {"hasProp", "s", has_prop},
          {"deleteProp", "s", delete_prop},
          {"deleteProp", "n", delete_props},
          {"fieldNames", "", field_names},
          {"elements", "", elements},
          {"stringValue", "", [](const Call& c) { return string_value(self_of(c).node()); }},
          {"numberValue", "", [](const Call& c) { return number_value(self_of(c).node()); }},
          {"boolValue", "", [](const Call& c) { return bool_value(self_of(c).node()); }},
          {"value", "", [](const Call& c) { return any_value(self_of(c).node()); }},
          {"isObject", "",
           [](const Call& c) { return type_is(c, [](const Json& n) { return n.is_object(); }); }},
          {"isArray", "",
           [](const Call& c) { return type_is(c, [](const Json& n) { return n.is_array(); }); }},
          {"isString", "",
           [](const Call& c) { return type_is(c, [](const Json& n) { return n.is_string(); }); }},
          {"isNumber", "",
           [](const Call& c) { return type_is(c, [](const Json& n) { return n.is_number(); }); }},
          {"isBoolean", "",
           [](const Call& c) { return type_is(c, [](const Json& n) { return n.is_boolean(); }); }},
          {"isNull", "", [](const Call& c) { return type_is(c, [](const Json& n) { return n.is_null(); }); }},
          {"isValue", "",
           [](const Call& c) { return type_is(c, [](const Json& n) { return !n.is_structured(); }); }},
          {"indexOf", "o", index_of},
          {"lastIndexOf", "o", last_index_of},
          {"contains", "o", contains},
          {"append", "o", append},
          {"insertAt", "io", insert_at},
          {"insertBefore", "oo", insert_before},
          {"insertAfter", "oo", insert_after},
          {"remove", "o", remove},
          {"removeLast", "o", remove_last},
          {"removeAt", "i", remove_at},
          {"mapTo", "s", map_to},
          {"unwrap", "", [](const Call& c) { return map_to(c); }},
          {"jsonPath", "s", [](const Call& c) { return select_path(self_of(c), c.text(0)); }},
          {"getDataFormatName", "", [](const Call&) { return text_item("application/json"); }},
      },
      &object_methods());
  return table;
}

}  // namespace baton::juel
