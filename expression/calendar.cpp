#include "expression/calendar.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>

#include "expression/time.hpp"

namespace baton {

namespace {

using Point = date::sys_time<std::chrono::milliseconds>;

[[noreturn]] void out_of_range() {
  throw TimeError{fmt::format("Expected a time within the years {} to {}", -kMaxYear, kMaxYear)};
}

constexpr std::int64_t kMaxTime = std::int64_t{kMaxYear - 1970} * 366 * kDayMs;

void check_year(std::int64_t year) {
  if (year < -kMaxYear || year > kMaxYear) out_of_range();
}

}  // namespace

CalendarTime to_calendar(TimestampMs time) {
  if (time > kMaxTime || time < -kMaxTime) out_of_range();
  const Point point{std::chrono::milliseconds{time}};
  const auto day = date::floor<date::days>(point);
  const date::year_month_day fields{day};
  return {static_cast<int>(fields.year()), static_cast<int>(static_cast<unsigned>(fields.month())),
          static_cast<int>(static_cast<unsigned>(fields.day())), (point - day).count()};
}

TimestampMs clamp_time(TimestampMs time) { return std::clamp(time, -kMaxTime, kMaxTime); }

TimestampMs from_calendar(const CalendarTime& calendar) {
  check_year(calendar.year);
  const std::int64_t months = std::int64_t{calendar.year} * 12 + calendar.month - 1;
  const std::int64_t year = months >= 0 ? months / 12 : -((11 - months) / 12);
  check_year(year);
  const date::sys_days first{date::year{static_cast<int>(year)} / static_cast<int>(months - year * 12 + 1) /
                             1};
  return (first.time_since_epoch().count() + calendar.day - 1) * kDayMs + calendar.ms_of_day;
}

int days_in_month(int year, int month) {
  const auto last = date::year{year} / date::month{static_cast<unsigned>(month)} / date::last;
  return static_cast<int>(static_cast<unsigned>(date::year_month_day{last}.day()));
}

int iso_weekday(TimestampMs time) {
  const Point point{std::chrono::milliseconds{time}};
  return static_cast<int>(date::weekday{date::floor<date::days>(point)}.iso_encoding());
}

TimestampMs add_months(TimestampMs time, std::int64_t months) {
  CalendarTime calendar = to_calendar(time);
  if (months > 12 * 2 * kMaxYear || months < -12 * 2 * kMaxYear) out_of_range();
  const std::int64_t total = std::int64_t{calendar.year} * 12 + calendar.month - 1 + months;
  const std::int64_t year = total >= 0 ? total / 12 : -((11 - total) / 12);
  check_year(year);
  calendar.year = static_cast<int>(year);
  calendar.month = static_cast<int>(total - year * 12 + 1);
  calendar.day = std::min(calendar.day, days_in_month(calendar.year, calendar.month));
  return from_calendar(calendar);
}

TimestampMs add_millis(TimestampMs time, std::int64_t millis) {
  TimestampMs sum = 0;
  if (__builtin_add_overflow(time, millis, &sum) || sum > kMaxTime || sum < -kMaxTime) out_of_range();
  return sum;
}

}  // namespace baton
