// Methods of java.lang.String. Positions count UTF-16 units; texts of ASCII only, where these are the bytes,
// are never converted.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "expression/juel/coercion.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/limits.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/objects.hpp"
#include "expression/juel/regex.hpp"
#include "expression/juel/string_format.hpp"
#include "expression/utf16.hpp"

namespace baton::juel {

namespace {

const std::string& self_text(const Call& call) { return call.self.value.as_string(); }

// --- positions ------------------------------------------------------------------------------------

std::int64_t length_of(std::string_view text) {
  return static_cast<std::int64_t>(is_ascii(text) ? text.size() : utf8_to_utf16(text).size());
}

[[noreturn]] void out_of_bounds(std::string_view message) {
  throw Fault{FaultKind::java, fmt::format("java.lang.StringIndexOutOfBoundsException: {}", message)};
}

std::string part(const std::string& text, std::int64_t begin, std::int64_t end) {
  const bool ascii = is_ascii(text);
  const std::u16string units = ascii ? std::u16string() : utf8_to_utf16(text);
  const auto length = static_cast<std::int64_t>(ascii ? text.size() : units.size());
  if (end < 0) end = length;
  if (begin < 0 || begin > end || end > length) {
    out_of_bounds(fmt::format("begin {}, end {}, length {}", begin, end, length));
  }
  const auto from = static_cast<std::size_t>(begin);
  const auto count = static_cast<std::size_t>(end - begin);
  return ascii ? text.substr(from, count) : utf16_to_utf8(std::u16string_view(units).substr(from, count));
}

Item substring(const Call& call) { return text_item(part(self_text(call), call.whole(0), -1)); }

Item substring_to(const Call& call) {
  if (call.whole(1) < 0) {
    out_of_bounds(
        fmt::format("begin {}, end {}, length {}", call.whole(0), call.whole(1), length_of(self_text(call))));
  }
  return text_item(part(self_text(call), call.whole(0), call.whole(1)));
}

char16_t unit_at(const Call& call) {
  const std::u16string units = utf8_to_utf16(self_text(call));
  const std::int64_t index = call.whole(0);
  if (index < 0 || static_cast<std::size_t>(index) >= units.size()) {
    out_of_bounds(fmt::format("String index out of range: {}", index));
  }
  return units[static_cast<std::size_t>(index)];
}

Item char_at(const Call& call) { return Item(std::make_shared<CharacterObject>(unit_at(call))); }

Item code_point_at(const Call& call) {
  const char32_t unit = unit_at(call);
  const std::u16string units = utf8_to_utf16(self_text(call));
  const auto next = static_cast<std::size_t>(call.whole(0)) + 1;
  const bool pair = (unit & 0xFC00) == 0xD800 && next < units.size();
  return int_item(pair ? ((unit - 0xD7C0) << 10 | (units[next] & 0x3FF)) : unit);
}

// What indexOf looks for: a text, or the character of a number.
std::string needle(const Item& item) {
  if (item.is(ValueType::string)) return item.value.as_string();
  const auto unit = static_cast<char16_t>(item.value.as_long());
  return utf16_to_utf8({&unit, 1});
}

Item find_forward(const Call& call, std::int64_t from) {
  const std::string wanted = needle(call.item(0));
  const std::string& text = self_text(call);
  from = std::clamp<std::int64_t>(from, 0, length_of(text));
  if (is_ascii(text)) {
    const std::size_t found = text.find(wanted, static_cast<std::size_t>(from));
    return int_item(found == std::string::npos ? -1 : static_cast<std::int64_t>(found));
  }
  const std::size_t found = utf8_to_utf16(text).find(utf8_to_utf16(wanted), static_cast<std::size_t>(from));
  return int_item(found == std::u16string::npos ? -1 : static_cast<std::int64_t>(found));
}

Item find_backward(const Call& call, std::int64_t from) {
  if (from < 0) return int_item(-1);
  const std::size_t found = utf8_to_utf16(self_text(call))
                                .rfind(utf8_to_utf16(needle(call.item(0))), static_cast<std::size_t>(from));
  return int_item(found == std::u16string::npos ? -1 : static_cast<std::int64_t>(found));
}

constexpr std::int64_t kFarEnd = std::numeric_limits<std::int32_t>::max();

// --- comparison -----------------------------------------------------------------------------------

std::int64_t compare(std::string_view a, std::string_view b) {
  const std::u16string left = utf8_to_utf16(a);
  const std::u16string right = utf8_to_utf16(b);
  const std::size_t common = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (left[i] != right[i]) return static_cast<std::int64_t>(left[i]) - right[i];
  }
  return static_cast<std::int64_t>(left.size()) - static_cast<std::int64_t>(right.size());
}

std::string folded(std::string_view text) { return to_lower(to_upper(text)); }

Item equals_ignore_case(const Call& call) {
  return bool_item(folded(self_text(call)) == folded(call.text(0)));
}

bool region_matches(const Call& call, std::size_t first, bool ignore_case) {
  const std::u16string left = utf8_to_utf16(self_text(call));
  const std::u16string right = utf8_to_utf16(call.text(first + 1));
  const std::int64_t at = call.whole(first), other = call.whole(first + 2), count = call.whole(first + 3);
  const auto fits = [&](std::int64_t from, const std::u16string& text) {
    return from >= 0 && from + count <= static_cast<std::int64_t>(text.size());
  };
  if (!fits(at, left) || !fits(other, right)) return false;
  if (count <= 0) return true;
  const auto cut = [&](const std::u16string& text, std::int64_t from) {
    return utf16_to_utf8(
        std::u16string_view(text).substr(static_cast<std::size_t>(from), static_cast<std::size_t>(count)));
  };
  const std::string a = cut(left, at), b = cut(right, other);
  return ignore_case ? folded(a) == folded(b) : a == b;
}

// --- building -------------------------------------------------------------------------------------

Item concat(const Call& call) {
  check_text_size(self_text(call).size() + call.text(0).size());
  return text_item(self_text(call) + call.text(0));
}

Item replace(const Call& call, std::string_view from, std::string_view to) {
  const std::string& text = self_text(call);
  std::string out;
  std::size_t at = 0;
  if (from.empty()) {
    // Java puts the replacement around every character.
    out += to;
    for (const char c : text) {
      const bool starts_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      if (starts_character && at++ > 0) out += to;
      out.push_back(c);
      check_text_size(out.size());
    }
    if (!text.empty()) out += to;
    return text_item(std::move(out));
  }
  for (std::size_t found = text.find(from); found != std::string::npos; found = text.find(from, at)) {
    out.append(text, at, found - at);
    out += to;
    check_text_size(out.size());
    at = found + from.size();
  }
  out.append(text, at);
  return text_item(std::move(out));
}

Item replace_characters(const Call& call) {
  return replace(call, to_text(call.item(0)), to_text(call.item(1)));
}

Item repeat(const Call& call) {
  const std::int64_t count = call.whole(0);
  if (count < 0) {
    throw Fault{FaultKind::java,
                fmt::format("java.lang.IllegalArgumentException: count is negative: {}", count)};
  }
  const std::string& text = self_text(call);
  if (text.empty()) return text_item({});
  if (static_cast<std::size_t>(count) > kMaxText / text.size()) check_text_size(kMaxText + 1);
  std::string out;
  out.reserve(text.size() * static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) out += text;
  return text_item(std::move(out));
}

Item split(const Call& call, std::int64_t limit) {
  std::vector<Item> parts;
  for (auto& text : Regex(call.text(0)).split(self_text(call), limit))
    parts.push_back(text_item(std::move(text)));
  return Item(make_text_array(std::move(parts)));
}

Item join(const Call& call) {
  std::string out;
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    if (i > 1) out += call.text(0);
    out += to_text(call.item(i));
    check_text_size(out.size());
  }
  return text_item(std::move(out));
}

