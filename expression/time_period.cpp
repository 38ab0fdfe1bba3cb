// ISO 8601 periods. Months and years are steps in the calendar: first years, then months (29 February plus
// P1Y1M is 28 March), then days and time, as Java's Duration.addTo does.
#include <fmt/format.h>

#include <array>
#include <limits>

#include "expression/calendar.hpp"
#include "expression/text_scanner.hpp"
#include "expression/time.hpp"

namespace baton {

namespace {

[[noreturn]] void refuse(std::string_view text) {
  throw TimeError{fmt::format("Expected an ISO 8601 period such as P1DT2H, found '{}'", text)};
}

constexpr std::int64_t kMaxNumber = 1'000'000'000'000;  // of one designator

// Reads designators in the order that `letters` gives, each at most once, calling `add` for each found.
template <typename Add>
int read_designators(TextScanner& in, std::string_view letters, std::string_view text, Add add) {
  int found = 0;
  std::size_t next = 0;
  while (in.at_digit()) {
    const std::int64_t number = *in.number();
    std::int64_t millis = 0;
    const bool fraction = in.accept('.') || in.accept(',');
    if (fraction) millis = in.thousandths().value_or(-1);
    const std::size_t at = letters.find(in.peek(), next);
    if (in.at_end() || at == std::string_view::npos || number > kMaxNumber || millis < 0) refuse(text);
    if (fraction && letters[at] != 'S') refuse(text);
    in.accept(letters[at]);
    add(letters[at], number, millis);
    next = at + 1;
    ++found;
  }
  return found;
}

int checked_int(std::int64_t number, std::string_view text) {
  if (number > std::numeric_limits<int>::max() / 8) refuse(text);
  return static_cast<int>(number);
}

}  // namespace

Period parse_period(std::string_view text) {
  TextScanner in(text);
  Period period;
  period.negative = in.accept('-');
  if (!in.accept('P')) refuse(text);
  int found = read_designators(in, "YMWD", text, [&](char letter, std::int64_t number, std::int64_t) {
    const int count = checked_int(number, text);
    if (letter == 'Y') period.years = count;
    if (letter == 'M') period.months = count;
    if (letter == 'W') period.days += count * 7;
    if (letter == 'D') period.days += count;
  });
  if (in.accept('T')) {
    const int in_time =
        read_designators(in, "HMS", text, [&](char letter, std::int64_t number, std::int64_t ms) {
          const std::int64_t unit = letter == 'H' ? kHourMs : letter == 'M' ? kMinuteMs : kSecondMs;
          std::int64_t span = 0;
          if (__builtin_mul_overflow(number, unit, &span)) refuse(text);
          if (__builtin_add_overflow(period.millis, span + ms, &period.millis)) refuse(text);
        });
    if (in_time == 0) refuse(text);
    found += in_time;
  }
  if (found == 0 || !in.at_end()) refuse(text);
  return period;
}

TimestampMs add_period(TimestampMs start, const Period& period) {
  const std::int64_t sign = period.negative ? -1 : 1;
  TimestampMs time = start;
  if (period.years != 0) time = add_months(time, sign * 12 * std::int64_t{period.years});
  if (period.months != 0) time = add_months(time, sign * std::int64_t{period.months});
  time = add_millis(time, sign * std::int64_t{period.days} * kDayMs);
  return add_millis(time, sign * period.millis);
}

}  // namespace baton
