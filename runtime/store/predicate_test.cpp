// The evaluator's own corners; what it shares with SQL is in persistence/query_contract_test.cpp.
#include "runtime/store/predicate.hpp"

#include <gtest/gtest.h>

namespace baton {
namespace {

struct LikeCase {
  const char* pattern;
  const char* text;
  bool matches;
};

TEST(Like, MatchesAsSqlDoes) {
  const LikeCase cases[] = {
      {"", "", true},          {"", "a", false},         {"%", "", true},          {"%%", "", true},
      {"_", "", false},        {"_", "ä", true},         {"__", "ä", false},       {"_", "𝄞", true},
      {"a%", "a", true},       {"%a", "ba", true},       {"%a", "ab", false},      {"%ab%", "xaxabx", true},
      {"a%b%c", "a1b2c", true}, {"a%b%c", "acb", false}, {"%_", "", false},        {"%_", "x", true},
      {"\\%", "%", true},      {"\\%", "x", false},      {"\\_", "_", true},       {"\\\\", "\\", true},
      {"\\a", "a", true},      {"a\\", "a", false},      {"a\\", "a\\", false},    {"%\\%", "100%", true},
      {"A", "a", false},       {"%aab", "aaab", true},   {"_%_", "x", false},      {"ä%", "äö", true},
  };
  for (const LikeCase& each : cases) {
    EXPECT_EQ(like_matches(each.pattern, each.text), each.matches) << each.pattern << " on " << each.text;
  }
}

TEST(Like, ManyPercentSignsStayFast) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "%a";
  EXPECT_FALSE(like_matches(pattern + "b", std::string(20'000, 'a')));
}

TEST(CompareCells, NullThenNumbersThenText) {
  const std::vector<Cell> ordered = {Cell{}, Cell{std::int64_t{-5}}, Cell{0.5}, Cell{std::int64_t{1}}, Cell{""},
                                     Cell{"B"}, Cell{"a"}, Cell{"ä"}};
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    for (std::size_t j = 0; j < ordered.size(); ++j) {
      EXPECT_EQ(compare_cells(ordered[i], ordered[j]) < 0, i < j) << i << " " << j;
      EXPECT_EQ(compare_cells(ordered[i], ordered[j]) == 0, i == j) << i << " " << j;
    }
  }
}

TEST(CompareCells, LargeNumbersAreNotRounded) {
  EXPECT_LT(compare_cells(Cell{std::int64_t{9007199254740992}}, Cell{std::int64_t{9007199254740993}}), 0);
}

}  // namespace
}  // namespace baton
