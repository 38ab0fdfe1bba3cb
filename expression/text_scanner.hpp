// Reads numbers and signs off the front of a text; for this room's date, period and cron readers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace baton {

class TextScanner {
 public:
  explicit TextScanner(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  // Passes `c` when it comes next.
  bool accept(char c) {
    if (peek() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool at_digit() const { return peek() >= '0' && peek() <= '9'; }

  // Up to `max_digits` digits, at most 15. Nothing when none comes next.
  std::optional<std::int64_t> number(int max_digits = 15) {
    if (!at_digit()) return std::nullopt;
    std::int64_t value = 0;
    for (int i = 0; i < max_digits && at_digit(); ++i) value = value * 10 + digit();
    return value;
  }

  // The digits of a fraction as thousandths, cut off after the third; at least one digit must come next.
  std::optional<std::int64_t> thousandths() {
    if (!at_digit()) return std::nullopt;
    std::int64_t value = 0;
    for (int scale = 100; at_digit(); scale /= 10) value += digit() * scale;
    return value;
  }

  // The digits of a fraction as a number in [0, 1); at least one digit must come next.
  std::optional<double> fraction() {
    if (!at_digit()) return std::nullopt;
    double value = 0;
    for (double scale = 0.1; at_digit(); scale /= 10) value += static_cast<double>(digit()) * scale;
    return value;
  }

 private:
  std::int64_t digit() {
    const std::int64_t value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
};

}  // namespace baton
