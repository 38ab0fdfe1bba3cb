// Methods of lists, sets, maps, their entries and iterators.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "expression/juel/fault.hpp"
#include "expression/juel/limits.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/objects.hpp"

namespace baton::juel {

namespace {

ListObject& list_of(const Call& call) { return static_cast<ListObject&>(*call.self.object); }
MapObject& map_of(const Call& call) { return static_cast<MapObject&>(*call.self.object); }
const ListObject& list_argument(const Call& call, std::size_t index) {
  return static_cast<const ListObject&>(*call.item(index).object);
}

std::vector<Item> items_of(const ListObject& list) {
  std::vector<Item> items;
  items.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) items.push_back(list.at(i));
  return items;
}

std::int64_t index_of(const ListObject& list, const Item& wanted) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (java_equals(list.at(i), wanted)) return static_cast<std::int64_t>(i);
  }
  return -1;
}

std::int64_t last_index_of(const ListObject& list, const Item& wanted) {
  for (std::size_t i = list.size(); i-- > 0;) {
    if (java_equals(list.at(i), wanted)) return static_cast<std::int64_t>(i);
  }
  return -1;
}

std::size_t checked_index(std::int64_t index, std::size_t size) {
  if (index < 0 || static_cast<std::size_t>(index) >= size) {
    throw Fault{FaultKind::java,
                fmt::format("java.lang.IndexOutOfBoundsException: Index {} out of bounds for length {}",
                            index, size)};
  }
  return static_cast<std::size_t>(index);
}

// --- lists ----------------------------------------------------------------------------------------

Item get(const Call& call) { return list_of(call).read(checked_index(call.whole(0), list_of(call).size())); }

Item add(const Call& call) {
  const bool is_set = list_of(call).list_kind() == ListKind::set;
  if (is_set && index_of(list_of(call), call.item(0)) >= 0) return bool_item(false);
  Item added = snapshot(call.item(0));
  list_of(call).change().push_back(std::move(added));
  check_weight(call.self);
  return bool_item(true);
}

Item add_at(const Call& call) {
  const std::size_t at = checked_index(call.whole(0), list_of(call).size() + 1);
  Item added = snapshot(call.item(1));
  auto& items = list_of(call).change();
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(at), std::move(added));
  check_weight(call.self);
  return {};
}

Item add_all(const Call& call) {
  const std::vector<Item> more = items_of(list_argument(call, 0));
  auto& items = list_of(call).change();
  for (const auto& item : more) items.push_back(snapshot(item));
  check_weight(call.self);
  return bool_item(!more.empty());
}

Item set(const Call& call) {
  const std::size_t at = checked_index(call.whole(0), list_of(call).size());
  Item replaced = snapshot(call.item(1));
  std::swap(list_of(call).change()[at], replaced);
  check_weight(call.self);
  return replaced;
}

Item remove_item(const Call& call) {
  const std::int64_t at = index_of(list_of(call), call.item(0));
  if (at < 0) return bool_item(false);
  auto& items = list_of(call).change();
  items.erase(items.begin() + at);
  return bool_item(true);
}

Item remove_index(const Call& call) {
  const std::size_t at = checked_index(call.whole(0), list_of(call).size());
  auto& items = list_of(call).change();
  Item removed = items[at];
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
  return removed;
}

Item keep_where(const Call& call, bool contained) {
  const ListObject& other = list_argument(call, 0);
  std::vector<Item> kept;
  for (auto& item : items_of(list_of(call))) {
    if ((index_of(other, item) >= 0) == contained) kept.push_back(std::move(item));
  }
  const bool changed = kept.size() != list_of(call).size();
  if (changed) list_of(call).change() = std::move(kept);
  return bool_item(changed);
}

Item contains_all(const Call& call) {
  const ListObject& other = list_argument(call, 0);
  for (std::size_t i = 0; i < other.size(); ++i) {
    if (index_of(list_of(call), other.at(i)) < 0) return bool_item(false);
  }
  return bool_item(true);
}

Item sub_list(const Call& call) {
  const auto size = static_cast<std::int64_t>(list_of(call).size());
  const std::int64_t from = call.whole(0), to = call.whole(1);
  if (from < 0 || to > size || from > to) {
    throw Fault{FaultKind::java,
                fmt::format("java.lang.IndexOutOfBoundsException: fromIndex: {}, toIndex: {}, size: {}", from,
                            to, size)};
  }
  std::vector<Item> items;
  for (std::int64_t i = from; i < to; ++i) items.push_back(list_of(call).at(static_cast<std::size_t>(i)));
  return Item(make_list(std::move(items)));
}

const MethodTable& collection_table() {
  static const MethodTable table(
      {
          {"size", "", [](const Call& c) { return int_item(static_cast<std::int64_t>(list_of(c).size())); }},
          {"isEmpty", "", [](const Call& c) { return bool_item(list_of(c).size() == 0); }},
          {"contains", "o", [](const Call& c) { return bool_item(index_of(list_of(c), c.item(0)) >= 0); }},
          {"containsAll", "n", contains_all},
          {"add", "o", add},
          {"addAll", "n", add_all},
          {"remove", "o", remove_item},
          {"removeAll", "n", [](const Call& c) { return keep_where(c, false); }},
          {"retainAll", "n", [](const Call& c) { return keep_where(c, true); }},
          {"clear", "", [](const Call& c) { return list_of(c).change().clear(), Item(); }},
          {"iterator", "",
           [](const Call& c) { return Item(std::make_shared<IteratorObject>(items_of(list_of(c)))); }},
          {"toArray", "",
           [](const Call& c) {
             return Item(
                 std::make_shared<ListObject>(ListKind::array, "[Ljava.lang.Object;", items_of(list_of(c))));
           }},
      },
      &object_methods());
  return table;
}

