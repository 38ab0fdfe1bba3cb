#include "expression/juel/objects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "expression/java_text.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/methods.hpp"
#include "expression/utf16.hpp"

namespace baton::juel {

namespace {

std::string as_array_text(const std::vector<Item>& items) {
  std::string text = "[";
  for (const auto& item : items) {
    if (text.size() > 1) text += ", ";
    text += value_of(item);
  }
  return text + "]";
}

[[noreturn]] void cannot_serialize(std::string_view class_name) {
  throw Fault{FaultKind::java, fmt::format("Cannot serialize object: {}", class_name)};
}

}  // namespace

// --- containers -----------------------------------------------------------------------------------

void Container::read_from(std::shared_ptr<Container> owner, std::string slot) {
  owner_ = std::move(owner);
  slot_ = std::move(slot);
}

void Container::prepare_change() {
  mark_changed();
  if (const auto owner = std::exchange(owner_, nullptr)) {
    keeper_ = owner;
    owner->keep(slot_, shared_from_this());
  } else if (const auto keeper = keeper_.lock()) {
    keeper->prepare_change();
  }
}

namespace {

Container* as_container(const Item& item) {
  if (!item.object) return nullptr;
  const bool is_one = item.object->kind() == ObjectKind::list || item.object->kind() == ObjectKind::map;
  return is_one ? static_cast<Container*>(item.object.get()) : nullptr;
}

}  // namespace

std::shared_ptr<Container> Container::known_child(const std::string& slot) const {
  for (const auto& [known, child] : children_) {
    if (known == slot) return child.lock();
  }
  return nullptr;
}

Item Container::read_item(Item item, std::string slot) {
  if (Container* child = as_container(item)) {
    std::erase_if(children_, [](const auto& known) { return known.second.expired(); });
    children_.emplace_back(slot, child->weak_from_this());
    child->read_from(shared_from_this(), std::move(slot));
  }
  return item;
}

Item Container::kept_item(Item item) {
  if (Container* child = as_container(item)) child->kept_in(weak_from_this());
  return item;
}

Item snapshot(const Item& item) {
  if (!as_container(item)) return item;
  auto copy = std::make_shared<const Json>(juel::to_json(item));
  const Json& root = *copy;
  return to_item(copy, root);
}

// --- lists ----------------------------------------------------------------------------------------

ListObject::ListObject(std::shared_ptr<const Json> array, std::optional<Value> origin)
    : Container(ObjectKind::list),
      list_kind_(ListKind::list),
      class_name_("java.util.ArrayList"),
      view_(std::move(array)),
      origin_(std::move(origin)) {}

ListObject::ListObject(ListKind kind, std::string class_name, std::vector<Item> items)
    : Container(ObjectKind::list),
      list_kind_(kind),
      class_name_(std::move(class_name)),
      items_(std::move(items)) {}

std::size_t ListObject::size() const { return view_ ? view_->size() : items_.size(); }

Item ListObject::at(std::size_t index) const {
  return view_ ? to_item(view_, (*view_)[index]) : items_[index];
}

Item ListObject::read(std::size_t index) {
  if (!view_) return items_[index];
  const Json& element = (*view_)[index];
  if (!element.is_structured()) return to_item(view_, element);
  const std::string slot = std::to_string(index);
  if (const auto child = known_child(slot)) return Item(ObjectPtr(child));
  return read_item(to_item(view_, element), slot);
}

std::vector<Item>& ListObject::change() {
  prepare_change();
  if (view_) {
    items_.reserve(view_->size());
    for (const auto& element : *view_) items_.push_back(kept_item(to_item(view_, element)));
    view_.reset();
  }
  origin_.reset();
  return items_;
}

void ListObject::keep(const std::string& slot, const std::shared_ptr<Container>& child) {
  const std::size_t index = std::stoul(slot);
  auto& items = change();
  if (index < items.size()) items[index] = Item(ObjectPtr(child));
}

std::string ListObject::text() const { return view_ ? java_tree(*view_) : as_array_text(items_); }

Json ListObject::to_json() const {
  if (view_) return *view_;
  Json array = Json::array();
  for (const auto& item : items_) array.push_back(juel::to_json(item));
  return array;
}

Value ListObject::to_value() const {
  if (origin_) return *origin_;
  // Nodes of Spin keep being ones: as a collection each element is a Json value.
  if (list_kind_ == ListKind::spin_list) return Value::json(java_json(to_json()));
  if (list_kind_ == ListKind::list) return Value::from_tree(to_json());
  return Value::object(java_json(to_json()), class_name_, "application/json");
}

bool ListObject::equals(const Item& other) const {
  if (!other.object || other.object->kind() != ObjectKind::list) return false;
  const auto& list = static_cast<const ListObject&>(*other.object);
  if (list.size() != size()) return false;
  for (std::size_t i = 0; i < size(); ++i) {
    if (!java_equals(at(i), list.at(i))) return false;
  }
  return true;
}

ObjectPtr make_list(std::vector<Item> items) {
  return std::make_shared<ListObject>(ListKind::list, "java.util.ArrayList", std::move(items));
}

ObjectPtr make_set(std::vector<Item> items) {
  return std::make_shared<ListObject>(ListKind::set, "java.util.HashSet", std::move(items));
}

ObjectPtr make_text_array(std::vector<Item> items) {
  return std::make_shared<ListObject>(ListKind::array, "[Ljava.lang.String;", std::move(items));
}

// --- maps -----------------------------------------------------------------------------------------

MapObject::MapObject(std::shared_ptr<const Json> object, std::optional<Value> origin)
    : Container(ObjectKind::map), view_(std::move(object)), origin_(std::move(origin)) {
  class_name_ = origin_ ? origin_->as_document().object_type_name : "java.util.LinkedHashMap";
}

MapObject::MapObject(std::vector<Entry> entries)
    : Container(ObjectKind::map), class_name_("java.util.LinkedHashMap"), entries_(std::move(entries)) {}

std::size_t MapObject::size() const { return view_ ? view_->size() : entries_.size(); }

std::optional<Item> MapObject::find(std::string_view key) const {
  if (view_) {
    const auto found = view_->find(key);
    if (found == view_->end()) return std::nullopt;
    return to_item(view_, *found);
  }
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.first == key; });
  if (found == entries_.end()) return std::nullopt;
  return found->second;
}

