// Dates by patterns, and the fields of a date that only patterns and DateTime know.
#pragma once

#include <string>
#include <string_view>

#include "expression/value.hpp"

namespace baton::juel {

int day_of_year(TimestampMs time);
int week_of(TimestampMs time);       // ISO 8601
int week_year_of(TimestampMs time);  // the year that the week belongs to

// By a pattern of Joda's (and SimpleDateFormat's): letters y Y M d D E e H h k K m s S a w x G C Z z, text in
// single quotes. Throws Fault for other letters.
std::string format_pattern(TimestampMs time, std::string_view pattern);

}  // namespace baton::juel