const MethodTable& list_table() {
  static const MethodTable table(
      {
          {"get", "i", get},
          {"set", "io", set},
          {"add", "io", add_at},
          {"remove", "i", remove_index},
          {"indexOf", "o", [](const Call& c) { return int_item(index_of(list_of(c), c.item(0))); }},
          {"lastIndexOf", "o", [](const Call& c) { return int_item(last_index_of(list_of(c), c.item(0))); }},
          {"subList", "ii", sub_list},
          {"getFirst", "",
           [](const Call& c) { return list_of(c).read(checked_index(0, list_of(c).size())); }},
      },
      &collection_table());
  return table;
}

// --- maps -----------------------------------------------------------------------------------------

std::optional<Item> found(const Call& call) {
  const Item& key = call.item(0);
  return key.is(ValueType::string) ? map_of(call).read(key.value.as_string()) : std::nullopt;
}

Item put(const Call& call) {
  const std::string key = value_of(call.item(0));
  Item value = snapshot(call.item(1));
  auto& entries = map_of(call).change();
  const auto at = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == key; });
  if (at == entries.end()) {
    entries.emplace_back(key, std::exchange(value, Item()));
  } else {
    std::swap(at->second, value);
  }
  check_weight(call.self);
  return value;
}

Item put_if_absent(const Call& call) {
  const auto present = found(call);
  if (present && !present->is_null()) return *present;
  put(call);
  return {};
}

Item replace(const Call& call) { return found(call) ? put(call) : Item(); }

Item put_all(const Call& call) {
  for (auto& [key, value] : static_cast<const MapObject&>(*call.item(0).object).entries()) {
    const Item arguments[] = {text_item(key), value};
    put({call.self, arguments, call.evaluation});
  }
  return {};
}

Item remove_key(const Call& call) {
  const auto present = found(call);
  if (!present) return {};
  auto& entries = map_of(call).change();
  std::erase_if(entries, [&](const auto& e) { return e.first == call.item(0).value.as_string(); });
  return *present;
}

Item contains_value(const Call& call) {
  for (const auto& [key, value] : map_of(call).entries()) {
    if (java_equals(value, call.item(0))) return bool_item(true);
  }
  return bool_item(false);
}

Item key_set(const Call& call) {
  std::vector<Item> keys;
  for (auto& [key, value] : map_of(call).entries()) keys.push_back(text_item(key));
  return Item(
      std::make_shared<ListObject>(ListKind::set, "java.util.LinkedHashMap$LinkedKeySet", std::move(keys)));
}

Item values(const Call& call) {
  std::vector<Item> list;
  for (auto& [key, value] : map_of(call).entries()) list.push_back(value);
  return Item(
      std::make_shared<ListObject>(ListKind::set, "java.util.LinkedHashMap$LinkedValues", std::move(list)));
}

Item entry_set(const Call& call) {
  std::vector<Item> entries;
  for (auto& [key, value] : map_of(call).entries())
    entries.emplace_back(std::make_shared<EntryObject>(key, value));
  return Item(std::make_shared<ListObject>(ListKind::set, "java.util.LinkedHashMap$LinkedEntrySet",
                                           std::move(entries)));
}

const EntryObject& entry_of(const Call& call) { return static_cast<const EntryObject&>(*call.self.object); }
IteratorObject& iterator_of(const Call& call) { return static_cast<IteratorObject&>(*call.self.object); }

}  // namespace

const MethodTable& ListObject::methods() const {
  switch (list_kind()) {
    case ListKind::array: return object_methods();
    case ListKind::set: return collection_table();
    default: return list_table();
  }
}

const MethodTable& MapObject::methods() const {
  static const MethodTable table(
      {
          {"get", "o", [](const Call& c) { return found(c).value_or(Item()); }},
          {"getOrDefault", "oo", [](const Call& c) { return found(c).value_or(c.item(1)); }},
          {"containsKey", "o", [](const Call& c) { return bool_item(found(c).has_value()); }},
          {"containsValue", "o", contains_value},
          {"size", "", [](const Call& c) { return int_item(static_cast<std::int64_t>(map_of(c).size())); }},
          {"isEmpty", "", [](const Call& c) { return bool_item(map_of(c).size() == 0); }},
          {"put", "oo", put},
          {"putIfAbsent", "oo", put_if_absent},
          {"replace", "oo", replace},
          {"putAll", "m", put_all},
          {"remove", "o", remove_key},
          {"clear", "", [](const Call& c) { return map_of(c).change().clear(), Item(); }},
          {"keySet", "", key_set},
          {"values", "", values},
          {"entrySet", "", entry_set},
      },
      &object_methods());
  return table;
}

const MethodTable& EntryObject::methods() const {
  static const MethodTable table(
      {
          {"getKey", "", [](const Call& c) { return text_item(entry_of(c).key()); }},
          {"getValue", "", [](const Call& c) { return entry_of(c).entry_value(); }},
      },
      &object_methods());
  return table;
}

const MethodTable& IteratorObject::methods() const {
  static const MethodTable table(
      {
          {"hasNext", "", [](const Call& c) { return bool_item(iterator_of(c).has_next()); }},
          {"next", "", [](const Call& c) { return iterator_of(c).next(); }},
      },
      &object_methods());
  return table;
}

}  // namespace baton::juel