Item join_list(const Call& call) {
  std::string out;
  const auto& list = static_cast<const ListObject&>(*call.item(1).object);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += call.text(0);
    out += value_of(list.at(i));
    check_text_size(out.size());
  }
  return text_item(std::move(out));
}

// --- blanks ---------------------------------------------------------------------------------------

std::string trimmed(std::string_view text, bool front, bool back) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (front && !text.empty() && blank(text.front())) text.remove_prefix(1);
  while (back && !text.empty() && blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

Item char_array(const Call& call) {
  std::vector<Item> characters;
  for (const char16_t unit : utf8_to_utf16(self_text(call))) {
    characters.emplace_back(std::make_shared<CharacterObject>(unit));
  }
  return Item(std::make_shared<ListObject>(ListKind::array, "[C", std::move(characters)));
}

}  // namespace

const MethodTable& string_methods() {
  static const MethodTable table(
      {
          {"length", "", [](const Call& c) { return int_item(length_of(self_text(c))); }},
          {"isEmpty", "", [](const Call& c) { return bool_item(self_text(c).empty()); }},
          {"isBlank", "", [](const Call& c) { return bool_item(trimmed(self_text(c), true, true).empty()); }},
          {"substring", "i", substring},
          {"substring", "ii", substring_to},
          {"subSequence", "ii", substring_to},
          {"charAt", "i", char_at},
          {"codePointAt", "i", code_point_at},
          {"indexOf", "i", [](const Call& c) { return find_forward(c, 0); }},
          {"indexOf", "s", [](const Call& c) { return find_forward(c, 0); }},
          {"indexOf", "ii", [](const Call& c) { return find_forward(c, c.whole(1)); }},
          {"indexOf", "si", [](const Call& c) { return find_forward(c, c.whole(1)); }},
          {"lastIndexOf", "i", [](const Call& c) { return find_backward(c, kFarEnd); }},
          {"lastIndexOf", "s", [](const Call& c) { return find_backward(c, kFarEnd); }},
          {"lastIndexOf", "ii", [](const Call& c) { return find_backward(c, c.whole(1)); }},
          {"lastIndexOf", "si", [](const Call& c) { return find_backward(c, c.whole(1)); }},
          {"contains", "c",
           [](const Call& c) { return bool_item(self_text(c).find(c.text(0)) != std::string::npos); }},
          {"startsWith", "s", [](const Call& c) { return bool_item(self_text(c).starts_with(c.text(0))); }},
          {"startsWith", "si",
           [](const Call& c) {
             const std::int64_t from = c.whole(1);
             if (from < 0 || from > length_of(self_text(c))) return bool_item(false);
             return bool_item(part(self_text(c), from, -1).starts_with(c.text(0)));
           }},
          {"endsWith", "s", [](const Call& c) { return bool_item(self_text(c).ends_with(c.text(0))); }},
          {"equalsIgnoreCase", "s", equals_ignore_case},
          {"contentEquals", "c", [](const Call& c) { return bool_item(self_text(c) == c.text(0)); }},
          {"compareTo", "s", [](const Call& c) { return int_item(compare(self_text(c), c.text(0))); }},
          {"compareToIgnoreCase", "s",
           [](const Call& c) { return int_item(compare(folded(self_text(c)), folded(c.text(0)))); }},
          {"regionMatches", "isii", [](const Call& c) { return bool_item(region_matches(c, 0, false)); }},
          {"regionMatches", "bisii",
           [](const Call& c) { return bool_item(region_matches(c, 1, c.item(0).value.as_boolean())); }},
          {"toUpperCase", "", [](const Call& c) { return text_item(to_upper(self_text(c))); }},
          {"toLowerCase", "", [](const Call& c) { return text_item(to_lower(self_text(c))); }},
          {"trim", "", [](const Call& c) { return text_item(trimmed(self_text(c), true, true)); }},
          {"strip", "", [](const Call& c) { return text_item(trimmed(self_text(c), true, true)); }},
          {"stripLeading", "", [](const Call& c) { return text_item(trimmed(self_text(c), true, false)); }},
          {"stripTrailing", "", [](const Call& c) { return text_item(trimmed(self_text(c), false, true)); }},
          {"concat", "s", concat},
          {"replace", "cc", [](const Call& c) { return replace(c, c.text(0), c.text(1)); }},
          {"replace", "CC", replace_characters},
          {"replaceAll", "ss",
           [](const Call& c) { return text_item(Regex(c.text(0)).replace(self_text(c), c.text(1), true)); }},
          {"replaceFirst", "ss",
           [](const Call& c) { return text_item(Regex(c.text(0)).replace(self_text(c), c.text(1), false)); }},
          {"matches", "s", [](const Call& c) { return bool_item(Regex(c.text(0)).matches(self_text(c))); }},
          {"split", "s", [](const Call& c) { return split(c, 0); }},
          {"split", "si", [](const Call& c) { return split(c, c.whole(1)); }},
          {"repeat", "i", repeat},
          {"format", "so*",
           [](const Call& c) { return text_item(format_text(c.text(0), c.arguments.subspan(1))); }},
          {"formatted", "o*",
           [](const Call& c) { return text_item(format_text(self_text(c), c.arguments)); }},
          {"join", "sn", join_list},
          {"join", "ss*", join},
          {"valueOf", "o", [](const Call& c) { return text_item(value_of(c.item(0))); }},
          {"intern", "", [](const Call& c) { return c.self; }},
          {"getBytes", "", [](const Call& c) { return Item(Value::bytes(self_text(c))); }},
          {"toCharArray", "", char_array},
      },
      &object_methods());
  return table;
}

}  // namespace baton::juel
