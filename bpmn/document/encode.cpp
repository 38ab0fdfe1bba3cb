#include <fmt/format.h>

#include <cstdint>
#include <optional>

#include "bpmn/document/encoding.hpp"
#include "bpmn/document/windows_1252.hpp"

namespace baton::xml {

namespace {

// `text` is valid UTF-8, as decode() makes it. Moves `at` behind the character.
std::uint32_t next_code(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<std::uint8_t>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  std::uint32_t code = lead & (0x3f >> more);
  for (int i = 0; i < more && at < text.size(); ++i) code = code << 6 | (static_cast<std::uint8_t>(text[at++]) & 0x3f);
  return code;
}

std::string to_utf16(std::string_view text, bool is_little, bool with_mark) {
  std::string out;
  out.reserve(2 * text.size() + 2);
  const auto unit = [&](std::uint32_t value) {
    const char low = static_cast<char>(value & 0xff), high = static_cast<char>(value >> 8 & 0xff);
    out += is_little ? low : high;
    out += is_little ? high : low;
  };
  if (with_mark) unit(0xfeff);
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t code = next_code(text, at);
    if (code < 0x10000) {
      unit(code);
    } else {
      unit(0xd800 + ((code - 0x10000) >> 10));
      unit(0xdc00 + ((code - 0x10000) & 0x3ff));
    }
  }
  return out;
}

// The byte of a character, or nothing.
std::optional<char> single_byte(std::uint32_t code, bool is_windows) {
  if (is_windows && (code >= 0x100 || (code >= 0x80 && code < 0xa0))) {
    for (std::size_t i = 0; i < kWindows1252.size(); ++i) {
      if (kWindows1252[i] == code) return static_cast<char>(0x80 + i);
    }
    // Bytes that stand for nothing were read as they are.
    if (code < 0xa0 && kWindows1252[code - 0x80] == 0) return static_cast<char>(code);
    return std::nullopt;
  }
  return code < 0x100 ? std::optional<char>(static_cast<char>(code)) : std::nullopt;
}

std::string to_single_bytes(std::string_view text, bool is_windows) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t code = next_code(text, at);
    if (const auto byte = single_byte(code, is_windows)) {
      out += *byte;
    } else {
      out += fmt::format("&#x{:x};", code);
    }
  }
  return out;
}

}  // namespace

std::string encode(std::string_view text, std::string_view encoding, bool with_byte_order_mark) {
  if (encoding.starts_with("UTF-16")) return to_utf16(text, encoding == "UTF-16LE", with_byte_order_mark);
  if (encoding == "ISO-8859-1") return to_single_bytes(text, false);
  if (encoding == "windows-1252") return to_single_bytes(text, true);
  return (with_byte_order_mark ? "\xef\xbb\xbf" : "") + std::string(text);
}

}  // namespace baton::xml
