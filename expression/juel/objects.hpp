// Lists, maps and the small objects around them.
//
// A list or map that came from a variable is a view of the variable's parsed JSON until a method changes it.
#pragma once

#include <optional>

#include "expression/juel/item.hpp"

namespace baton::juel {

constexpr std::size_t kMaxElements = 1'000'000;  // of a list or map that an expression builds

enum class ListKind : unsigned char { list, array, set, spin_list };

class ListObject : public Object {
 public:
  // A view of a JSON array; `origin` is the variable's value, given back while nothing has changed.
  ListObject(std::shared_ptr<const Json> array, std::optional<Value> origin);
  ListObject(ListKind kind, std::string class_name, std::vector<Item> items);

  std::size_t size() const;
  Item at(std::size_t index) const;
  std::vector<Item>& change();  // the items, to be changed
  ListKind list_kind() const { return list_kind_; }

  std::string class_name() const override { return class_name_; }
  std::string text() const override;
  Value to_value() const override;
  Json to_json() const override;
  const MethodTable& methods() const override;
  bool equals(const Item& other) const override;

 private:
  ListKind list_kind_;
  std::string class_name_;
  std::shared_ptr<const Json> view_;  // null once changed, or when built from items
  std::optional<Value> origin_;
  std::vector<Item> items_;
};

class MapObject : public Object {
 public:
  using Entry = std::pair<std::string, Item>;

  MapObject(std::shared_ptr<const Json> object, std::optional<Value> origin);
  explicit MapObject(std::vector<Entry> entries);

  std::size_t size() const;
  std::optional<Item> find(std::string_view key) const;
  std::vector<Entry> entries() const;
  std::vector<Entry>& change();

  std::string class_name() const override { return class_name_; }
  std::string text() const override;
  Value to_value() const override;
  Json to_json() const override;
  const MethodTable& methods() const override;
  bool equals(const Item& other) const override;

 private:
  std::string class_name_;
  std::shared_ptr<const Json> view_;
  std::optional<Value> origin_;
  std::vector<Entry> entries_;
};

ObjectPtr make_list(std::vector<Item> items);
ObjectPtr make_set(std::vector<Item> items);
ObjectPtr make_text_array(std::vector<Item> items);

// A java.lang.Character.
class CharacterObject : public Object {
 public:
  explicit CharacterObject(char16_t unit) : Object(ObjectKind::character), unit_(unit) {}
  char16_t unit() const { return unit_; }

  std::string class_name() const override { return "java.lang.Character"; }
  std::string text() const override;
  Value to_value() const override { return Value::string(text()); }
  Json to_json() const override;
  const MethodTable& methods() const override;
  bool equals(const Item& other) const override;

 private:
  char16_t unit_;
};

// An entry of a map.
class EntryObject : public Object {
 public:
  EntryObject(std::string key, Item value)
      : Object(ObjectKind::entry), key_(std::move(key)), value_(std::move(value)) {}
  const std::string& key() const { return key_; }
  const Item& entry_value() const { return value_; }

  std::string class_name() const override { return "java.util.LinkedHashMap$Entry"; }
  std::string text() const override;
  Value to_value() const override;
  Json to_json() const override;
  const MethodTable& methods() const override;

 private:
  std::string key_;
  Item value_;
};

// list.iterator()
class IteratorObject : public Object {
 public:
  explicit IteratorObject(std::vector<Item> items) : Object(ObjectKind::iterator), items_(std::move(items)) {}
  bool has_next() const { return next_ < items_.size(); }
  Item next();  // throws Fault at the end

  std::string class_name() const override { return "java.util.ArrayList$Itr"; }
  std::string text() const override { return class_name(); }
  Value to_value() const override;
  Json to_json() const override;
  const MethodTable& methods() const override;

 private:
  std::vector<Item> items_;
  std::size_t next_ = 0;
};

// What getClass() gives: name and simpleName.
class ClassObject : public Object {
 public:
  explicit ClassObject(std::string name) : Object(ObjectKind::java_class), name_(std::move(name)) {}

  const std::string& name() const { return name_; }
  std::string simple_name() const;
  std::string class_name() const override { return "java.lang.Class"; }
  std::string text() const override { return "class " + name_; }
  Value to_value() const override;
  Json to_json() const override;
  const MethodTable& methods() const override;

 private:
  std::string name_;
};

// A serialised object or document that cannot be looked into here; it can be passed on.
class OpaqueObject : public Object {
 public:
  explicit OpaqueObject(Value value) : Object(ObjectKind::opaque), value_(std::move(value)) {}

  std::string class_name() const override;
  std::string text() const override;
  Value to_value() const override { return value_; }
  Json to_json() const override;
  const MethodTable& methods() const override;

 private:
  Value value_;
};

}  // namespace baton::juel
