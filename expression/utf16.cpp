#include "expression/utf16.hpp"

#include <algorithm>
#include <clocale>
#include <cwctype>

namespace baton {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kSharpS = 0xDF;
constexpr char32_t kDottedCapitalI = 0x130;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

int continuation_bytes(unsigned char first) {
  if (first >= 0xC2 && first < 0xE0) return 1;
  if (first >= 0xE0 && first < 0xF0) return 2;
  if (first >= 0xF0 && first < 0xF5) return 3;
  return 0;
}

// Decodes the code point at `at` and moves past it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  const int more = continuation_bytes(first);
  if (more == 0) return kReplacement;
  char32_t point = first & (0x3FU >> more);
  for (int i = 0; i < more; ++i) {
    if (at >= text.size() || !is_continuation(text[at])) return kReplacement;
    point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point < 0xE000;
  return point < kSmallest[more] || point > 0x10FFFF || surrogate ? kReplacement : point;
}

void append_utf8(std::string& out, char32_t point) {
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
    return;
  }
  const int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  constexpr unsigned char kLead[] = {0, 0xC0, 0xE0, 0xF0};
  out.push_back(static_cast<char>(kLead[more] | point >> (6 * more)));
  for (int i = more - 1; i >= 0; --i) out.push_back(static_cast<char>(0x80 | (point >> (6 * i) & 0x3F)));
}

// glibc's tables for Unicode, whatever locale the process runs in.
locale_t unicode_locale() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

template <typename Map>
std::string map_code_points(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) map(out, next_code_point(text, at));
  return out;
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::u16string utf8_to_utf16(std::string_view text) {
  std::u16string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    if (point < 0x10000) {
      out.push_back(static_cast<char16_t>(point));
    } else {
      out.push_back(static_cast<char16_t>(0xD7C0 + (point >> 10)));
      out.push_back(static_cast<char16_t>(0xDC00 | (point & 0x3FF)));
    }
  }
  return out;
}

std::string utf16_to_utf8(std::u16string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t unit = text[i];
    if (unit < 0xD800 || unit > 0xDFFF) {
      append_utf8(out, unit);
    } else if (unit < 0xDC00 && i + 1 < text.size() && (text[i + 1] & 0xFC00) == 0xDC00) {
      append_utf8(out, (unit - 0xD7C0) << 10 | (text[++i] & 0x3FFU));
    } else {
      append_utf8(out, kReplacement);
    }
  }
  return out;
}

std::string to_upper(std::string_view text) {
  return map_code_points(text, [](std::string& out, char32_t point) {
    if (point < 0x80) {
      out.push_back(point >= 'a' && point <= 'z' ? static_cast<char>(point - 32) : static_cast<char>(point));
    } else if (point == kSharpS) {
      out += "SS";
    } else {
      append_utf8(out, static_cast<char32_t>(towupper_l(static_cast<wint_t>(point), unicode_locale())));
    }
  });
}

std::string to_lower(std::string_view text) {
  return map_code_points(text, [](std::string& out, char32_t point) {
    if (point < 0x80) {
      out.push_back(point >= 'A' && point <= 'Z' ? static_cast<char>(point + 32) : static_cast<char>(point));
    } else if (point == kDottedCapitalI) {
      out += "i\u0307";
    } else {
      append_utf8(out, static_cast<char32_t>(towlower_l(static_cast<wint_t>(point), unicode_locale())));
    }
  });
}

}  // namespace baton
