// The encoding is what the byte order mark says, else what the zero bytes of "<?" say, else the declaration,
// else UTF-8 (XML 1.0, appendix F).
#include "bpmn/document/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>

#include "bpmn/document/windows_1252.hpp"

namespace baton::xml {

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

namespace {

enum class Kind { utf8, utf16, latin1, windows1252 };

struct Name {
  std::string_view name;  // lower case
  Kind kind;
};

constexpr std::array<Name, 16> kNames = {{
    {"utf-8", Kind::utf8},
    {"utf8", Kind::utf8},
    {"us-ascii", Kind::utf8},
    {"ascii", Kind::utf8},
    {"utf-16", Kind::utf16},
    {"utf-16le", Kind::utf16},
    {"utf-16be", Kind::utf16},
    {"unicode", Kind::utf16},
    {"iso-8859-1", Kind::latin1},
    {"iso8859-1", Kind::latin1},
    {"iso_8859-1", Kind::latin1},
    {"latin1", Kind::latin1},
    {"latin-1", Kind::latin1},
    {"windows-1252", Kind::windows1252},
    {"cp1252", Kind::windows1252},
    {"cp-1252", Kind::windows1252},
}};

std::uint8_t byte(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }

std::string from_single_bytes(std::string_view bytes, bool is_windows) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::uint32_t code = byte(bytes, i);
    if (is_windows && code >= 0x80 && code < 0xa0 && kWindows1252[code - 0x80]) code = kWindows1252[code - 0x80];
    append_utf8(out, code);
  }
  return out;
}

void from_utf16(std::string_view bytes, bool is_little, Decoded& decoded) {
  std::string& out = decoded.text;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) -> std::uint32_t {
    return is_little ? byte(bytes, i) | byte(bytes, i + 1) << 8 : byte(bytes, i) << 8 | byte(bytes, i + 1);
  };
  bool is_told = false;
  const auto bad = [&] {
    if (!is_told) decoded.problems.push_back({"Half a character in UTF-16", out.size(), true});
    is_told = true;
    append_utf8(out, 0xfffd);
  };
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    const std::uint32_t high = unit(i);
    if (high < 0xd800 || high > 0xdfff) {
      append_utf8(out, high);
    } else if (high > 0xdbff || i + 3 >= bytes.size() || unit(i + 2) < 0xdc00 || unit(i + 2) > 0xdfff) {
      bad();
    } else {
      append_utf8(out, 0x10000 + ((high - 0xd800) << 10) + (unit(i + 2) - 0xdc00));
      i += 2;
    }
  }
  if (i < bytes.size()) bad();
}

// The offset of the first byte that is not UTF-8, or npos.
std::size_t first_invalid(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    std::uint64_t eight = 0;
    if (i + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    const std::uint8_t lead = byte(text, i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || i + length > text.size()) return i;
    std::uint32_t code = lead & (0xff >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
      if ((byte(text, i + k) & 0xc0) != 0x80) return i;
      code = code << 6 | (byte(text, i + k) & 0x3f);
    }
    constexpr std::array<std::uint32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kSmallest[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return i;
    i += length;
  }
  return std::string_view::npos;
}

// The name in <?xml ... encoding="name"?>, in lower case; empty when there is none.
std::string declared_name(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, std::min<std::size_t>(bytes.find("?>"), 512));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return {};
  std::string name(declaration.substr(at + 1, end - at - 1));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

void from_utf8(std::string_view bytes, Decoded& decoded) {
  decoded.encoding = "UTF-8";
  const std::size_t invalid = first_invalid(bytes);
  if (invalid == std::string_view::npos) {
    decoded.text = bytes;
    return;
  }
  decoded.problems.push_back({fmt::format("Byte 0x{:02x} is not valid in UTF-8; is the file in windows-1252, and "
                                          "should its XML declaration say so?",
                                          byte(bytes, invalid)),
                              from_single_bytes(bytes.substr(0, invalid), true).size(), true});
  decoded.encoding = "windows-1252";
  decoded.text = from_single_bytes(bytes, true);
}

void from_declaration(std::string_view bytes, Decoded& decoded) {
  const std::string name = declared_name(bytes);
  const auto* known = std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.name == name; });
  if (name.empty()) return from_utf8(bytes, decoded);
  if (known == kNames.end()) {
    decoded.problems.push_back({fmt::format("The encoding '{}' is not supported; expected UTF-8, UTF-16, "
                                            "ISO-8859-1 or windows-1252", name), 0, true});
    return from_utf8(bytes, decoded);
  }
  if (known->kind == Kind::latin1 || known->kind == Kind::windows1252) {
    decoded.encoding = known->kind == Kind::latin1 ? "ISO-8859-1" : "windows-1252";
    decoded.text = from_single_bytes(bytes, known->kind == Kind::windows1252);
    return;
  }
  if (known->kind == Kind::utf16) {
    decoded.problems.push_back(
        {fmt::format("The XML declaration says '{}', but the file is in UTF-8", name), 0, false});
  }
  from_utf8(bytes, decoded);
}

}  // namespace

Decoded decode(std::string_view bytes) {
  Decoded decoded;
  const auto starts = [&](std::string_view mark) { return bytes.starts_with(mark); };
  if (starts("\xef\xbb\xbf")) {
    decoded.has_byte_order_mark = true;
    from_utf8(bytes.substr(3), decoded);
  } else if (starts("\xff\xfe") || starts(std::string_view("<\0", 2))) {
    decoded.encoding = "UTF-16LE";
    decoded.has_byte_order_mark = bytes[0] != '<';
    from_utf16(bytes.substr(bytes[0] == '<' ? 0 : 2), true, decoded);
  } else if (starts("\xfe\xff") || starts(std::string_view("\0<", 2))) {
    decoded.encoding = "UTF-16BE";
    decoded.has_byte_order_mark = bytes[0] != '\0';
    from_utf16(bytes.substr(bytes[0] == '\0' ? 0 : 2), false, decoded);
  } else {
    from_declaration(bytes, decoded);
  }
  return decoded;
}

}  // namespace baton::xml
