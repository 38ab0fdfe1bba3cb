// Dates as text: the REST API's strict form, lenient forms beside it, and the ISO 8601 of timer definitions.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "expression/calendar.hpp"
#include "expression/text_scanner.hpp"
#include "expression/time.hpp"

namespace baton {

namespace {

// --- offsets -------------------------------------------------------------------------------------

// After the sign: hh, hhmm or hh:mm, in milliseconds.
std::optional<std::int64_t> read_offset_digits(TextScanner& in, bool colon_allowed) {
  const auto hours = in.number(2);
  if (!hours) return std::nullopt;
  if (colon_allowed) in.accept(':');
  const auto minutes = in.at_digit() ? in.number(2) : std::optional<std::int64_t>(0);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return *hours * kHourMs + *minutes * kMinuteMs;
}

// Z, z, +hh, +hhmm, +hh:mm; a missing offset is UTC. Nothing when something else comes next.
std::optional<std::int64_t> read_iso_offset(TextScanner& in, bool blank_is_plus) {
  if (in.at_end() || in.accept('Z') || in.accept('z')) return 0;
  const bool negative = in.peek() == '-';
  if (!in.accept('-') && !in.accept('+') && !(blank_is_plus && in.accept(' '))) return std::nullopt;
  const auto offset = read_offset_digits(in, true);
  if (!offset) return std::nullopt;
  return negative ? -*offset : *offset;
}

// --- the REST API's form -------------------------------------------------------------------------

// What Java's SimpleDateFormat takes for the pattern letter Z: +hhmm or a zone's name, here UTC and GMT.
std::optional<std::int64_t> read_java_zone(TextScanner& in) {
  if (in.peek() == '+' || in.peek() == '-') {
    const bool negative = in.peek() == '-';
    in.accept(in.peek());
    const std::string_view digits = in.rest();
    const auto offset = read_offset_digits(in, false);
    if (!offset || digits.size() - in.rest().size() != 4) return std::nullopt;
    return negative ? -*offset : *offset;
  }
  for (const std::string_view name : {"GMT", "UTC", "UT"}) {
    if (!in.rest().starts_with(name)) continue;
    in = TextScanner(in.rest().substr(name.size()));
    if (name == "GMT" && (in.peek() == '+' || in.peek() == '-')) return read_iso_offset(in, false);
    return 0;
  }
  return std::nullopt;
}

// --- ISO 8601, field by field --------------------------------------------------------------------

class IsoReader {
 public:
  explicit IsoReader(std::string_view text) : in_(text) {}

  // Nothing when the text is malformed or a field is out of its range.
  std::optional<TimestampMs> read() {
    if (in_.at_end()) return std::nullopt;
    if (in_.peek() != 'T' && !read_day()) return std::nullopt;
    if (in_.accept('T') && !in_.at_end() && in_.at_digit() && !read_time_of_day()) return std::nullopt;
    const auto offset = read_iso_offset(in_, false);
    if (!offset || !in_.at_end()) return std::nullopt;
    return day_ + time_ - *offset;
  }

 private:
  bool read_day() {
    const bool negative = in_.accept('-');
    if (!negative) in_.accept('+');
    const auto year = in_.number(9);
    if (!year || *year > kMaxYear) return false;
    const int signed_year = static_cast<int>(negative ? -*year : *year);
    if (!in_.accept('-')) return set_day(signed_year, 1, 1);
    if (in_.accept('W')) return read_week(signed_year);
    const std::size_t before = in_.rest().size();
    const auto first = in_.number(3);
    if (!first) return false;
    if (before - in_.rest().size() == 3) return set_ordinal(signed_year, *first);
    if (!in_.accept('-')) return set_day(signed_year, *first, 1);
    const auto second = in_.number(2);
    return second && set_day(signed_year, *first, *second);
  }

  bool set_day(int year, std::int64_t month, std::int64_t day) {
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, static_cast<int>(month)))
      return false;
    day_ = from_calendar({year, static_cast<int>(month), static_cast<int>(day), 0});
    return true;
  }

  bool set_ordinal(int year, std::int64_t day) {
    const int length = days_in_month(year, 2) == 29 ? 366 : 365;
    if (day < 1 || day > length) return false;
    day_ = from_calendar({year, 1, 1, 0}) + (day - 1) * kDayMs;
    return true;
  }

