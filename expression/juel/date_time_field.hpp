// What dateTime().dayOfWeek() and its like give: one field of a DateTime (Joda's DateTime.Property).
#pragma once

#include "expression/juel/item.hpp"

namespace baton::juel {

enum class DateField : unsigned char {
  year,
  month_of_year,
  day_of_month,
  day_of_week,
  hour_of_day,
  minute_of_hour,
  second_of_minute,
  millis_of_second
};

ObjectPtr make_date_field(TimestampMs time, DateField field);

}  // namespace baton::juel
