// Days are tried one after the other (at most 130 years of them), times of day are looked up in the bit sets.
#include "expression/cron.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "expression/calendar.hpp"
#include "expression/text_scanner.hpp"
#include "expression/time.hpp"

namespace baton {

namespace {

constexpr int kSearchYears = 130;
constexpr int kFirstYear = 1970;
constexpr std::string_view kMonthNames = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
constexpr std::string_view kWeekdayNames = "SUNMONTUEWEDTHUFRISAT";

[[noreturn]] void refuse(std::string_view what, std::string_view field) {
  throw TimeError{fmt::format("Failed to parse cron expression. {}: '{}'", what, field)};
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t at = text.find_first_not_of(separators); at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(separators, end);
  }
  return parts;
}

struct FieldRange {
  int low, high;
  std::string_view names;  // three letters each, may be empty
  int first_name = 0;      // the number of the first name
};

int read_number(TextScanner& in, const FieldRange& range, std::string_view field) {
  if (!range.names.empty() && in.rest().size() >= 3) {
    const std::size_t at = range.names.find(in.rest().substr(0, 3));
    if (at != std::string_view::npos && at % 3 == 0) {
      in = TextScanner(in.rest().substr(3));
      return range.first_name + static_cast<int>(at / 3);
    }
  }
  const auto number = in.number(4);
  if (!number) refuse("Invalid chars in field", field);
  if (*number < range.low || *number > range.high) {
    refuse(fmt::format("Value {} not in range [{}, {}]", *number, range.low, range.high), field);
  }
  return static_cast<int>(*number);
}

// One element of a list: *, a, a-b, each with /step. A range may run past its end (NOV-FEB).
template <typename Add>
void read_element(std::string_view text, const FieldRange& range, Add add) {
  TextScanner in(text);
  int from = range.low, to = range.high;
  const bool star = in.accept('*') || in.accept('?');
  if (!star && in.peek() != '/') {
    from = to = read_number(in, range, text);
    if (in.accept('-')) {
      to = read_number(in, range, text);
    } else if (in.peek() == '/') {
      to = range.high;
    }
  }
  std::int64_t step = 1;
  if (in.accept('/')) {
    step = in.number(4).value_or(0);
    if (step < 1) refuse("Expected a step of at least 1", text);
  }
  if (!in.at_end()) refuse("Invalid chars in field", text);
  const int span = range.high - range.low + 1;
  const int last = to < from ? to + span : to;
  for (std::int64_t i = from; i <= last; i += step) add(static_cast<int>((i - range.low) % span + range.low));
}

template <std::size_t Size>
void read_list(std::string_view field, const FieldRange& range, std::bitset<Size>& set, int base = 0) {
  const auto elements = split(field, ",");
  if (elements.empty()) refuse("Expected a value", field);
  for (const auto& element : elements) {
    read_element(element, range, [&](int value) { set.set(static_cast<std::size_t>(value - base)); });
  }
}

bool is_any(std::string_view field) { return field == "*" || field == "?"; }

// Sunday is 0 and 7 in Unix and Spring, 1 in Quartz.
int to_iso_weekday(int number, bool quartz) {
  const int from_sunday = quartz ? number - 1 : number % 7;
  return from_sunday == 0 ? 7 : from_sunday;
}

std::string with_nickname_resolved(const std::string& text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kNicknames = {
      {{"@YEARLY", "0 0 0 1 1 *"},
       {"@ANNUALLY", "0 0 0 1 1 *"},
       {"@MONTHLY", "0 0 0 1 * *"},
       {"@WEEKLY", "0 0 0 * * 0"},
       {"@DAILY", "0 0 0 * * *"},
       {"@MIDNIGHT", "0 0 0 * * *"},
       {"@HOURLY", "0 0 * * * *"}}};
  for (const auto& [name, meaning] : kNicknames) {
    if (text == name) return std::string(meaning);
  }
  return text;
}

int weekday_of(int year, int month, int day) { return iso_weekday(from_calendar({year, month, day, 0})); }

// The Monday to Friday nearest to a day, within its month.
int nearest_weekday(int year, int month, int wanted) {
  const int length = days_in_month(year, month);
  const int day = std::min(wanted, length);
  switch (weekday_of(year, month, day)) {
    case 6: return day > 1 ? day - 1 : day + 2;
    case 7: return day < length ? day + 1 : day - 2;
    default: return day;
  }
}

}  // namespace

Cron::Cron(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  auto fields = split(with_nickname_resolved(upper), " \t\r\n");
  if (fields.size() < 5 || fields.size() > 7) {
    throw TimeError{
        fmt::format("Cron expression contains {} parts but we expect one of [5, 6, 7]", fields.size())};
  }
  const bool quartz = fields.size() == 7;
  either_day_ = fields.size() == 5;
  if (either_day_) fields.insert(fields.begin(), "0");
  read_list(fields[0], {0, 59, {}}, seconds_);
  read_list(fields[1], {0, 59, {}}, minutes_);
  read_list(fields[2], {0, 23, {}}, hours_);
  parse_days_of_month(fields[3]);
  read_list(fields[4], {1, 12, kMonthNames, 1}, months_);
  parse_days_of_week(fields[5], quartz);
  if (quartz && !is_any(fields[6])) {
    any_year_ = false;
    read_list(fields[6], {kFirstYear, kFirstYear + 399, {}}, years_, kFirstYear);
  }
}

