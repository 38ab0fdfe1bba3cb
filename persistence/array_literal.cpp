#include "persistence/array_literal.hpp"

#include <fmt/format.h>

#include <iterator>

namespace baton {

namespace {

constexpr char kDigits[] = "0123456789abcdef";

void append_hex(std::string& text, std::string_view bytes) {
  text.reserve(text.size() + 2 * bytes.size() + 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
}

int digit(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

}  // namespace

void ArrayLiteral::add(const Cell& cell) {
  if (text_.size() > 1) text_ += ',';
  if (const auto* text = std::get_if<std::string>(&cell)) {
    kind_ == CellKind::blob ? add_bytes(*text) : add_text(*text);
  } else if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    fmt::format_to(std::back_inserter(text_), "{}", *integer);
  } else if (const auto* real = std::get_if<double>(&cell)) {
    fmt::format_to(std::back_inserter(text_), "{:.17g}", *real);
  } else {
    text_ += "NULL";
  }
}

void ArrayLiteral::add_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return add_text(without_nul(std::string(text)));
  text_ += '"';
  for (std::size_t special; (special = text.find_first_of("\"\\")) != std::string_view::npos;) {
    text_.append(text.substr(0, special));
    text_ += '\\';
    text_ += text[special];
    text.remove_prefix(special + 1);
  }
  text_.append(text);
  text_ += '"';
}

void ArrayLiteral::add_bytes(std::string_view bytes) {
  text_ += "\"\\\\x";
  append_hex(text_, bytes);
  text_ += '"';
}

std::string ArrayLiteral::take() {
  text_ += '}';
  return std::move(text_);
}

std::string without_nul(std::string text) {
  for (std::size_t at; (at = text.find('\0')) != std::string::npos;) text.replace(at, 1, "\uFFFD");
  return text;
}

std::string hex_of(std::string_view bytes) {
  std::string text = "\\x";
  append_hex(text, bytes);
  return text;
}

std::string bytes_of_hex(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>(digit(text[i]) << 4 | digit(text[i + 1]));
  }
  return bytes;
}

}  // namespace baton
