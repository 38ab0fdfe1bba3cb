// Dates and times of day as fields, in UTC; this room's own bridge to the date library.
#pragma once

#include <cstdint>

#include "expression/value.hpp"

namespace baton {

constexpr std::int64_t kSecondMs = 1000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;

constexpr int kMaxYear = 32000;  // the date library counts years in 16 bits

struct CalendarTime {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
  std::int64_t ms_of_day = 0;
};

// Throws TimeError outside the years -kMaxYear..kMaxYear.
CalendarTime to_calendar(TimestampMs time);

// The nearest time within those years.
TimestampMs clamp_time(TimestampMs time);

// Requires a year within the limits; month and day may overflow into the next ones (month 13, 30 February).
// Throws TimeError outside the limits.
TimestampMs from_calendar(const CalendarTime& calendar);

int days_in_month(int year, int month);

// 1 Monday .. 7 Sunday.
int iso_weekday(TimestampMs time);

// Calendar steps: a day that the month does not have becomes its last one. Throws TimeError beyond the
// limits.
TimestampMs add_months(TimestampMs time, std::int64_t months);

// The sum of a time and a distance. Throws TimeError beyond the limits.
TimestampMs add_millis(TimestampMs time, std::int64_t millis);

}  // namespace baton
