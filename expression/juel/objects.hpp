// Lists, maps and the small objects around them.
//
// A list or map that came from a variable is a view of the variable's parsed JSON until a method changes it,
// or something inside it: m.b.add(7) changes m, too.
#pragma once

#include <optional>

#include "expression/juel/item.hpp"

namespace baton::juel {

enum class ListKind : unsigned char { list, array, set, spin_list };

// A list or map that may be inside another one.
class Container : public Object, public std::enable_shared_from_this<Container> {
 public:
  using Object::Object;

  // It was read from `owner`'s place `slot` (an index or a key), and will be put there once it is changed.
  void read_from(std::shared_ptr<Container> owner, std::string slot);
  // It is kept in `owner`, which is changed with it.
  void kept_in(std::weak_ptr<Container> owner) { keeper_ = std::move(owner); }

 protected:
  // To be called before a change: makes it one of the owners, too.
  void prepare_change();
  virtual void keep(const std::string& slot, const std::shared_ptr<Container>& child) = 0;
  // The container that was read from `slot` before, while it lives.
  std::shared_ptr<Container> known_child(const std::string& slot) const;
  // `item`, which was read from `slot` and is not kept yet, knowing where it came from.
  Item read_item(Item item, std::string slot);
  // `item`, knowing that it is kept here.
  Item kept_item(Item item);

 private:
  std::shared_ptr<Container> owner_;  // a child that is not kept by it: no cycle
  std::string slot_;
  std::weak_ptr<Container> keeper_;
  std::vector<std::pair<std::string, std::weak_ptr<Container>>> children_;
};

class ListObject : public Container {
 public:
  // A view of a JSON array; `origin` is the variable's value, given back while nothing has changed.
  ListObject(std::shared_ptr<const Json> array, std::optional<Value> origin);
  ListObject(ListKind kind, std::string class_name, std::vector<Item> items);

  std::size_t size() const;
  Item at(std::size_t index) const;  // to be looked at only: a container in a view is a copy
  Item read(std::size_t index);      // to be used: changes of it are changes of this list
  std::vector<Item>& change();       // the items, to be changed
  ListKind list_kind() const { return list_kind_; }
  const Json* view() const { return view_.get(); }  // null once changed

  std::string class_name() const override { return class_name_; }
  std::string text() const override;
  Value to_value() const override;
  Json to_json() const override;
  const MethodTable& methods() const override;
  bool equals(const Item& other) const override;

 protected:
  void keep(const std::string& slot, const std::shared_ptr<Container>& child) override;

 private:
  ListKind list_kind_;
  std::string class_name_;
  std::shared_ptr<const Json> view_;  // null once changed, or when built from items
  std::optional<Value> origin_;
  std::vector<Item> items_;
};

class MapObject : public Container {
 public:
  using Entry = std::pair<std::string, Item>;

  MapObject(std::shared_ptr<const Json> object, std::optional<Value> origin);
  explicit MapObject(std::vector<Entry> entries);

  std::size_t size() const;
  std::optional<Item> find(std::string_view key) const;  // to be looked at only
  std::optional<Item> read(const std::string& key);      // to be used: changes of it are changes of this map
  const Json* view() const { return view_.get(); }       // null once changed
  // Containers among the values are copies when this is a view.
  std::vector<Entry> entries() const;
  std::vector<Entry>& change();

  std::string class_name() const override { return class_name_; }
  std::string text() const override;
  Value to_value() const override;
  Json to_json() const override;
  const MethodTable& methods() const override;
  bool equals(const Item& other) const override;

 protected:
  void keep(const std::string& slot, const std::shared_ptr<Container>& child) override;

 private:
  std::string class_name_;
  std::shared_ptr<const Json> view_;
  std::optional<Value> origin_;
  std::vector<Entry> entries_;
};

// `item` as it is now, to be kept in a container: a list or map is copied, so that none contains itself.
Item snapshot(const Item& item);

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
