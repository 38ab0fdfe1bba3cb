#include "expression/time.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>

#include "expression/cron.hpp"

namespace baton {
namespace {

constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;

TimestampMs at(const char* text) { return parse_date(text); }
std::string text_of(TimestampMs time) { return format_rest_date(time); }

// 2026-11-24 was a Tuesday.
const TimestampMs kNow = at("2026-11-24T14:28:19.500Z");

// --- dates ----------------------------------------------------------------------------------------

TEST(RestDate, IsWrittenInUtc) {
  EXPECT_EQ(format_rest_date(0), "1970-01-01T00:00:00.000+0000");
  EXPECT_EQ(format_rest_date(-1), "1969-12-31T23:59:59.999+0000");
  EXPECT_EQ(format_rest_date(1'709'209'815'123), "2024-02-29T12:30:15.123+0000");
  EXPECT_EQ(format_rest_date(std::numeric_limits<TimestampMs>::max()).substr(0, 2), "32");
}

TEST(LenientDate, TakesManyForms) {
  for (const char* text :
       {"2024-02-29T12:30:15.123+0000", "2024-02-29T12:30:15.123Z", "2024-02-29T12:30:15.123",
        "2024-02-29T14:30:15.123+02:00", "2024-02-29T14:30:15.123 0200", "2024-02-29T12:30:15.123456789Z",
        "2024-02-29T10:00:15.123-0230"}) {
    EXPECT_EQ(try_parse_date(text), 1'709'209'815'123) << text;
  }
  EXPECT_EQ(text_of(at("2024-02-29")), "2024-02-29T00:00:00.000+0000");
  EXPECT_EQ(text_of(at("2024-02-29T12:30:15.1Z")), "2024-02-29T12:30:15.100+0000");
  for (const char* bad : {"", "x", "29.02.2024", "2024-13-01", "T10:00", "2024-02-29T12:30:15.123+99:00"}) {
    EXPECT_FALSE(try_parse_date(bad)) << bad;
    EXPECT_THROW(parse_date(bad), TimeError);
  }
}

// As a Camunda 7.24 resolved them in timeDate.
TEST(IsoDate, IsJodas) {
  const std::map<std::string, std::string> cases = {
      {"2999-01-01", "2999-01-01T00:00:00.000+0000"},
      {"2999-01", "2999-01-01T00:00:00.000+0000"},
      {"2999", "2999-01-01T00:00:00.000+0000"},
      {"2999-W01-1", "2998-12-31T00:00:00.000+0000"},
      {"2999-001", "2999-01-01T00:00:00.000+0000"},
      {"2999-01-01T", "2999-01-01T00:00:00.000+0000"},
      {"2999-01-01T10", "2999-01-01T10:00:00.000+0000"},
      {"2999-01-01T10.5", "2999-01-01T10:30:00.000+0000"},
      {"2999-01-01T10:30.5", "2999-01-01T10:30:30.000+0000"},
      {"2999-01-01T10:30:15,5", "2999-01-01T10:30:15.500+0000"},
      {"2999-01-01T10:30:15.1239", "2999-01-01T10:30:15.123+0000"},
      {"2999-01-01T10:30:15z", "2999-01-01T10:30:15.000+0000"},
      {"2999-01-01T10:30:15+02:00", "2999-01-01T08:30:15.000+0000"},
      {"2999-01-01T10:30:15+02", "2999-01-01T08:30:15.000+0000"},
      {"2999-1-1", "2999-01-01T00:00:00.000+0000"},
      {"2999-01-01T1:3:5", "2999-01-01T01:03:05.000+0000"},
      {"+2999-01-01", "2999-01-01T00:00:00.000+0000"},
      {"12999-01-01", "12999-01-01T00:00:00.000+0000"},
      {"T10:30", "1970-01-01T10:30:00.000+0000"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(text_of(parse_iso_date(text)), expected) << text;
  for (const char* bad : {"", "x", "2999-02-30T00:00:00", "2999-01-01T24:00:00", "2999-01-01 10:00:00",
                          "2999-01-01T10:30:15 +0200", "29990101T000000", "-P1D", "99999-01-01"}) {
    EXPECT_THROW(parse_iso_date(bad), TimeError) << bad;
  }
}

// --- periods --------------------------------------------------------------------------------------

TimestampMs plus(const char* start, const char* period) {
  return add_period(at(start), parse_period(period));
}

TEST(Period, StepsInTheCalendar) {
  EXPECT_EQ(text_of(plus("2024-01-31T00:00:00Z", "P1M")), "2024-02-29T00:00:00.000+0000");
  EXPECT_EQ(text_of(plus("2023-01-31T00:00:00Z", "P1M")), "2023-02-28T00:00:00.000+0000");
  EXPECT_EQ(text_of(plus("2024-02-29T00:00:00Z", "P1Y")), "2025-02-28T00:00:00.000+0000");
  EXPECT_EQ(text_of(plus("2024-02-29T00:00:00Z", "P4Y")), "2028-02-29T00:00:00.000+0000");
  EXPECT_EQ(text_of(plus("2024-02-29T00:00:00Z", "P1Y1M")), "2025-03-28T00:00:00.000+0000");
  EXPECT_EQ(text_of(plus("2024-12-15T00:00:00Z", "P1M")), "2025-01-15T00:00:00.000+0000");
  EXPECT_EQ(text_of(plus("2024-03-31T00:00:00Z", "-P1M")), "2024-02-29T00:00:00.000+0000");
  EXPECT_EQ(text_of(plus("2024-01-31T23:00:00Z", "P1M1DT1H")), "2024-03-02T00:00:00.000+0000");
}

TEST(Period, CountsTime) {
  EXPECT_EQ(plus("1970-01-01", "P1Y2M3DT4H5M6.789S") - at("1971-03-04"), 4 * kHour + 5 * kMinute + 6789);
  EXPECT_EQ(plus("1970-01-01", "P2W"), 14 * kDay);
  EXPECT_EQ(plus("1970-01-01", "PT36H"), 36 * kHour);
  EXPECT_EQ(plus("1970-01-01", "P0D"), 0);
  EXPECT_EQ(plus("1970-01-01", "PT0.5S"), 500);
}

TEST(Period, RefusesWhatJavaRefuses) {
  for (const char* bad :
       {"", "P", "PT", "1H", "pt1h", "P1DT", "P1S", "PT1D", "PT1H1H", "PT1M1H", "P-1D", "PT1.5H", "PT1.5M",
        "PT1S500", "P1", "PT.5S", "PT1H ", "P99999999999D", "PT9999999999999999999S"}) {
    EXPECT_THROW(parse_period(bad), TimeError) << bad;
  }
  EXPECT_THROW(plus("2024-01-01", "P40000Y"), TimeError);
  EXPECT_THROW(plus("2024-01-01", "PT999999999999H"), TimeError);
}

// --- timers ---------------------------------------------------------------------------------------

std::string due(TimerKind kind, const char* text) { return text_of(first_due(kind, text, kNow).due); }

std::string timer_error(TimerKind kind, const char* text) {
  try {
    return "due " + due(kind, text);
  } catch (const TimeError& error) {
    return error.message;
  }
}

TEST(DateTimer, IsDueThenOrAfterAPeriod) {
  EXPECT_EQ(due(TimerKind::date, "2999-01-01T00:00:00"), "2999-01-01T00:00:00.000+0000");
  EXPECT_EQ(due(TimerKind::date, " 2020-01-01T00:00:00 "), "2020-01-01T00:00:00.000+0000");
  EXPECT_EQ(due(TimerKind::date, "PT1H"), "2026-11-24T15:28:19.500+0000");
  EXPECT_EQ(timer_error(TimerKind::date, "x"),
            "ENGINE-09027 Exception while resolving duedate 'x': Invalid format: \"x\"");
}

TEST(DurationTimer, IsDueAfterAPeriod) {
  EXPECT_EQ(due(TimerKind::duration, "PT1H"), "2026-11-24T15:28:19.500+0000");
  EXPECT_EQ(due(TimerKind::duration, "P1M1D"), "2026-12-25T14:28:19.500+0000");
  EXPECT_EQ(due(TimerKind::duration, "P1Y2M3DT4H5M6.789S"), "2028-01-27T18:33:26.289+0000");
  EXPECT_EQ(due(TimerKind::duration, "R3/PT1H"), "2026-11-24T15:28:19.500+0000");
  EXPECT_EQ(due(TimerKind::duration, "PT1H/2999-01-01T00:00:00"), "2999-01-01T00:00:00.000+0000");
  EXPECT_EQ(due(TimerKind::duration, "2999-01-01T00:00:00/PT1H"), "2999-01-01T01:00:00.000+0000");
  for (const char* bad : {"", "x", "2999-01-01", "-PT1H", "PT1H/x", "R/", "a/b/c/d"}) {
    EXPECT_NE(timer_error(TimerKind::duration, bad).find("ENGINE-09027"), std::string::npos) << bad;
  }
}

TEST(CycleTimer, FirstDue) {
  const std::map<std::string, std::string> cases = {
      {"R3/PT1H", "2026-11-24T15:28:19.500+0000"},
      {"R/PT1H", "2026-11-24T15:28:19.500+0000"},
      {"R0/PT1H", "2026-11-24T14:28:19.500+0000"},
      {"R/2020-01-01T00:00:00/PT1H", "2026-11-24T15:00:00.000+0000"},
      {"R3/2999-01-01T00:00:00/PT1H", "2999-01-01T00:00:00.000+0000"},
      {"R3/PT1H/2999-01-01T00:00:00", "2998-12-31T21:00:00.000+0000"},
      {"R3/2998-01-01T00:00:00/2999-01-01T00:00:00", "2998-01-01T00:00:00.000+0000"},
      {"R3/P1M", "2026-12-24T14:28:19.500+0000"},
      {"R/P1Y", "2027-11-24T14:28:19.500+0000"},
      {"R3/PT1.5S", "2026-11-24T14:28:21.000+0000"},
      {"R3/PT0S", "2026-11-24T14:28:19.500+0000"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(due(TimerKind::cycle, text.c_str()), expected) << text;
}

TEST(CycleTimer, Refused) {
  EXPECT_EQ(
      timer_error(TimerKind::cycle, "R2/2020-01-01T00:00:00/PT1H"),
      "ENGINE-09026 Exception while parsing cycle expression 'R2/2020-01-01T00:00:00/PT1H': duedate is null");
  for (const char* bad : {"PT1H", "R3", "R3/", "Rx/PT1H", "R3/PT1H/PT2H", "R3/2020-01-01T00:00:00/PT1H/x",
                          "r3/PT1H", "R3/PT1H/2020-01-01T00:00:00", ""}) {
    EXPECT_NE(timer_error(TimerKind::cycle, bad).find("ENGINE-09026"), std::string::npos) << bad;
  }
}

// The due dates of a cycle whose firings are each `late` ms late, with what is left after each.
std::vector<std::pair<TimestampMs, std::int64_t>> firings(const char* text, std::int64_t late,
                                                          std::size_t limit) {
  std::vector<std::pair<TimestampMs, std::int64_t>> all;
  std::optional<TimerSchedule> next = first_due(TimerKind::cycle, text, kNow);
  while (next && all.size() < limit) {
    all.emplace_back(next->due, next->repeats_left);
    next = next_due(text, *next, kNow, next->due + late);
  }
  return all;
}

TEST(CycleTimer, FiresAsOftenAsItSays) {
  const TimestampMs start = kNow / kSecond * kSecond;  // later firings count from the whole second
  const std::vector<std::pair<TimestampMs, std::int64_t>> expected = {
      {kNow + kHour, 2}, {start + 2 * kHour, 1}, {start + 3 * kHour, 0}};
  EXPECT_EQ(firings("R3/PT1H", 0, 10), expected);
  EXPECT_EQ(firings("R3/PT1H", 20, 10), expected);
  EXPECT_EQ(firings("R1/PT1H", 0, 10).size(), 1U);
  EXPECT_EQ(firings("R0/PT1H", 0, 10).size(), 1U);
  EXPECT_EQ(firings("R3/PT0S", 0, 10).size(), 1U);
}

TEST(CycleTimer, SkipsWhatTheClockHasPassed) {
  const auto all = firings("R5/PT1H", 90 * kMinute, 10);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[1].second, 2);
  EXPECT_EQ(all[2].second, 0);
}

TEST(CycleTimer, AnEarlyFiringLeavesTheRegularDueDate) {
  const TimerSchedule first = first_due(TimerKind::cycle, "R3/PT1H", kNow);
  const auto next = next_due("R3/PT1H", first, kNow, kNow + kMinute);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->due, kNow / kSecond * kSecond + kHour);
  EXPECT_EQ(next->repeats_left, 2);
}

TEST(CycleTimer, WithoutEnd) {
  EXPECT_EQ(first_due(TimerKind::cycle, "R/PT1H", kNow).repeats_left, -1);
  EXPECT_EQ(firings("R/PT1H", 0, 50).size(), 50U);
  EXPECT_EQ(firings("0 0/5 * * * ?", 0, 50).size(), 50U);
}

TEST(CycleTimer, OfMonthsKeepsSteppingFromTheLast) {
  const auto all = firings("R3/2027-01-31T00:00:00/P1M", 0, 10);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(text_of(all[1].first), "2027-02-28T00:00:00.000+0000");
  EXPECT_EQ(text_of(all[2].first), "2027-03-28T00:00:00.000+0000");
}

TEST(CycleTimer, BackwardsFromItsEnd) {
  const auto all = firings("R2/P1D/2027-01-10T00:00:00", 0, 10);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(text_of(all[0].first), "2027-01-08T00:00:00.000+0000");
  EXPECT_EQ(text_of(all[2].first), "2027-01-10T00:00:00.000+0000");
  EXPECT_EQ(all[0].second, 2);
  EXPECT_EQ(text_of(firings("R2/P1M/2027-03-31T00:00:00", 0, 10)[0].first), "2027-01-28T00:00:00.000+0000");
}

TEST(CycleTimer, OfTinyPeriodsTakesNoTime) {
  const auto next = first_due(TimerKind::cycle, "R/1970-01-01T00:00:00/PT0.001S", kNow);
  EXPECT_EQ(next.due, kNow + 1);
  EXPECT_EQ(first_due(TimerKind::cycle, "R/PT0S", kNow).due, kNow);
  EXPECT_GT(first_due(TimerKind::cycle, "R/0001-01-01T00:00:00/P1M", kNow).due, kNow);
}

// --- cron -----------------------------------------------------------------------------------------

TEST(Cron, SixFieldsAreSpringsAsInCamunda) {
  const std::map<std::string, std::string> cases = {
      {"0 0/5 * * * ?", "2026-11-24T14:30:00"},        {"0 0 12 * * ?", "2026-11-25T12:00:00"},
      {"0 15 10 ? * 6L", "2026-11-28T10:15:00"},       {"0 15 10 ? * 6#3", "2026-12-19T10:15:00"},
      {"0 0 12 1 * MON", "2027-02-01T12:00:00"},       {"0 0 12 1 * *", "2026-12-01T12:00:00"},
      {"0 0 12 * * MON-FRI", "2026-11-25T12:00:00"},   {"0 0 12 L * ?", "2026-11-30T12:00:00"},
      {"0 0 12 L-3 * ?", "2026-11-27T12:00:00"},       {"0 0 12 LW * ?", "2026-11-30T12:00:00"},
      {"0 0 12 15W * ?", "2026-12-15T12:00:00"},       {"0 0 12 ? * 2", "2026-12-01T12:00:00"},
      {"0 0 12 ? * SUN", "2026-11-29T12:00:00"},       {"0 0 12 ? * L", "2026-11-29T12:00:00"},
      {"0 0 12 ? * 7", "2026-11-29T12:00:00"},         {"0 0 12 * * 0", "2026-11-29T12:00:00"},
      {"0 0 0 29 2 ?", "2028-02-29T00:00:00"},         {"*/10 * * * * ?", "2026-11-24T14:28:20"},
      {"5/10 * * * * ?", "2026-11-24T14:28:25"},       {"0 0 9-17 * * ?", "2026-11-24T15:00:00"},
      {"0 0 12 ? NOV-FEB MON", "2026-11-30T12:00:00"}, {"@hourly", "2026-11-24T15:00:00"},
      {"0 0 12 * * MON,WED", "2026-11-25T12:00:00"},   {"0 0 12 1,15 * ?", "2026-12-01T12:00:00"},
      {"0 0 12 ? * 1-5", "2026-11-25T12:00:00"},       {"0 0 12 1/5 * ?", "2026-11-26T12:00:00"}};
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(Cron(text).next(kNow), at(expected.c_str())) << text;
  }
}

TEST(Cron, SevenFieldsAreQuartzAndFiveAreUnix) {
  EXPECT_EQ(Cron("0 0 0 1 1 ? 2030").next(kNow), at("2030-01-01"));
  EXPECT_EQ(Cron("0 0 12 ? * 2 *").next(kNow), at("2026-11-30T12:00:00"));
  EXPECT_EQ(Cron("0 0 12 ? * 6#3 2027").next(kNow), at("2027-01-15T12:00:00"));
  EXPECT_EQ(Cron("*/5 * * * *").next(kNow), at("2026-11-24T14:30:00"));
  EXPECT_EQ(Cron("0 12 1 * MON").next(kNow), at("2026-11-30T12:00:00")) << "one of the day fields is enough";
}

TEST(Cron, NearestWeekdayStaysInItsMonth) {
  EXPECT_EQ(Cron("0 0 0 1W 5 ?").next(at("2027-01-01")), at("2027-05-03")) << "1 May 2027 is a Saturday";
  EXPECT_EQ(Cron("0 0 0 31W 10 ?").next(at("2027-01-01")), at("2027-10-29")) << "31 October 2027 is a Sunday";
}

TEST(Cron, MovesOn) {
  const Cron cron("30 59 23 31 12 ?");
  const TimestampMs first = *cron.next(kNow);
  EXPECT_EQ(text_of(first), "2026-12-31T23:59:30.000+0000");
  EXPECT_EQ(text_of(*cron.next(first)), "2027-12-31T23:59:30.000+0000");
  EXPECT_EQ(cron.next(first - 1), first);
}

TEST(Cron, ThatNeverMatchesIsDueNowAndOnce) {
  EXPECT_FALSE(Cron("0 0 12 30 2 ?").next(kNow));
  EXPECT_FALSE(Cron("0 0 0 1 1 ? 2020").next(kNow));
  const TimerSchedule only = first_due(TimerKind::cycle, "0 0 12 30 2 ?", kNow);
  EXPECT_EQ(only.due, kNow);
  EXPECT_EQ(only.repeats_left, 0);
  EXPECT_FALSE(next_due("0 0 12 30 2 ?", only, kNow, kNow));
}

TEST(Cron, Refused) {
  for (const char* bad :
       {"x", "", "* * * *", "0 60 12 * * ?", "0 0 24 * * ?", "0 0 12 W * ?", "0 0 12 32 * ?", "0 0 12 * 13 ?",
        "0 0 12 ? * 8", "0 0 12 ? * MON#6", "0 0 12 ? * XXX", "0/0 * * * * ?", "0 0 12 , * ?",
        "1 2 3 4 5 6 7 8", "0 0 12 L-31 * ?", "a-b * * * * ?"}) {
    EXPECT_THROW(Cron{bad}, TimeError) << bad;
  }
}

// --- retries --------------------------------------------------------------------------------------

TEST(RetryCycle, CountsAsCamundaDoes) {
  EXPECT_EQ(retries_of_cycle("R5/PT5M"), 5);
  EXPECT_EQ(retries_of_cycle("PT5M"), 2);
  EXPECT_EQ(retries_of_cycle("PT10S, PT1M,PT10M"), 4);
  EXPECT_THROW(retries_of_cycle("often"), TimeError);
  EXPECT_THROW(retries_of_cycle(""), TimeError);
}

TEST(RetryCycle, WaitsItsIntervalsInTurn) {
  EXPECT_EQ(retry_wait_ms("R5/PT5M", 4, kNow), 5 * kMinute);
  EXPECT_EQ(retry_wait_ms("PT10S,PT1M,PT10M", 3, kNow), 10 * kSecond);
  EXPECT_EQ(retry_wait_ms("PT10S,PT1M,PT10M", 2, kNow), kMinute);
  EXPECT_EQ(retry_wait_ms("PT10S,PT1M,PT10M", 1, kNow), 10 * kMinute);
  EXPECT_EQ(retry_wait_ms("PT10S,PT1M,PT10M", 0, kNow), 10 * kMinute);
  EXPECT_EQ(retry_wait_ms("PT10S,PT1M", 9, kNow), 10 * kSecond);
}

}  // namespace
}  // namespace baton
