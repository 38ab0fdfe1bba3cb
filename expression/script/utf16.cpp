#include "expression/script/utf16.hpp"

namespace baton::script {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Decodes one code point at `at` and moves past it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  const int extra = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (extra == 0 || first >= 0xF5) return kReplacement;
  char32_t point = first & (0x3F >> extra);
  for (int i = 0; i < extra; ++i) {
    if (at >= text.size() || !is_continuation(static_cast<unsigned char>(text[at]))) return kReplacement;
    point = (point << 6) | (static_cast<unsigned char>(text[at++]) & 0x3F);
  }
  constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point < 0xE000;
  return point < kSmallest[extra] || point > 0x10FFFF || surrogate ? kReplacement : point;
}

void append_utf8(std::string& out, char32_t point) {
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
    return;
  }
  const int extra = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  constexpr unsigned char kLead[] = {0, 0xC0, 0xE0, 0xF0};
  out.push_back(static_cast<char>(kLead[extra] | (point >> (6 * extra))));
  for (int i = extra - 1; i >= 0; --i) out.push_back(static_cast<char>(0x80 | ((point >> (6 * i)) & 0x3F)));
}

}  // namespace

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

std::string utf16_to_utf8(const char16_t* text, std::size_t size) {
  std::string out;
  out.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    const char32_t unit = text[i];
    if (unit < 0xD800 || unit > 0xDFFF) {
      append_utf8(out, unit);
    } else if (unit < 0xDC00 && i + 1 < size && (text[i + 1] & 0xFC00) == 0xDC00) {
      append_utf8(out, ((unit - 0xD7C0) << 10) | (text[++i] & 0x3FF));
    } else {
      append_utf8(out, kReplacement);
    }
  }
  return out;
}

}  // namespace baton::script
