// The bytes between the server and a script child: length-prefixed frames of little-endian fields.
//
// A value is [type u8][length u32][payload], so that a child can skip or hand back what it does not look at.
// The parent does not trust a child: every read is bounds-checked and throws WireError.
// Not thread-safe; a reader borrows the bytes it reads.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "expression/value.hpp"

namespace baton::script {

struct WireError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Beside the numbers of ValueType: a JSON tree that the parent makes into Value::from_tree.
inline constexpr std::uint8_t kWireTree = 100;

class WireWriter {
 public:
  void u8(std::uint8_t v) { out_.push_back(static_cast<char>(v)); }
  void u32(std::uint32_t v) { fixed(v); }
  void i64(std::int64_t v) { fixed(v); }
  void f64(double v) { fixed(v); }
  void text(std::string_view v);           // throws WireError at 4 GiB
  void raw(std::string_view v) { out_.append(v); }
  void value(const Value& v);
  // A value of one text; of three for a file and two for an object, see value().
  void tagged(std::uint8_t type, std::string_view payload);
  const std::string& bytes() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  template <class T>
  void fixed(T v) {
    out_.append(reinterpret_cast<const char*>(&v), sizeof v);
  }
  std::string out_;
};

// One value as it lies in the bytes, undecoded.
struct WireValue {
  std::uint8_t type = 0;
  std::string_view payload;
  std::string_view whole;  // type and length included: what WireWriter::raw passes on
};

class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}
  std::uint8_t u8() { return fixed<std::uint8_t>(); }
  std::uint32_t u32() { return fixed<std::uint32_t>(); }
  std::int64_t i64() { return fixed<std::int64_t>(); }
  double f64() { return fixed<double>(); }
  std::string_view text();
  WireValue value();
  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view take(std::size_t count);
  template <class T>
  T fixed() {
    T v{};
    take(sizeof v).copy(reinterpret_cast<char*>(&v), sizeof v);
    return v;
  }
  std::string_view rest_;
};

// Trees are walked recursively later on: one that nests deeper than any honest one is refused by both sides.
inline constexpr int kMaxTreeDepth = 1000;
bool is_too_deep(std::string_view json);

// Throws WireError when the payload does not fit the type.
Value decode_value(const WireValue& wire);

}  // namespace baton::script
