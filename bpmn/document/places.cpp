#include "bpmn/document/places.hpp"

#include <algorithm>

namespace baton::xml {

namespace {

constexpr std::uint32_t kMarkEvery = 8192;

// UTF-16 units of the character that begins with this byte of UTF-8.
std::uint32_t units(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if ((byte & 0xc0) == 0x80) return 0;
  return byte >= 0xf0 ? 2 : 1;
}

}  // namespace

Places::Places(std::string_view text) : text_(text) {
  line_starts_.reserve(text.size() / 60 + 1);
  line_starts_.push_back(0);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t feed = text.find('\n', begin);
    const std::size_t end = feed == std::string_view::npos ? text.size() : feed;
    add_line(begin, end);
    if (feed != std::string_view::npos) line_starts_.push_back(static_cast<std::uint32_t>(feed + 1));
    begin = end + 1;
  }
}

// Old line ends, a carriage return alone, are looked for inside it.
void Places::add_line(std::size_t begin, std::size_t end) {
  const std::string_view line = text_.substr(begin, end - begin);
  for (std::size_t at = line.find('\r'); at != std::string_view::npos; at = line.find('\r', at + 1)) {
    if (at + 1 == line.size() && end < text_.size()) break;
    line_starts_.push_back(static_cast<std::uint32_t>(begin + at + 1));
  }
  if (end - begin < kMarkEvery) return;
  std::uint32_t column = 0, since_mark = 0;
  for (std::size_t i = begin; i < end; ++i) {
    column += units(text_[i]);
    if (text_[i] == '\r') column = since_mark = 0;
    if (++since_mark < kMarkEvery) continue;
    marks_.push_back({static_cast<std::uint32_t>(i + 1), column});
    since_mark = 0;
  }
}

int Places::line(std::size_t offset) const {
  return static_cast<int>(std::upper_bound(line_starts_.begin(), line_starts_.end(), offset) - line_starts_.begin());
}

Place Places::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const int number = line(offset);
  std::uint32_t from = line_starts_[static_cast<std::size_t>(number) - 1], column = 0;
  auto mark = std::upper_bound(marks_.begin(), marks_.end(), offset,
                               [](std::size_t value, const Mark& m) { return value < m.offset; });
  if (mark != marks_.begin() && (--mark)->offset > from) {
    from = mark->offset;
    column = mark->column;
  }
  for (std::size_t i = from; i < offset; ++i) column += units(text_[i]);
  return {number, static_cast<int>(column) + 1};
}

}  // namespace baton::xml
