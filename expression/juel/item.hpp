// What a JUEL expression computes with: a plain Value, or an object of Java's world (a list, a map, a Spin
// node, a point in time, ...), which has methods and may be changed by them.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/value.hpp"

namespace baton::juel {

class Object;
class MethodTable;
class Evaluation;

using ObjectPtr = std::shared_ptr<Object>;

// A value; `object` set means that it is that object and `value` is Null.
struct Item {
  Value value;
  ObjectPtr object;

  Item() = default;
  Item(Value plain) : value(std::move(plain)) {}       // NOLINT: every value is an item
  Item(ObjectPtr thing) : object(std::move(thing)) {}  // NOLINT

  bool is_null() const { return !object && value.is_null(); }
  bool is(ValueType type) const { return !object && value.type() == type; }
};

enum class ObjectKind : unsigned char {
  list,
  map,
  spin,
  date_time,
  character,
  entry,
  iterator,
  java_class,
  opaque,
  variable_scope
};

class Object {
 public:
  explicit Object(ObjectKind kind) : kind_(kind) {}
  virtual ~Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  ObjectKind kind() const { return kind_; }

  virtual std::string class_name() const = 0;  // as Class.getName() gives it
  virtual std::string text() const = 0;        // toString()
  // As a variable. Throws Fault when it cannot be one.
  virtual Value to_value() const = 0;
  // As part of a JSON document.
  virtual Json to_json() const = 0;
  virtual const MethodTable& methods() const = 0;
  virtual bool equals(const Item& other) const { return other.object.get() == this; }

  // A method or bean property that no table holds. Nothing when there is none.
  virtual std::optional<Item> call_other(Evaluation&, std::string_view, const std::vector<Item>&) const;
  virtual std::optional<Item> read_other(Evaluation&, std::string_view name) const;

  // A method changed it since it was read from its variable.
  bool changed() const { return changed_; }

 protected:
  void mark_changed() { changed_ = true; }

 private:
  ObjectKind kind_;
  bool changed_ = false;
};

// An item for a value as variables hold it: documents become objects.
Item to_item(const Value& value);
// An item for a part of a JSON document that plain Java objects stand for. `holder` keeps `node` alive.
Item to_item(const std::shared_ptr<const Json>& holder, const Json& node);

Value to_value(const Item& item);
Json to_json(const Item& item);
std::string to_text(const Item& item);     // Java's coercion to String: "" for null
std::string value_of(const Item& item);    // String.valueOf: "null" for null
std::string class_name(const Item& item);  // "java.lang.Long"; "null" for null
bool java_equals(const Item& a, const Item& b);

inline Item text_item(std::string text) { return Item(Value::string(std::move(text))); }
inline Item int_item(std::int64_t number) { return Item(Value::integer(static_cast<std::int32_t>(number))); }
inline Item bool_item(bool truth) { return Item(Value::boolean(truth)); }

}  // namespace baton::juel