  // The week of ISO 8601: the first one holds 4 January.
  bool read_week(int year) {
    const auto week = in_.number(2);
    const auto day = in_.accept('-') ? in_.number(1) : std::optional<std::int64_t>(1);
    if (!week || !day || *week < 1 || *week > 53 || *day < 1 || *day > 7) return false;
    const TimestampMs fourth = from_calendar({year, 1, 4, 0});
    day_ = fourth + (*day - iso_weekday(fourth) + (*week - 1) * 7) * kDayMs;
    return true;
  }

  // hh[:mm[:ss]], each field may be the last one with a fraction.
  bool read_time_of_day() {
    struct Field {
      std::int64_t unit;
      std::int64_t limit;
    };
    constexpr std::array<Field, 3> kFields = {{{kHourMs, 24}, {kMinuteMs, 60}, {kSecondMs, 60}}};
    for (std::size_t i = 0; i < kFields.size(); ++i) {
      const auto number = in_.number(2);
      if (!number || *number >= kFields[i].limit) return false;
      time_ += *number * kFields[i].unit;
      if (in_.accept('.') || in_.accept(',')) return read_fraction(kFields[i].unit);
      if (i + 1 == kFields.size() || !in_.accept(':')) return true;
    }
    return true;
  }

  bool read_fraction(std::int64_t unit) {
    if (unit == kSecondMs) {
      const auto millis = in_.thousandths();
      if (millis) time_ += *millis;
      return millis.has_value();
    }
    const auto fraction = in_.fraction();
    if (fraction) time_ += static_cast<std::int64_t>(*fraction * static_cast<double>(unit) + 1e-6);
    return fraction.has_value();
  }

  TextScanner in_;
  TimestampMs day_ = 0;
  std::int64_t time_ = 0;
};

}  // namespace

std::string format_rest_date(TimestampMs time) {
  const CalendarTime c = to_calendar(clamp_time(time));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}+0000", c.year, c.month, c.day,
                     c.ms_of_day / kHourMs, c.ms_of_day / kMinuteMs % 60, c.ms_of_day / kSecondMs % 60,
                     c.ms_of_day % kSecondMs);
}

std::optional<TimestampMs> parse_rest_date(std::string_view text) {
  TextScanner in(text);
  std::array<std::int64_t, 7> fields{};
  constexpr std::array<char, 7> kAfter = {'-', '-', 'T', ':', ':', '.', '\0'};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto number = in.number(9);
    if (!number || (kAfter[i] != '\0' && !in.accept(kAfter[i]))) return std::nullopt;
    fields[i] = *number;
  }
  const auto offset = read_java_zone(in);
  constexpr std::int64_t kSane = 100000;  // fields roll over, but not without end
  for (const std::int64_t field : fields) {
    if (field > kSane) return std::nullopt;
  }
  if (!offset || fields[0] > kMaxYear / 2) return std::nullopt;
  const auto [year, month, day, hour, minute, second, millis] = fields;
  return from_calendar({static_cast<int>(year), static_cast<int>(month), static_cast<int>(day),
                        hour * kHourMs + minute * kMinuteMs + second * kSecondMs + millis}) -
         *offset;
}

std::optional<TimestampMs> try_parse_date(std::string_view text) {
  // A blank before the offset is a '+' that a client forgot to encode.
  const std::size_t blank = text.rfind(' ');
  if (blank != std::string_view::npos && text.find('T') < blank) {
    std::string repaired(text);
    repaired[blank] = '+';
    return try_parse_date(repaired);
  }
  if (text.empty() || text.front() == 'T') return std::nullopt;
  if (const auto time = IsoReader(text).read()) return time;
  return parse_rest_date(text);
}

TimestampMs parse_date(std::string_view text) {
  if (const auto time = try_parse_date(text)) return *time;
  throw TimeError{fmt::format("Invalid format: \"{}\"", text)};
}

TimestampMs parse_iso_date(std::string_view text) {
  if (const auto time = IsoReader(text).read()) return *time;
  throw TimeError{fmt::format("Invalid format: \"{}\"", text)};
}

}  // namespace baton
