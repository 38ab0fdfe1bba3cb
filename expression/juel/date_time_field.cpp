#include "expression/juel/date_time_field.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "expression/calendar.hpp"
#include "expression/juel/date_pattern.hpp"
#include "expression/juel/date_time.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/methods.hpp"

namespace baton::juel {

namespace {

struct FieldKind {
  std::string_view pattern;        // of getAsText
  std::string_view short_pattern;  // of getAsShortText
  std::int64_t unit;               // its length in ms; 0 for months and years
};

constexpr std::array<FieldKind, 8> kKinds = {{{"yyyy", "yyyy", 0},
                                              {"MMMM", "MMM", 0},
                                              {"d", "d", kDayMs},
                                              {"EEEE", "EEE", kDayMs},
                                              {"H", "H", kHourMs},
                                              {"m", "m", kMinuteMs},
                                              {"s", "s", kSecondMs},
                                              {"S", "S", 1}}};

class DateFieldObject : public Object {
 public:
  DateFieldObject(TimestampMs time, DateField field)
      : Object(ObjectKind::opaque), time_(time), field_(field) {}

  TimestampMs time() const { return time_; }
  DateField field() const { return field_; }
  const FieldKind& kind_of_field() const { return kKinds[static_cast<std::size_t>(field_)]; }

  std::int64_t get() const {
    const CalendarTime c = to_calendar(time_);
    switch (field_) {
      case DateField::year: return c.year;
      case DateField::month_of_year: return c.month;
      case DateField::day_of_month: return c.day;
      case DateField::day_of_week: return iso_weekday(time_);
      case DateField::hour_of_day: return c.ms_of_day / kHourMs;
      case DateField::minute_of_hour: return c.ms_of_day / kMinuteMs % 60;
      case DateField::second_of_minute: return c.ms_of_day / kSecondMs % 60;
      case DateField::millis_of_second: return c.ms_of_day % kSecondMs;
    }
    return 0;
  }

  std::int64_t minimum() const { return field_ <= DateField::day_of_week ? 1 : 0; }

  std::int64_t maximum() const {
    const CalendarTime c = to_calendar(time_);
    switch (field_) {
      case DateField::year: return kMaxYear;
      case DateField::month_of_year: return 12;
      case DateField::day_of_month: return days_in_month(c.year, c.month);
      case DateField::day_of_week: return 7;
      case DateField::hour_of_day: return 23;
      case DateField::millis_of_second: return 999;
      default: return 59;
    }
  }

  TimestampMs plus(std::int64_t count) const {
    if (kind_of_field().unit > 0) {
      std::int64_t span = 0;
      if (__builtin_mul_overflow(count, kind_of_field().unit, &span)) span = count;
      return add_millis(time_, span);
    }
    return add_months(time_, field_ == DateField::year ? count * 12 : count);
  }

  // The begin of this year, month, day, hour ...
  TimestampMs floor() const {
    const CalendarTime c = to_calendar(time_);
    if (field_ == DateField::year) return from_calendar({c.year, 1, 1, 0});
    if (field_ == DateField::month_of_year) return from_calendar({c.year, c.month, 1, 0});
    return time_ - c.ms_of_day % kind_of_field().unit;
  }

  TimestampMs ceiling() const {
    const TimestampMs begin = floor();
    return begin == time_ ? time_ : DateFieldObject(begin, field_).plus(1);
  }

  std::string class_name() const override { return "org.joda.time.DateTime$Property"; }
  std::string text() const override { return format_pattern(time_, kind_of_field().pattern); }
  Value to_value() const override { return Value::integer(static_cast<std::int32_t>(get())); }
  Json to_json() const override { return get(); }
  const MethodTable& methods() const override;

 private:
  TimestampMs time_;
  DateField field_;
};

const DateFieldObject& self_of(const Call& call) {
  return static_cast<const DateFieldObject&>(*call.self.object);
}

Item at(TimestampMs time) { return Item(std::make_shared<DateTimeObject>(time)); }

Item set(const DateFieldObject& field, std::int64_t value) {
  if (value < field.minimum() || value > field.maximum()) {
    throw Fault{FaultKind::java,
                fmt::format("org.joda.time.IllegalFieldValueException: Value {} must be in the range "
                            "[{},{}]",
                            value, field.minimum(), field.maximum())};
  }
  return at(field.plus(value - field.get()));
}

const MethodTable& DateFieldObject::methods() const {
  static const MethodTable table(
      {
          {"get", "", [](const Call& c) { return int_item(self_of(c).get()); }},
          {"getAsText", "", [](const Call& c) { return text_item(self_of(c).text()); }},
          {"getAsString", "", [](const Call& c) { return text_item(std::to_string(self_of(c).get())); }},
          {"getAsShortText", "",
           [](const Call& c) {
             return text_item(format_pattern(self_of(c).time(), self_of(c).kind_of_field().short_pattern));
           }},
          {"getMinimumValue", "", [](const Call& c) { return int_item(self_of(c).minimum()); }},
          {"getMaximumValue", "", [](const Call& c) { return int_item(self_of(c).maximum()); }},
          {"withMinimumValue", "", [](const Call& c) { return set(self_of(c), self_of(c).minimum()); }},
          {"withMaximumValue", "", [](const Call& c) { return set(self_of(c), self_of(c).maximum()); }},
          {"setCopy", "i", [](const Call& c) { return set(self_of(c), c.whole(0)); }},
          {"addToCopy", "i", [](const Call& c) { return at(self_of(c).plus(c.whole(0))); }},
          {"roundFloorCopy", "", [](const Call& c) { return at(self_of(c).floor()); }},
          {"roundCeilingCopy", "", [](const Call& c) { return at(self_of(c).ceiling()); }},
      },
      &object_methods());
  return table;
}

}  // namespace

ObjectPtr make_date_field(TimestampMs time, DateField field) {
  return std::make_shared<DateFieldObject>(time, field);
}

}  // namespace baton::juel
