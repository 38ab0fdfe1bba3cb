// Offsets of a text -> lines and columns.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bpmn/document/document.hpp"

namespace baton::xml {

class Places {
 public:
  // `text` must outlive this.
  explicit Places(std::string_view text);

  // Logarithmic; for lines without end, columns are counted from marks in between.
  Place at(std::size_t offset) const;
  int line(std::size_t offset) const;

 private:
  struct Mark {
    std::uint32_t offset;
    std::uint32_t column;  // 0-based, in UTF-16 units
  };
  void add_line(std::size_t begin, std::size_t end);

  std::string_view text_;
  std::vector<std::uint32_t> line_starts_;
  std::vector<Mark> marks_;
};

}  // namespace baton::xml
