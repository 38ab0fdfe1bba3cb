#include "expression/juel/methods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "expression/juel/coercion.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/hash.hpp"
#include "expression/juel/objects.hpp"
#include "expression/utf16.hpp"

namespace baton::juel {

namespace {

bool is_character(const Item& item) { return item.object && item.object->kind() == ObjectKind::character; }
bool is_kind(const Item& item, ObjectKind kind) { return item.object && item.object->kind() == kind; }
bool is_plain_number(const Item& item) { return !item.object && item.value.is_number(); }

// The argument is of the parameter's own kind.
bool matches(char parameter, const Item& item) {
  switch (parameter) {
    case 's':
    case 'c': return item.is(ValueType::string);
    case 'i': return item.is(ValueType::integer);
    case 'l': return item.is(ValueType::long_integer);
    case 'd': return item.is(ValueType::double_number);
    case 'b': return item.is(ValueType::boolean);
    case 'C': return is_character(item);
    case 't': return item.is(ValueType::date);
    case 'm': return is_kind(item, ObjectKind::map);
    case 'n': return is_kind(item, ObjectKind::list);
    case 'o': return true;
    default: return false;
  }
}

std::int64_t to_int(const Item& item) {
  const std::int64_t number = to_long(item);
  if (!item.is(ValueType::double_number)) return static_cast<std::int32_t>(number);
  return std::clamp<std::int64_t>(number, std::numeric_limits<std::int32_t>::min(),
                                  std::numeric_limits<std::int32_t>::max());
}

bool to_character(const Item& item, Item& character) {
  char16_t unit = 0;
  if (is_plain_number(item)) {
    unit = static_cast<char16_t>(to_long(item));
  } else if (item.is(ValueType::string)) {
    const std::u16string units = utf8_to_utf16(item.value.as_string());
    if (!units.empty()) unit = units.front();
  } else if (!item.is_null()) {
    return false;
  }
  character = Item(std::make_shared<CharacterObject>(unit));
  return true;
}

// The argument as JUEL coerces it to the parameter's type; false when it cannot be.
bool coerce(char parameter, const Item& item, Item& coerced) {
  try {
    switch (parameter) {
      case 's': coerced = text_item(to_text(item)); return true;
      case 'i': coerced = Item(Value::integer(static_cast<std::int32_t>(to_int(item)))); return true;
      case 'l': coerced = Item(Value::long_integer(to_long(item))); return true;
      case 'd': coerced = Item(Value::number(to_double(item))); return true;
      case 'b': coerced = bool_item(to_boolean(item)); return true;
      case 'C': return to_character(item, coerced);
      default: return false;
    }
  } catch (const Fault&) {
    return false;
  }
}

// The parameter of an argument's place, by a method's letters; '\0' when it takes fewer.
char parameter_at(std::string_view parameters, std::size_t index) {
  const bool open = parameters.ends_with('*');
  const std::size_t fixed = open ? parameters.size() - 1 : parameters.size();
  if (index < fixed) return parameters[index];
  return open ? parameters[fixed - 1] : '\0';
}

bool takes(std::string_view parameters, std::size_t count) {
  if (parameters.ends_with('*')) return count + 2 >= parameters.size();
  return count == parameters.size();
}

const Method* find_matching(std::span<const Method> overloads, const std::vector<Item>& arguments) {
  for (const auto& method : overloads) {
    if (!takes(method.parameters, arguments.size())) continue;
    bool all = true;
    for (std::size_t i = 0; i < arguments.size() && all; ++i) {
      all = matches(parameter_at(method.parameters, i), arguments[i]);
    }
    if (all) return &method;
  }
  return nullptr;
}

bool coerce_all(std::string_view parameters, std::vector<Item>& arguments) {
  std::vector<Item> coerced;
  coerced.reserve(arguments.size());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const char parameter = parameter_at(parameters, i);
    if (matches(parameter, arguments[i])) {
      coerced.push_back(arguments[i]);
      continue;
    }
    if (arguments[i].is_null() && std::string_view("ctmn").find(parameter) != std::string_view::npos) {
      throw Fault{FaultKind::java, "java.lang.NullPointerException"};
    }
    Item item;
    if (!coerce(parameter, arguments[i], item)) return false;
    coerced.push_back(std::move(item));
  }
  arguments = std::move(coerced);
  return true;
}

[[noreturn]] void not_found(const Item& self, std::string_view name, const std::vector<Item>& arguments) {
  std::string classes;
  for (const auto& argument : arguments) {
    if (!classes.empty()) classes += ", ";
    classes += class_name(argument);
  }
  throw Fault{FaultKind::method,
              fmt::format("Method not found: class {}.{}({})", class_name(self), name, classes)};
}

Item get_class(const Call& call) { return Item(std::make_shared<ClassObject>(class_name(call.self))); }

}  // namespace

