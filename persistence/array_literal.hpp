// The text of a PostgreSQL array with the cells of one column.
#pragma once

#include <string>
#include <string_view>

#include "runtime/store/entities.hpp"

namespace baton {

class ArrayLiteral {
 public:
  explicit ArrayLiteral(CellKind kind) : kind_(kind) {}

  void add(const Cell& cell);
  std::string take();

 private:
  void add_text(std::string_view text);
  void add_bytes(std::string_view bytes);

  CellKind kind_;
  std::string text_ = "{";
};

// PostgreSQL keeps no U+0000; the sign for what cannot be shown stands for it.
std::string without_nul(std::string text);

// The text of a bytea value, and its bytes again.
std::string hex_of(std::string_view bytes);
std::string bytes_of_hex(std::string_view text);

}  // namespace baton
