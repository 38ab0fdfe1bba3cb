#include "bpmn/render/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace baton::bpmn {

namespace {

// Helvetica's advance widths of ' ' to '~', in thousandths of the font size.
constexpr std::array<std::uint16_t, 95> kWidths = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};
constexpr unsigned kLatin = 556, kWide = 1000;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Of the character that begins at `at`.
unsigned advance(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead >= 0x20 && lead < 0x7f) return kWidths[lead - 0x20];
  if (lead < 0x80 || is_continuation(text[at])) return 0;
  return lead >= 0xe1 && lead != 0xe2 ? kWide : kLatin;  // what follows U+1000, but for punctuation, is wide
}

std::size_t next(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && is_continuation(text[at])) ++at;
  return at;
}

// The longest beginning that fits; one character at least.
std::string_view fitting(std::string_view text, double width, double font_size) {
  std::size_t end = next(text, 0);
  while (end < text.size() && text_width(text.substr(0, next(text, end)), font_size) <= width) end = next(text, end);
  return text.substr(0, end);
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Pieces that lines break between, trailing spaces included.
std::vector<std::string_view> pieces_of(std::string_view line) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_last = i + 1 == line.size();
    const bool breaks = !is_last && !is_blank(line[i + 1]) && (is_blank(line[i]) || ((line[i] == '-' || line[i] == '/') && i > begin));
    if (!breaks && !is_last) continue;
    pieces.push_back(line.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  return pieces;
}

std::string without_trailing_blanks(std::string text) {
  while (!text.empty() && is_blank(text.back())) text.pop_back();
  return text;
}

void wrap_line(std::string_view line, double width, double font_size, std::vector<std::string>& lines) {
  std::string current;
  for (std::string_view piece : pieces_of(line)) {
    const std::string longer = without_trailing_blanks(current + std::string(piece));
    if (!current.empty() && text_width(longer, font_size) > width) {
      lines.push_back(without_trailing_blanks(std::move(current)));
      current.clear();
    }
    while (current.empty() && text_width(without_trailing_blanks(std::string(piece)), font_size) > width) {
      const std::string_view part = fitting(piece, width, font_size);
      if (part.size() == piece.size()) break;
      lines.emplace_back(part);
      piece.remove_prefix(part.size());
    }
    current += piece;
  }
  lines.push_back(without_trailing_blanks(std::move(current)));
}

void cut(std::vector<std::string>& lines, std::size_t max_lines, double width, double font_size) {
  max_lines = std::max<std::size_t>(1, max_lines);
  if (lines.size() <= max_lines) return;
  lines.resize(max_lines);
  std::string& last = lines.back();
  while (!last.empty() && text_width(last + "…", font_size) > width) {
    while (!last.empty() && is_continuation(last.back())) last.pop_back();
    if (!last.empty()) last.pop_back();
  }
  last = without_trailing_blanks(std::move(last)) + "…";
}

}  // namespace

double text_width(std::string_view text, double font_size) {
  unsigned width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) width += advance(text, i);
  return width * font_size / 1000;
}

std::vector<std::string> wrap(std::string_view text, double width, double font_size, std::size_t max_lines) {
  while (!text.empty() && (is_blank(text.front()) || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (is_blank(text.back()) || text.back() == '\n')) text.remove_suffix(1);
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    wrap_line(text.substr(0, end), width, font_size, lines);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  cut(lines, max_lines, width, font_size);
  return lines;
}

}  // namespace baton::bpmn
