// When timers fall due. Camunda 7 counts the repetitions of a cycle by the clock: the n-th firing is at
// start + n periods, whenever the earlier ones took place; what the clock has passed is skipped.
//
// A cycle without a start begins when its timer is created, for later firings rounded down to the second
// (Camunda writes that start into the job's text, without milliseconds).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <vector>

#include "expression/calendar.hpp"
#include "expression/cron.hpp"
#include "expression/time.hpp"

namespace baton {

namespace {

constexpr std::int64_t kEndless = std::numeric_limits<std::int64_t>::max();

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// The parts between slashes; like Java's split, without empty ones at the end.
std::vector<std::string_view> split_interval(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('/', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  while (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

// [Rn/] period [/ end]  |  [Rn/] start / period  |  [Rn/] start / end
struct Interval {
  bool repeats = false;
  std::int64_t times = 0;
  std::optional<TimestampMs> start, end;
  Period period;
};

std::int64_t parse_times(std::string_view text) {
  if (text.size() == 1) return kEndless;
  std::int32_t times = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), times);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw TimeError{fmt::format("Expected a number of repetitions after 'R', found '{}'", text)};
  }
  return times;
}

bool is_period(std::string_view text) { return text.starts_with('P'); }

Interval parse_interval(std::string_view text) {
  auto parts = split_interval(text);
  if (parts.empty() || parts.size() > 3) throw TimeError{fmt::format("Cannot parse duration '{}'.", text)};
  Interval interval;
  if (parts.front().starts_with('R')) {
    interval.repeats = true;
    interval.times = parse_times(parts.front());
    parts.erase(parts.begin());
  }
  if (parts.empty() || (parts.size() == 1 && !is_period(parts[0]))) {
    throw TimeError{fmt::format("Expected a period in '{}'", text)};
  }
  if (is_period(parts[0])) {
    interval.period = parse_period(parts[0]);
    if (parts.size() > 1) interval.end = parse_iso_date(parts[1]);
    return interval;
  }
  interval.start = parse_iso_date(parts[0]);
  if (is_period(parts[1])) {
    interval.period = parse_period(parts[1]);
  } else {
    interval.end = parse_iso_date(parts[1]);
    interval.period.millis = *interval.end - *interval.start;
  }
  return interval;
}

std::int64_t left_after(const Interval& interval, std::int64_t firings) {
  if (interval.times >= kEndless) return -1;
  return std::max<std::int64_t>(0, interval.times - firings);
}

// How many whole periods can be skipped at once: all that the clock has passed, when the period has no
// calendar steps; they would differ in length. Requires now >= start.
std::int64_t periods_to_skip(const Period& period, TimestampMs start, TimestampMs now, std::int64_t times) {
  if (period.years != 0 || period.months != 0) return 0;
  const std::int64_t span = period.days * kDayMs + period.millis;
  if (span <= 0) return times;  // never gets past the clock
  return std::min(times, (now - start) / span);
}

// The first firing after `now`, or nothing when all are in the past.
std::optional<TimerSchedule> forward(const Interval& interval, TimestampMs start, TimestampMs now) {
  if (start > now) return TimerSchedule{start, left_after(interval, 0)};
  std::int64_t count = periods_to_skip(interval.period, start, now, interval.times);
  const std::int64_t span = interval.period.days * kDayMs + interval.period.millis;
  TimestampMs due = add_millis(start, count > 0 && span > 0 ? count * span : 0);
  for (; count < interval.times && due <= now; ++count) due = add_period(due, interval.period);
  if (due <= now) return std::nullopt;
  return TimerSchedule{due, left_after(interval, count)};
}

// Rn/period/end: n firings, the last one at the end.
std::optional<TimerSchedule> backward(const Interval& interval, TimestampMs end, TimestampMs now) {
  Period back = interval.period;
  back.negative = !back.negative;
  const bool calendar_steps = back.years != 0 || back.months != 0;
  const std::int64_t span = back.days * kDayMs + back.millis;
  if (end <= now) return std::nullopt;
  if (!calendar_steps && span <= 0) return TimerSchedule{end, 0};
  if (!calendar_steps) {
    const std::int64_t count = std::min(interval.times, (end - now - 1) / span);
    return TimerSchedule{end - count * span, interval.times >= kEndless ? -1 : count};
  }
  TimestampMs due = end;
  std::int64_t count = 0;
  for (TimestampMs earlier = add_period(end, back); count < interval.times && earlier > now; ++count) {
    due = earlier;
    earlier = add_period(earlier, back);
  }
  return TimerSchedule{due, interval.times >= kEndless ? -1 : count};
}

std::optional<TimerSchedule> next_firing(const Interval& interval, TimestampMs default_start,
                                         TimestampMs now) {
  if (interval.start) return forward(interval, *interval.start, now);
  if (interval.end) return backward(interval, *interval.end, now);
  return forward(interval, default_start, now);
}

TimerSchedule first_of_interval(const Interval& interval, TimestampMs now) {
  if (!interval.repeats) {
    if (interval.end) return {*interval.end, 0};
    return {add_period(interval.start.value_or(now), interval.period), 0};
  }
  if (const auto first = next_firing(interval, now, now)) return *first;
  const bool ended_before = interval.start || interval.end;
  if (ended_before) throw TimeError{"duedate is null"};
  return {now, 0};  // R0/.., or a period of no length
}

TimerSchedule first_of_cycle(std::string_view text, TimestampMs now) {
  if (text.starts_with('R')) return first_of_interval(parse_interval(text), now);
  if (const auto due = Cron(text).next(now)) return {*due, -1};
  return {now, 0};
}

TimerSchedule first_of_date(std::string_view text, TimestampMs now) {
  if (is_period(text)) return {add_period(now, parse_period(text)), 0};
  return {parse_iso_date(text), 0};
}

}  // namespace

TimerSchedule first_due(TimerKind kind, std::string_view text, TimestampMs now) {
  const std::string_view trimmed = trim(text);
  try {
    switch (kind) {
      case TimerKind::date: return first_of_date(trimmed, now);
      case TimerKind::duration: return first_of_interval(parse_interval(trimmed), now);
      case TimerKind::cycle: return first_of_cycle(trimmed, now);
    }
  } catch (const TimeError& error) {
    throw TimeError{
        kind == TimerKind::cycle
            ? fmt::format("ENGINE-09026 Exception while parsing cycle expression '{}': {}", trimmed,
                          error.message)
            : fmt::format("ENGINE-09027 Exception while resolving duedate '{}': {}", trimmed, error.message)};
  }
  throw TimeError{"Expected a timer's kind"};
}

std::optional<TimerSchedule> next_due(std::string_view text, const TimerSchedule& previous,
                                      TimestampMs created, TimestampMs now) {
  const std::string_view trimmed = trim(text);
  if (!trimmed.starts_with('R')) {
    if (previous.repeats_left == 0) return std::nullopt;  // the cron expression never matched
    const auto due = Cron(trimmed).next(now);
    return due ? std::optional(TimerSchedule{*due, -1}) : std::nullopt;
  }
  const TimestampMs start = created - ((created % kSecondMs) + kSecondMs) % kSecondMs;
  return next_firing(parse_interval(trimmed), start, now);
}

// --- failedJobRetryTimeCycle ----------------------------------------------------------------------

namespace {

constexpr std::int64_t kMaxRetries = std::numeric_limits<std::int32_t>::max();

std::vector<std::string_view> split_retries(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    parts.push_back(trim(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

}  // namespace

int retries_of_cycle(std::string_view text) {
  const auto parts = split_retries(text);
  if (parts.size() == 1) {
    const Interval interval = parse_interval(parts.front());
    return interval.repeats ? static_cast<int>(std::min<std::int64_t>(interval.times, kMaxRetries)) : 2;
  }
  for (const std::string_view part : parts) parse_interval(part);
  return static_cast<int>(parts.size()) + 1;
}

std::int64_t retry_wait_ms(std::string_view text, int retries_left, TimestampMs now) {
  const auto parts = split_retries(text);
  const int count = static_cast<int>(parts.size());
  const int index = std::max(0, std::min(count - 1, count - retries_left));
  const Interval interval = parse_interval(parts[static_cast<std::size_t>(index)]);
  return std::max<std::int64_t>(0, first_of_interval(interval, now).due - now);
}

}  // namespace baton
