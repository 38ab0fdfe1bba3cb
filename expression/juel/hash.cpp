#include "expression/juel/hash.hpp"

#include <bit>

#include "expression/juel/objects.hpp"
#include "expression/utf16.hpp"

namespace baton::juel {

namespace {

std::uint32_t text_hash(std::string_view text) {
  std::uint32_t hash = 0;
  for (const char16_t unit : utf8_to_utf16(text)) hash = hash * 31 + unit;
  return hash;
}

std::uint32_t folded(std::uint64_t bits) { return static_cast<std::uint32_t>(bits ^ (bits >> 32)); }

std::uint32_t hash_of(const Item& item);

std::uint32_t list_hash(const ListObject& list) {
  std::uint32_t hash = list.list_kind() == ListKind::set ? 0 : 1;
  for (std::size_t i = 0; i < list.size(); ++i) {
    hash = list.list_kind() == ListKind::set ? hash + hash_of(list.at(i)) : hash * 31 + hash_of(list.at(i));
  }
  return hash;
}

std::uint32_t map_hash(const MapObject& map) {
  std::uint32_t hash = 0;
  for (const auto& [key, item] : map.entries()) hash += text_hash(key) ^ hash_of(item);
  return hash;
}

std::uint32_t scalar_hash(const Value& value) {
  switch (value.type()) {
    case ValueType::boolean: return value.as_boolean() ? 1231 : 1237;
    case ValueType::short_integer:
    case ValueType::integer: return static_cast<std::uint32_t>(value.as_long());
    case ValueType::long_integer: return folded(static_cast<std::uint64_t>(value.as_long()));
    case ValueType::date: return folded(static_cast<std::uint64_t>(value.as_date()));
    case ValueType::double_number: return folded(std::bit_cast<std::uint64_t>(value.as_double()));
    case ValueType::string: return text_hash(value.as_string());
    default: return 0;
  }
}

std::uint32_t hash_of(const Item& item) {
  if (!item.object) return scalar_hash(item.value);
  switch (item.object->kind()) {
    case ObjectKind::list: return list_hash(static_cast<const ListObject&>(*item.object));
    case ObjectKind::map: return map_hash(static_cast<const MapObject&>(*item.object));
    case ObjectKind::character: return static_cast<const CharacterObject&>(*item.object).unit();
    default: return text_hash(item.object->text());
  }
}

}  // namespace

std::int32_t java_hash(const Item& item) { return static_cast<std::int32_t>(hash_of(item)); }

}  // namespace baton::juel
