#include "expression/juel/date_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "expression/calendar.hpp"
#include "expression/juel/date_pattern.hpp"
#include "expression/juel/date_time_field.hpp"
#include "expression/juel/evaluation.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/objects.hpp"
#include "expression/time.hpp"

namespace baton::juel {

namespace {

TimestampMs self_time(const Call& call) {
  return static_cast<const DateTimeObject&>(*call.self.object).millis();
}

CalendarTime calendar(const Call& call) { return to_calendar(self_time(call)); }

Item at(TimestampMs time) { return Item(std::make_shared<DateTimeObject>(time)); }

// A DateTime, a Date, milliseconds; null is now.
TimestampMs other_time(const Call& call) {
  const Item& other = call.item(0);
  if (other.is_null()) return call.evaluation.scope().now();
  if (other.object && other.object->kind() == ObjectKind::date_time) {
    return static_cast<const DateTimeObject&>(*other.object).millis();
  }
  if (other.is(ValueType::date)) return other.value.as_date();
  if (!other.object && other.value.is_whole_number()) return other.value.as_long();
  throw Fault{FaultKind::method, fmt::format("Expected a DateTime, found {}", class_name(other))};
}

// Library errors of the calendar become faults.
template <typename Compute>
Item guarded(Compute compute) {
  try {
    return at(compute());
  } catch (const TimeError& error) {
    throw Fault{FaultKind::java, "org.joda.time.IllegalFieldValueException: " + error.message};
  }
}

template <std::int64_t Sign>
Item step(const Call& call, std::int64_t unit) {
  return guarded([&] {
    std::int64_t span = 0;
    if (__builtin_mul_overflow(call.whole(0), unit * Sign, &span)) throw TimeError{"out of range"};
    return add_millis(self_time(call), span);
  });
}

Item step_months(const Call& call, std::int64_t months) {
  return guarded([&] { return add_months(self_time(call), call.whole(0) * months); });
}

std::int64_t checked(const Call& call, std::string_view field, std::int64_t low, std::int64_t high) {
  const std::int64_t value = call.whole(0);
  if (value < low || value > high) {
    throw Fault{FaultKind::java,
                fmt::format("org.joda.time.IllegalFieldValueException: Value {} for {} must be in "
                            "the range [{},{}]",
                            value, field, low, high)};
  }
  return value;
}

Item with_year(const Call& call) {
  const std::int64_t year = checked(call, "year", -kMaxYear, kMaxYear);
  return guarded([&] { return add_months(self_time(call), (year - calendar(call).year) * 12); });
}

Item with_month(const Call& call) {
  const std::int64_t month = checked(call, "monthOfYear", 1, 12);
  return at(add_months(self_time(call), month - calendar(call).month));
}

Item with_day(const Call& call) {
  const CalendarTime c = calendar(call);
  const std::int64_t day = checked(call, "dayOfMonth", 1, days_in_month(c.year, c.month));
  return at(self_time(call) + (day - c.day) * kDayMs);
}

Item with_weekday(const Call& call) {
  const std::int64_t day = checked(call, "dayOfWeek", 1, 7);
  return at(self_time(call) + (day - iso_weekday(self_time(call))) * kDayMs);
}

// Replaces the field of the time of day that counts `unit`s below `limit`.
Item with_field(const Call& call, std::string_view name, std::int64_t unit, std::int64_t limit) {
  const std::int64_t value = checked(call, name, 0, limit - 1);
  const std::int64_t now = calendar(call).ms_of_day / unit % limit;
  return at(self_time(call) + (value - now) * unit);
}

Item with_time(const Call& call) {
  const std::int64_t time =
      call.whole(0) * kHourMs + call.whole(1) * kMinuteMs + call.whole(2) * kSecondMs + call.whole(3);
  if (time < 0 || time >= kDayMs) {
    throw Fault{FaultKind::java, "org.joda.time.IllegalFieldValueException: Expected a time of day"};
  }
  return at(self_time(call) - calendar(call).ms_of_day + time);
}

Item with_date(const Call& call) {
  const std::int64_t year = checked(call, "year", -kMaxYear, kMaxYear);
  const std::int64_t month = call.whole(1), day = call.whole(2);
  const bool valid =
      month >= 1 && month <= 12 && day >= 1 &&
      day <= days_in_month(static_cast<int>(year), static_cast<int>(std::clamp<std::int64_t>(month, 1, 12)));
  if (!valid) {
    throw Fault{FaultKind::java, fmt::format("org.joda.time.IllegalFieldValueException: {}-{}-{} is no date",
                                             year, month, day)};
  }
  return at(from_calendar(
      {static_cast<int>(year), static_cast<int>(month), static_cast<int>(day), calendar(call).ms_of_day}));
}

Item part(const Call& call, DateField field) { return Item(make_date_field(self_time(call), field)); }

Item compare(const Call& call) {
  const TimestampMs a = self_time(call), b = other_time(call);
  return int_item(a < b ? -1 : a > b ? 1 : 0);
}

std::int64_t field(const Call& call, std::int64_t unit, std::int64_t limit) {
  return calendar(call).ms_of_day / unit % limit;
}

}  // namespace

std::string DateTimeObject::text() const { return format_pattern(millis_, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"); }

Json DateTimeObject::to_json() const { return millis_; }

bool DateTimeObject::equals(const Item& other) const {
  if (!other.object || other.object->kind() != ObjectKind::date_time) return false;
  return static_cast<const DateTimeObject&>(*other.object).millis_ == millis_;
}

const MethodTable& DateTimeObject::methods() const {
  static const MethodTable table(
      {
          {"plus", "l", [](const Call& c) { return step<1>(c, 1); }},
          {"plusMillis", "l", [](const Call& c) { return step<1>(c, 1); }},
          {"plusSeconds", "l", [](const Call& c) { return step<1>(c, kSecondMs); }},
          {"plusMinutes", "l", [](const Call& c) { return step<1>(c, kMinuteMs); }},
          {"plusHours", "l", [](const Call& c) { return step<1>(c, kHourMs); }},
          {"plusDays", "l", [](const Call& c) { return step<1>(c, kDayMs); }},
          {"plusWeeks", "l", [](const Call& c) { return step<1>(c, 7 * kDayMs); }},
          {"plusMonths", "i", [](const Call& c) { return step_months(c, 1); }},
          {"plusYears", "i", [](const Call& c) { return step_months(c, 12); }},
          {"minus", "l", [](const Call& c) { return step<-1>(c, 1); }},
          {"minusMillis", "l", [](const Call& c) { return step<-1>(c, 1); }},
          {"minusSeconds", "l", [](const Call& c) { return step<-1>(c, kSecondMs); }},
          {"minusMinutes", "l", [](const Call& c) { return step<-1>(c, kMinuteMs); }},
          {"minusHours", "l", [](const Call& c) { return step<-1>(c, kHourMs); }},
          {"minusDays", "l", [](const Call& c) { return step<-1>(c, kDayMs); }},
          {"minusWeeks", "l", [](const Call& c) { return step<-1>(c, 7 * kDayMs); }},
          {"minusMonths", "i", [](const Call& c) { return step_months(c, -1); }},
          {"minusYears", "i", [](const Call& c) { return step_months(c, -12); }},
          {"withYear", "i", with_year},
          {"withMonthOfYear", "i", with_month},
          {"withDayOfMonth", "i", with_day},
          {"withDayOfWeek", "i", with_weekday},
          {"withHourOfDay", "i", [](const Call& c) { return with_field(c, "hourOfDay", kHourMs, 24); }},
          {"withMinuteOfHour", "i",
           [](const Call& c) { return with_field(c, "minuteOfHour", kMinuteMs, 60); }},
          {"withSecondOfMinute", "i",
           [](const Call& c) { return with_field(c, "secondOfMinute", kSecondMs, 60); }},
          {"withMillisOfSecond", "i", [](const Call& c) { return with_field(c, "millisOfSecond", 1, 1000); }},
          {"withTimeAtStartOfDay", "",
           [](const Call& c) { return at(self_time(c) - calendar(c).ms_of_day); }},
          {"withTime", "iiii", with_time},
          {"withDate", "iii", with_date},
          {"withMillis", "l",
           [](const Call& c) { return guarded([&] { return add_millis(c.whole(0), 0); }); }},
          {"getYear", "", [](const Call& c) { return int_item(calendar(c).year); }},
          {"getMonthOfYear", "", [](const Call& c) { return int_item(calendar(c).month); }},
          {"getDayOfMonth", "", [](const Call& c) { return int_item(calendar(c).day); }},
          {"getDayOfWeek", "", [](const Call& c) { return int_item(iso_weekday(self_time(c))); }},
          {"getDayOfYear", "", [](const Call& c) { return int_item(day_of_year(self_time(c))); }},
          {"getWeekOfWeekyear", "", [](const Call& c) { return int_item(week_of(self_time(c))); }},
          {"getWeekyear", "", [](const Call& c) { return int_item(week_year_of(self_time(c))); }},
          {"getHourOfDay", "", [](const Call& c) { return int_item(field(c, kHourMs, 24)); }},
          {"getMinuteOfHour", "", [](const Call& c) { return int_item(field(c, kMinuteMs, 60)); }},
          {"getMinuteOfDay", "", [](const Call& c) { return int_item(field(c, kMinuteMs, 24 * 60)); }},
          {"getSecondOfMinute", "", [](const Call& c) { return int_item(field(c, kSecondMs, 60)); }},
          {"getSecondOfDay", "", [](const Call& c) { return int_item(field(c, kSecondMs, 24 * 3600)); }},
          {"getMillisOfSecond", "", [](const Call& c) { return int_item(field(c, 1, 1000)); }},
          {"getMillisOfDay", "", [](const Call& c) { return int_item(calendar(c).ms_of_day); }},
          {"getMillis", "", [](const Call& c) { return Item(Value::long_integer(self_time(c))); }},
          {"toDate", "", [](const Call& c) { return Item(Value::date(self_time(c))); }},
          {"toDateTime", "", [](const Call& c) { return c.self; }},
          {"toString", "s", [](const Call& c) { return text_item(format_pattern(self_time(c), c.text(0))); }},
          {"isBefore", "o", [](const Call& c) { return bool_item(self_time(c) < other_time(c)); }},
          {"isAfter", "o", [](const Call& c) { return bool_item(self_time(c) > other_time(c)); }},
          {"isEqual", "o", [](const Call& c) { return bool_item(self_time(c) == other_time(c)); }},
          {"isBeforeNow", "",
           [](const Call& c) { return bool_item(self_time(c) < c.evaluation.scope().now()); }},
          {"isAfterNow", "",
           [](const Call& c) { return bool_item(self_time(c) > c.evaluation.scope().now()); }},
          {"isEqualNow", "",
           [](const Call& c) { return bool_item(self_time(c) == c.evaluation.scope().now()); }},
          {"compareTo", "o", compare},
          {"year", "", [](const Call& c) { return part(c, DateField::year); }},
          {"monthOfYear", "", [](const Call& c) { return part(c, DateField::month_of_year); }},
          {"dayOfMonth", "", [](const Call& c) { return part(c, DateField::day_of_month); }},
          {"dayOfWeek", "", [](const Call& c) { return part(c, DateField::day_of_week); }},
          {"hourOfDay", "", [](const Call& c) { return part(c, DateField::hour_of_day); }},
          {"minuteOfHour", "", [](const Call& c) { return part(c, DateField::minute_of_hour); }},
          {"secondOfMinute", "", [](const Call& c) { return part(c, DateField::second_of_minute); }},
          {"millisOfSecond", "", [](const Call& c) { return part(c, DateField::millis_of_second); }},
          {"toLocalDate", "",
           [](const Call& c) { return text_item(format_pattern(self_time(c), "yyyy-MM-dd")); }},
          {"toLocalTime", "",
           [](const Call& c) { return text_item(format_pattern(self_time(c), "HH:mm:ss.SSS")); }},
      },
      &object_methods());
  return table;
}

}  // namespace baton::juel
