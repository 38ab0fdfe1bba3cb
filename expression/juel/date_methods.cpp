// Methods of java.util.Date, in UTC.
#include "expression/calendar.hpp"
#include "expression/juel/methods.hpp"

namespace baton::juel {

namespace {

TimestampMs self_time(const Call& call) { return call.self.value.as_date(); }

TimestampMs other_time(const Call& call) { return call.item(0).value.as_date(); }

CalendarTime calendar(const Call& call) { return to_calendar(self_time(call)); }

Item compare(const Call& call) {
  const TimestampMs a = self_time(call), b = other_time(call);
  return int_item(a < b ? -1 : a > b ? 1 : 0);
}

}  // namespace

const MethodTable& date_methods() {
  static const MethodTable table(
      {
          {"getTime", "", [](const Call& c) { return Item(Value::long_integer(self_time(c))); }},
          {"before", "t", [](const Call& c) { return bool_item(self_time(c) < other_time(c)); }},
          {"after", "t", [](const Call& c) { return bool_item(self_time(c) > other_time(c)); }},
          {"compareTo", "t", compare},
          {"getYear", "", [](const Call& c) { return int_item(calendar(c).year - 1900); }},
          {"getMonth", "", [](const Call& c) { return int_item(calendar(c).month - 1); }},
          {"getDate", "", [](const Call& c) { return int_item(calendar(c).day); }},
          {"getDay", "", [](const Call& c) { return int_item(iso_weekday(self_time(c)) % 7); }},
          {"getHours", "", [](const Call& c) { return int_item(calendar(c).ms_of_day / kHourMs); }},
          {"getMinutes", "", [](const Call& c) { return int_item(calendar(c).ms_of_day / kMinuteMs % 60); }},
          {"getSeconds", "", [](const Call& c) { return int_item(calendar(c).ms_of_day / kSecondMs % 60); }},
          {"getTimezoneOffset", "", [](const Call&) { return int_item(0); }},
          {"clone", "", [](const Call& c) { return c.self; }},
      },
      &object_methods());
  return table;
}

}  // namespace baton::juel
