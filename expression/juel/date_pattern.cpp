#include "expression/juel/date_pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "expression/calendar.hpp"
#include "expression/juel/fault.hpp"

namespace baton::juel {

namespace {

// The Thursday of a week decides its year (ISO 8601).
TimestampMs thursday_of(TimestampMs time) { return time + (4 - iso_weekday(time)) * kDayMs; }

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};

std::string padded(std::int64_t number, std::size_t width) { return fmt::format("{:0{}}", number, width); }

std::string year_text(int year, std::size_t width) {
  return width == 2 ? padded(year % 100, 2) : padded(year, width);
}

std::string name_text(std::string_view name, std::size_t width) {
  return std::string(width >= 4 ? name : name.substr(0, 3));
}

std::string month_text(int month, std::size_t width) {
  return width >= 3 ? name_text(kMonths[static_cast<std::size_t>(month - 1)], width) : padded(month, width);
}

std::string fraction_text(std::int64_t millis, std::size_t width) {
  std::string digits = padded(millis, 3);
  digits.resize(std::max(width, digits.size()), '0');
  return digits.substr(0, width);
}

std::string letter_text(TimestampMs time, char letter, std::size_t width) {
  const CalendarTime c = to_calendar(time);
  const std::int64_t hour = c.ms_of_day / kHourMs;
  switch (letter) {
    case 'y':
    case 'Y': return year_text(c.year, width);
    case 'x': return year_text(week_year_of(time), width);
    case 'w': return padded(week_of(time), width);
    case 'M': return month_text(c.month, width);
    case 'd': return padded(c.day, width);
    case 'D': return padded(day_of_year(time), width);
    case 'E': return name_text(kWeekdays[static_cast<std::size_t>(iso_weekday(time) - 1)], width);
    case 'e': return padded(iso_weekday(time), width);
    case 'H': return padded(hour, width);
    case 'k': return padded(hour == 0 ? 24 : hour, width);
    case 'K': return padded(hour % 12, width);
    case 'h': return padded(hour % 12 == 0 ? 12 : hour % 12, width);
    case 'm': return padded(c.ms_of_day / kMinuteMs % 60, width);
    case 's': return padded(c.ms_of_day / kSecondMs % 60, width);
    case 'S': return fraction_text(c.ms_of_day % kSecondMs, width);
    case 'a': return hour < 12 ? "AM" : "PM";
    case 'G': return c.year > 0 ? "AD" : "BC";
    case 'C': return padded(c.year / 100, width);
    case 'Z': return width == 1 ? "+0000" : width == 2 ? "+00:00" : "UTC";
    case 'z': return width >= 4 ? "Coordinated Universal Time" : "UTC";
    default:
      throw Fault{FaultKind::java,
                  fmt::format("java.lang.IllegalArgumentException: Illegal pattern component: {}",
                              std::string(width, letter))};
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The text of a quote that begins at `at`, which is moved past it.
std::string quoted_text(std::string_view pattern, std::size_t& at) {
  std::string text;
  if (pattern.substr(at).starts_with("''")) {
    at += 2;
    return "'";
  }
  for (++at; at < pattern.size(); ++at) {
    if (pattern[at] == '\'') {
      ++at;
      if (at >= pattern.size() || pattern[at] != '\'') break;
    }
    text.push_back(pattern[at]);
  }
  return text;
}

}  // namespace

int day_of_year(TimestampMs time) {
  const CalendarTime c = to_calendar(time);
  return static_cast<int>((time - c.ms_of_day - from_calendar({c.year, 1, 1, 0})) / kDayMs) + 1;
}

int week_of(TimestampMs time) { return (day_of_year(thursday_of(time)) - 1) / 7 + 1; }
int week_year_of(TimestampMs time) { return to_calendar(thursday_of(time)).year; }

std::string format_pattern(TimestampMs time, std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '\'') {
      out += quoted_text(pattern, i);
    } else if (is_letter(c)) {
      const std::size_t end = std::min(pattern.find_first_not_of(c, i), pattern.size());
      out += letter_text(time, c, std::min<std::size_t>(end - i, 100));
      i = end;
    } else {
      out.push_back(c);
      ++i;
    }
  }
  return out;
}

}  // namespace baton::juel
