// Dates, durations and repeating intervals: ISO 8601 and cron as timers use them (BPMN 2.0.2 table
// 10.101; Camunda accepts cron in timeCycle), and the date format of the REST API (camunda7-rest B.2).
//
// Pure functions on milliseconds since the epoch; no clock is read here. Bad text throws TimeError.
// Local times without an offset are UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "expression/value.hpp"

namespace baton {

struct TimeError {
  std::string message;
};

// yyyy-MM-dd'T'HH:mm:ss.SSS+0000, always UTC. Times beyond the year 32000 are written as the last one before.
std::string format_rest_date(TimestampMs time);

// Lenient (B.2): optional fraction of 1-9 digits, Z, +hhmm, +hh:mm, no offset, a blank for '+', date only.
TimestampMs parse_date(std::string_view text);
std::optional<TimestampMs> try_parse_date(std::string_view text);
// Only what Camunda's REST API takes of query parameters and Date values: yyyy-MM-dd'T'HH:mm:ss.SSSZ as
// Java's lenient SimpleDateFormat reads it (30 February is 1 March; text after the offset is ignored).
std::optional<TimestampMs> parse_rest_date(std::string_view text);
// ISO 8601 as timer definitions hold it (Joda's dateTimeParser): also week dates, ordinal dates, hours or
// minutes alone or with a fraction. A leading T is 1970-01-01.
TimestampMs parse_iso_date(std::string_view text);

// An ISO 8601 period: PnYnMnDTnHnMnS or PnW, fractions on seconds; months and years are calendar steps.
struct Period {
  int years = 0, months = 0, days = 0;
  std::int64_t millis = 0;
  bool negative = false;
};
Period parse_period(std::string_view text);
TimestampMs add_period(TimestampMs start, const Period& period);

// Where a timer definition next falls due.
struct TimerSchedule {
  TimestampMs due = 0;
  // Firings left after this one; -1 without end. 0 for dates and durations.
  std::int64_t repeats_left = 0;
};

enum class TimerKind : std::uint8_t { date = 0, duration = 1, cycle = 2 };

// The first due date of a timer whose text has been evaluated. Cycles: Rn/PT.., R/start/PT.., Rn/PT../end,
// Rn/start/end, or a cron expression of 6-7 (Quartz) or 5 fields. A cycle that is over before it begins is
// due now, once, as in Camunda.
TimerSchedule first_due(TimerKind kind, std::string_view text, TimestampMs now);

// The firing after the one that was due at `previous_due`, or nothing when the cycle is exhausted.
// `text` is the cycle as evaluated at creation. Counts by the clock, as Camunda 7 does.
std::optional<TimerSchedule> next_due(std::string_view text, const TimerSchedule& previous,
                                      TimestampMs created, TimestampMs now);

// failedJobRetryTimeCycle: "R5/PT5M" or "PT10S,PT1M". `retries` at creation, and the wait before the
// attempt that leaves `retries_left` (both in Camunda's counting: a list of n waits gives n + 1 retries).
struct RetrySchedule {
  int retries = 3;
  std::int64_t wait_ms = 0;
};
int retries_of_cycle(std::string_view text);
std::int64_t retry_wait_ms(std::string_view text, int retries_left, TimestampMs now);

}  // namespace baton