void Cron::parse_days_of_month(std::string_view field) {
  month_days_restricted_ = !is_any(field);
  TextScanner in(field);
  if (in.accept('L')) {
    if (in.accept('W')) {
      special_.last_weekday = true;
    } else {
      special_.last_day = true;
      if (in.accept('-')) special_.last_day_offset = static_cast<int>(in.number(2).value_or(99));
      if (special_.last_day_offset > 30) refuse("Expected an offset up to 30 after 'L-'", field);
    }
    if (!in.at_end()) refuse("Invalid chars in field", field);
    return;
  }
  if (field.ends_with('W')) {
    const auto day = in.number(2);
    if (!day || *day < 1 || *day > 31 || !in.accept('W') || !in.at_end())
      refuse("Invalid chars in field", field);
    special_.near_weekday_of = static_cast<int>(*day);
    return;
  }
  read_list(field, {1, 31, {}}, days_of_month_);
}

void Cron::parse_days_of_week(std::string_view field, bool quartz) {
  week_days_restricted_ = !is_any(field);
  const FieldRange range = quartz ? FieldRange{1, 7, kWeekdayNames, 1} : FieldRange{0, 7, kWeekdayNames, 0};
  if (field == "L") {
    days_of_week_.set(static_cast<std::size_t>(quartz ? 6 : 7));
    return;
  }
  if (field.ends_with('L') || field.find('#') != std::string_view::npos) {
    TextScanner in(field);
    const int weekday = to_iso_weekday(read_number(in, range, field), quartz);
    if (in.accept('#')) {
      special_.nth_weekday = weekday;
      special_.nth = static_cast<int>(in.number(1).value_or(0));
      if (special_.nth < 1 || special_.nth > 5) refuse("Expected 1 to 5 after '#'", field);
    } else {
      in.accept('L');
      special_.last_of_weekday = weekday;
    }
    if (!in.at_end()) refuse("Invalid chars in field", field);
    return;
  }
  for (const auto& element : split(field, ",")) {
    read_element(element, range,
                 [&](int day) { days_of_week_.set(static_cast<std::size_t>(to_iso_weekday(day, quartz))); });
  }
  if (days_of_week_.none()) refuse("Expected a value", field);
}

bool Cron::matches_day_of_month(int year, int month, int day) const {
  const int length = days_in_month(year, month);
  if (special_.last_day) return day == length - special_.last_day_offset;
  if (special_.last_weekday) {
    const int weekday = weekday_of(year, month, length);
    return day == length - std::max(0, weekday - 5);
  }
  if (special_.near_weekday_of > 0) return day == nearest_weekday(year, month, special_.near_weekday_of);
  return days_of_month_.test(static_cast<std::size_t>(day));
}

bool Cron::matches_day_of_week(int year, int month, int day) const {
  const int weekday = weekday_of(year, month, day);
  if (special_.last_of_weekday > 0) {
    return weekday == special_.last_of_weekday && day + 7 > days_in_month(year, month);
  }
  if (special_.nth > 0) return weekday == special_.nth_weekday && (day - 1) / 7 + 1 == special_.nth;
  return days_of_week_.test(static_cast<std::size_t>(weekday));
}

bool Cron::matches_day(int year, int month, int day) const {
  if (!months_.test(static_cast<std::size_t>(month))) return false;
  const bool by_month = matches_day_of_month(year, month, day);
  if (either_day_ && month_days_restricted_ && week_days_restricted_) {
    return by_month || matches_day_of_week(year, month, day);
  }
  return by_month && matches_day_of_week(year, month, day);
}

// The first time at or after `from_ms` of a day.
std::optional<std::int64_t> Cron::first_time_of_day(std::int64_t from_ms) const {
  const std::int64_t from = (from_ms + kSecondMs - 1) / kSecondMs;  // in seconds
  for (std::int64_t hour = from / 3600; hour < 24; ++hour) {
    if (!hours_.test(static_cast<std::size_t>(hour))) continue;
    const std::int64_t in_hour = std::max<std::int64_t>(0, from - hour * 3600);
    for (std::int64_t minute = in_hour / 60; minute < 60; ++minute) {
      if (!minutes_.test(static_cast<std::size_t>(minute))) continue;
      for (std::int64_t second = std::max<std::int64_t>(0, in_hour - minute * 60); second < 60; ++second) {
        if (seconds_.test(static_cast<std::size_t>(second))) {
          return (hour * 3600 + minute * 60 + second) * kSecondMs;
        }
      }
    }
  }
  return std::nullopt;
}

std::optional<TimestampMs> Cron::next(TimestampMs after) const {
  CalendarTime now = to_calendar(after);
  const TimestampMs midnight = after - now.ms_of_day;
  std::int64_t from = (now.ms_of_day / kSecondMs + 1) * kSecondMs;
  const int last_year = now.year + kSearchYears;
  for (std::int64_t offset = 0;; ++offset, from = 0) {
    const CalendarTime day = to_calendar(midnight + offset * kDayMs);
    if (day.year > last_year) return std::nullopt;
    const int index = day.year - kFirstYear;
    if (!any_year_ && (index < 0 || index > 399 || !years_.test(static_cast<std::size_t>(index)))) continue;
    if (!matches_day(day.year, day.month, day.day)) continue;
    if (const auto time = first_time_of_day(from)) return midnight + offset * kDayMs + *time;
  }
}

}  // namespace baton
