// Methods of values and objects, found by name and arguments as JUEL finds Java's: an overload whose
// parameters are of the arguments' kinds wins; else one that the arguments can be coerced to.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expression/juel/item.hpp"

namespace baton::juel {

// What a method is called with. Arguments are coerced to its parameters' types.
struct Call {
  const Item& self;
  std::span<const Item> arguments;
  Evaluation& evaluation;

  const std::string& text(std::size_t index) const { return arguments[index].value.as_string(); }
  std::int64_t whole(std::size_t index) const { return arguments[index].value.as_long(); }
  double real(std::size_t index) const { return arguments[index].value.as_double(); }
  const Item& item(std::size_t index) const { return arguments[index]; }
};

// Parameters, a letter each: 's' String, 'c' CharSequence (takes text only), 'i' int, 'l' long, 'd' double,
// 'b' boolean, 'C' char, 't' Date, 'm' Map, 'n' a collection, 'o' any object; a last '*' repeats the one
// before it any number of times. Null is coerced to "", 0, false; where it cannot be ('c', 't', 'm', 'n') it
// is a NullPointerException, so that methods never see it there.
struct Method {
  std::string_view name;
  std::string_view parameters;
  Item (*call)(const Call&);
};

class MethodTable {
 public:
  // `parent`: what is not found here is looked for there.
  MethodTable(std::initializer_list<Method> methods, const MethodTable* parent = nullptr);

  // The overloads of a name.
  std::span<const Method> named(std::string_view name) const;
  const MethodTable* parent() const { return parent_; }

 private:
  std::vector<Method> methods_;  // sorted by name
  const MethodTable* parent_;
};

// toString, equals, hashCode, getClass.
const MethodTable& object_methods();

const MethodTable& string_methods();
const MethodTable& number_methods();
const MethodTable& boolean_methods();
const MethodTable& date_methods();
const MethodTable& bytes_methods();
const MethodTable& file_methods();

const MethodTable& methods_of(const Item& item);

// Throws Fault (method) when there is none, and whatever the method throws.
Item call_method(Evaluation& evaluation, const Item& self, std::string_view name,
                 std::vector<Item> arguments);

// Bean property `name` through getName() or isName(). Throws Fault (property) when there is no such method.
Item read_bean_property(Evaluation& evaluation, const Item& self, std::string_view name);

}  // namespace baton::juel