std::optional<Item> MapObject::read(const std::string& key) {
  if (view_) {
    if (const auto child = known_child(key)) return Item(ObjectPtr(child));
  }
  auto found = find(key);
  return found && view_ ? std::optional(read_item(std::move(*found), key)) : found;
}

std::vector<MapObject::Entry> MapObject::entries() const {
  if (!view_) return entries_;
  std::vector<Entry> list;
  list.reserve(view_->size());
  for (const auto& [key, member] : view_->items()) list.emplace_back(key, to_item(view_, member));
  return list;
}

std::vector<MapObject::Entry>& MapObject::change() {
  prepare_change();
  if (view_) {
    for (auto& [key, item] : entries()) entries_.emplace_back(key, kept_item(item));
    view_.reset();
  }
  origin_.reset();
  return entries_;
}

void MapObject::keep(const std::string& slot, const std::shared_ptr<Container>& child) {
  for (auto& [key, item] : change()) {
    if (key == slot) item = Item(ObjectPtr(child));
  }
}

std::string MapObject::text() const {
  if (view_) return java_tree(*view_);
  std::string text = "{";
  for (const auto& [key, item] : entries_) {
    if (text.size() > 1) text += ", ";
    text += key + "=" + value_of(item);
  }
  return text + "}";
}

Json MapObject::to_json() const {
  if (view_) return *view_;
  Json object = Json::object();
  for (const auto& [key, item] : entries_) object[key] = juel::to_json(item);
  return object;
}

Value MapObject::to_value() const { return origin_ ? *origin_ : Value::from_tree(to_json()); }

bool MapObject::equals(const Item& other) const {
  if (!other.object || other.object->kind() != ObjectKind::map) return false;
  const auto& map = static_cast<const MapObject&>(*other.object);
  if (map.size() != size()) return false;
  for (const auto& [key, item] : entries()) {
    const auto found = map.find(key);
    if (!found || !java_equals(item, *found)) return false;
  }
  return true;
}

// --- small ones -----------------------------------------------------------------------------------

std::string CharacterObject::text() const { return utf16_to_utf8({&unit_, 1}); }

Json CharacterObject::to_json() const { return text(); }

bool CharacterObject::equals(const Item& other) const {
  if (!other.object || other.object->kind() != ObjectKind::character) return false;
  return static_cast<const CharacterObject&>(*other.object).unit_ == unit_;
}

std::string EntryObject::text() const { return key_ + "=" + value_of(value_); }

Json EntryObject::to_json() const { return Json::object({{key_, juel::to_json(value_)}}); }

Value EntryObject::to_value() const { return Value::from_tree(to_json()); }

Item IteratorObject::next() {
  if (!has_next()) throw Fault{FaultKind::java, "java.util.NoSuchElementException"};
  return items_[next_++];
}

Value IteratorObject::to_value() const { cannot_serialize(class_name()); }

Json IteratorObject::to_json() const { cannot_serialize(class_name()); }

std::string ClassObject::simple_name() const { return name_.substr(name_.find_last_of(".$") + 1); }

Value ClassObject::to_value() const { return Value::string(name_); }

Json ClassObject::to_json() const { return name_; }

std::string OpaqueObject::class_name() const {
  if (value_.type() == ValueType::object) return value_.as_document().object_type_name;
  return value_.type() == ValueType::json ? "org.camunda.spin.impl.json.jackson.JacksonJsonNode"
                                          : "org.camunda.spin.impl.xml.dom.DomXmlElement";
}

std::string OpaqueObject::text() const { return value_.as_document().text; }

Json OpaqueObject::to_json() const { return value_.as_document().text; }

}  // namespace baton::juel
