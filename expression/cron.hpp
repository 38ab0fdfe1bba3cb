// Cron expressions of timer cycles.
//
// Six fields (second minute hour day-of-month month day-of-week) are read as Camunda 7.24 reads them:
// Spring's dialect, weekdays 0-7 with 0 and 7 Sunday, a day must satisfy both day fields, @yearly, @monthly,
// @weekly,
// @daily, @midnight, @hourly. Seven fields add a year and are Quartz: weekdays 1-7 from Sunday. Five fields
// are Unix: no seconds, and a day that satisfies one of two restricted day fields is enough.
// Everywhere: * ? , - / names, L, L-n, W, LW, nL, n#k.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

#include "expression/value.hpp"

namespace baton {

class Cron {
 public:
  // Throws TimeError naming the field.
  explicit Cron(std::string_view text);

  // The first time after `after` in UTC; nothing when there is none within the next 130 years.
  std::optional<TimestampMs> next(TimestampMs after) const;

 private:
  struct Special {
    bool last_day = false;  // L, L-n
    int last_day_offset = 0;
    bool last_weekday = false;  // LW
    int near_weekday_of = 0;    // 15W
    int last_of_weekday = 0;    // 5L, ISO weekday
    int nth_weekday = 0;        // 5#3, ISO weekday
    int nth = 0;
  };

  void parse_days_of_month(std::string_view field);
  void parse_days_of_week(std::string_view field, bool quartz);
  bool matches_day(int year, int month, int day) const;
  bool matches_day_of_month(int year, int month, int day) const;
  bool matches_day_of_week(int year, int month, int day) const;
  std::optional<std::int64_t> first_time_of_day(std::int64_t from_ms) const;

  std::bitset<60> seconds_, minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_of_month_;
  std::bitset<13> months_;
  std::bitset<8> days_of_week_;  // ISO, 1..7
  std::bitset<400> years_;       // from 1970
  bool any_year_ = true;
  bool month_days_restricted_ = false, week_days_restricted_ = false, either_day_ = false;
  Special special_;
};

}  // namespace baton