MethodTable::MethodTable(std::initializer_list<Method> methods, const MethodTable* parent)
    : methods_(methods), parent_(parent) {
  std::stable_sort(methods_.begin(), methods_.end(),
                   [](const Method& a, const Method& b) { return a.name < b.name; });
}

std::span<const Method> MethodTable::named(std::string_view name) const {
  const auto first =
      std::lower_bound(methods_.begin(), methods_.end(), name,
                       [](const Method& method, std::string_view n) { return method.name < n; });
  auto last = first;
  while (last != methods_.end() && last->name == name) ++last;
  return {first, last};
}

const MethodTable& object_methods() {
  static const MethodTable table({
      {"toString", "", [](const Call& c) { return text_item(to_text(c.self)); }},
      {"equals", "o", [](const Call& c) { return bool_item(java_equals(c.self, c.item(0))); }},
      {"hashCode", "", [](const Call& c) { return int_item(java_hash(c.self)); }},
      {"getClass", "", get_class},
  });
  return table;
}

const MethodTable& methods_of(const Item& item) {
  if (item.object) return item.object->methods();
  switch (item.value.type()) {
    case ValueType::string: return string_methods();
    case ValueType::boolean: return boolean_methods();
    case ValueType::date: return date_methods();
    case ValueType::bytes: return bytes_methods();
    case ValueType::file: return file_methods();
    default: return number_methods();
  }
}

Item call_method(Evaluation& evaluation, const Item& self, std::string_view name,
                 std::vector<Item> arguments) {
  // An overload that matches wins, whichever table it is in: list.remove(0) is remove(Object), for 0 is a
  // Long.
  for (const MethodTable* table = &methods_of(self); table; table = table->parent()) {
    if (const Method* method = find_matching(table->named(name), arguments)) {
      return method->call({self, arguments, evaluation});
    }
  }
  for (const MethodTable* table = &methods_of(self); table; table = table->parent()) {
    for (const auto& method : table->named(name)) {
      if (takes(method.parameters, arguments.size()) && coerce_all(method.parameters, arguments)) {
        return method.call({self, arguments, evaluation});
      }
    }
  }
  if (self.object) {
    if (auto result = self.object->call_other(evaluation, name, arguments)) return std::move(*result);
  }
  not_found(self, name, arguments);
}

Item read_bean_property(Evaluation& evaluation, const Item& self, std::string_view name) {
  if (!name.empty()) {
    for (const std::string_view prefix : {"get", "is"}) {
      std::string getter(prefix);
      getter += name;
      getter[prefix.size()] = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
      for (const MethodTable* table = &methods_of(self); table; table = table->parent()) {
        for (const auto& method : table->named(getter)) {
          if (method.parameters.empty()) return method.call({self, {}, evaluation});
        }
      }
    }
    if (self.object) {
      if (auto result = self.object->read_other(evaluation, name)) return std::move(*result);
    }
  }
  throw Fault{FaultKind::property,
              fmt::format("The class '{}' does not have the property '{}'.", class_name(self), name)};
}

}  // namespace baton::juel
