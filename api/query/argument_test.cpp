#include "api/query/argument.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "api/http/message.hpp"
#include "expression/time.hpp"

namespace baton::api::query {

namespace {

// "refused 400" or what was read.
std::string from_text(Type type, const std::string& value) {
  Argument a;
  try {
    if (!read_text("p", type, value, a)) return "nothing";
  } catch (const HttpError& error) {
    return "refused " + std::to_string(error.status);
  }
  if (type == Type::texts || type == Type::list) return std::to_string(a.texts.size()) + " texts";
  if (type == Type::flag || type == Type::given) return "set";
  if (type == Type::text) return "'" + a.text + "'";
  return std::to_string(a.number);
}

std::string from_json(Type type, const Json& value) {
  Argument a;
  try {
    if (!read_json("p", type, value, a)) return "nothing";
  } catch (const HttpError& error) {
    return "refused " + std::to_string(error.status);
  }
  if (type == Type::texts || type == Type::list) return std::to_string(a.texts.size()) + " texts";
  if (type == Type::flag || type == Type::given) return "set";
  if (type == Type::text) return "'" + a.text + "'";
  return std::to_string(a.number);
}

}  // namespace

TEST(Argument, TextOfAUrl) {
  EXPECT_EQ(from_text(Type::text, ""), "''");
  EXPECT_EQ(from_text(Type::texts, "a,b"), "2 texts");
  EXPECT_EQ(from_text(Type::texts, "a,,b,,"), "3 texts");
  EXPECT_EQ(from_text(Type::texts, ""), "1 texts");
  EXPECT_EQ(from_text(Type::list, ""), "0 texts");
}

TEST(Argument, FlagsCountOnlyWhenTrue) {
  EXPECT_EQ(from_text(Type::flag, "true"), "set");
  EXPECT_EQ(from_text(Type::flag, "false"), "nothing");
  EXPECT_EQ(from_text(Type::given, "false"), "set");
  EXPECT_EQ(from_json(Type::given, false), "set");
  EXPECT_EQ(from_text(Type::flag, "perhaps"), "refused 400");
  EXPECT_EQ(from_text(Type::flag, "TRUE"), "refused 400");
  EXPECT_EQ(from_text(Type::flag, ""), "refused 400");
  EXPECT_EQ(from_json(Type::flag, true), "set");
  EXPECT_EQ(from_json(Type::flag, false), "nothing");
  EXPECT_EQ(from_json(Type::flag, 1), "set");
  EXPECT_EQ(from_json(Type::flag, "true"), "set");
  EXPECT_EQ(from_json(Type::flag, ""), "nothing");
  EXPECT_EQ(from_json(Type::flag, Json::array()), "refused 400");
}

TEST(Argument, NumbersAndDates) {
  EXPECT_EQ(from_text(Type::integer, "-5"), "-5");
  EXPECT_EQ(from_text(Type::integer, "high"), "refused 400");
  EXPECT_EQ(from_text(Type::integer, ""), "refused 400");
  EXPECT_EQ(from_json(Type::integer, "7"), "7");
  EXPECT_EQ(from_json(Type::integer, nullptr), "nothing");
  EXPECT_EQ(from_text(Type::date, "1970-01-01T00:00:01.000+0000"), "1000");
  EXPECT_EQ(from_text(Type::date, ""), "nothing");
  EXPECT_EQ(from_text(Type::date, "soon"), "refused 400");
  EXPECT_EQ(from_json(Type::date, 5), "5");
  EXPECT_EQ(from_json(Type::date, "soon"), "refused 400");
}

TEST(Argument, ListsOfABodyAreLists) {
  EXPECT_EQ(from_json(Type::texts, Json::array({"a", 5})), "2 texts");
  EXPECT_EQ(from_json(Type::texts, "a"), "refused 400");
  EXPECT_EQ(from_json(Type::text, 5), "'5'");
  EXPECT_EQ(from_json(Type::text, Json::object()), "refused 400");
}

TEST(Argument, VariableConditionsOfAUrl) {
  Argument a;
  ASSERT_TRUE(read_text("variables", Type::variables, "city_eq_Rome,day_gt_2030-01-01T00:00:00.000+0000", a));
  ASSERT_EQ(a.variables.size(), 2u);
  EXPECT_EQ(a.variables[0].name, "city");
  EXPECT_EQ(a.variables[0].op, "eq");
  EXPECT_EQ(a.variables[0].value, Value::string("Rome"));
  EXPECT_EQ(a.variables[1].value, Value::date(*try_parse_date("2030-01-01T00:00:00.000+0000")));
  for (const char* wrong : {"city_Rome", "a_eq_b_c", "a_eq_", ""}) {
    EXPECT_EQ(from_text(Type::variables, wrong), "refused 400") << wrong;
  }
  Argument dates;
  ASSERT_TRUE(read_text("dueDates", Type::dates, "gt_1970-01-01T00:00:01.000+0000", dates));
  EXPECT_EQ(dates.dates.front().compare, Compare::gt);
  EXPECT_EQ(dates.dates.front().at, 1000);
  EXPECT_EQ(from_text(Type::dates, "gt_soon"), "refused 400");
  EXPECT_EQ(from_text(Type::dates, "eq_1970-01-01T00:00:01.000+0000"), "refused 400");
}

TEST(Argument, VariableConditionsOfABodyKeepTheirTypes) {
  const auto value = [](const char* json) {
    Argument a;
    read_json("variables", Type::variables,
              Json::array({Json{{"name", "x"}, {"operator", "eq"}, {"value", Json::parse(json)}}}), a);
    return a.variables.front().value;
  };
  EXPECT_EQ(value("5"), Value::long_integer(5));
  EXPECT_EQ(value("5.0"), Value::long_integer(5));
  EXPECT_EQ(value("5.5"), Value::number(5.5));
  EXPECT_EQ(value("\"5\""), Value::string("5"));
  EXPECT_EQ(value("true"), Value::boolean(true));
  EXPECT_EQ(value("null"), Value::null());
  EXPECT_EQ(value("\"2030-01-02\""), Value::string("2030-01-02"));
}

}  // namespace baton::api::query
