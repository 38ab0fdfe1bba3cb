#include "expression/value.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "expression/base64.hpp"
#include "expression/java_text.hpp"

namespace baton {
namespace {

TEST(Value, KeepsTypeAndContent) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value::boolean(true).as_boolean());
  EXPECT_EQ(Value::short_integer(-3).as_long(), -3);
  EXPECT_EQ(Value::integer(5).as_double(), 5.0);
  EXPECT_TRUE(Value::long_integer(1).is_whole_number());
  EXPECT_FALSE(Value::number(1).is_whole_number());
  EXPECT_TRUE(Value::number(1).is_number());
  EXPECT_EQ(Value::date(7).as_date(), 7);
  EXPECT_EQ(Value::bytes(std::string("\0a", 2)).as_bytes().size(), 2U);
  EXPECT_EQ(Value::file({"a.txt", "text/plain", "", "x"}).as_file().filename, "a.txt");
}

TEST(Value, TextIsKeptWhateverItsLength) {
  for (const std::size_t size : {0U, 15U, 16U, 100'000U}) {
    const std::string text(size, 'x');
    const Value value = Value::string(text);
    const Value copy = value;  // NOLINT: the copy is the subject
    EXPECT_EQ(copy.as_string(), text);
    EXPECT_EQ(copy, value);
    EXPECT_EQ(copy, Value::string(text));
  }
}

TEST(Value, NumbersOfDifferentTypesDiffer) {
  EXPECT_NE(Value::integer(1), Value::long_integer(1));
  EXPECT_NE(Value::integer(1), Value::number(1));
  EXPECT_NE(Value::string("a long text that is shared"), Value::bytes("a long text that is shared"));
  EXPECT_NE(Value::json("{}"), Value::xml("{}"));
  EXPECT_EQ(Value::json("{}"), Value::json("{}"));
  EXPECT_NE(Value::json("{}"), Value::json("{ }"));
}

TEST(Value, TypedNullsAreNull) {
  const Value null = Value::typed_null(ValueType::string);
  EXPECT_TRUE(null.is_null());
  EXPECT_EQ(null.type(), ValueType::null);
  EXPECT_EQ(null.declared_type(), ValueType::string);
  EXPECT_NE(null, Value::null());
  EXPECT_EQ(null.tree(), nullptr);
}

TEST(Value, TreesAreParsedOnceAndShared) {
  const Value value = Value::json("{\"a\":[1,2]}");
  const Value copy = value;  // NOLINT
  ASSERT_NE(value.tree(), nullptr);
  EXPECT_EQ(value.tree(), copy.tree());
  EXPECT_EQ((*value.tree())["a"][1], 2);
  EXPECT_EQ(Value::json("{oops").tree(), nullptr);
  EXPECT_EQ(Value::json("").tree(), nullptr);
  EXPECT_EQ(Value::object("<a/>", "a.B", "application/xml").tree(), nullptr);
  EXPECT_EQ(Value::string("[1]").tree(), nullptr);
  EXPECT_EQ(Value::json(std::string(100'000, '[')).tree(), nullptr);
}

TEST(Value, TreesAreParsedByOneThread) {
  const Value value = Value::json("[1,2,3]");
  std::vector<const Json*> seen(8);
  std::vector<std::thread> threads;
  for (auto& place : seen) threads.emplace_back([&value, &place] { place = value.tree().get(); });
  for (auto& thread : threads) thread.join();
  for (const auto* tree : seen) EXPECT_EQ(tree, seen.front());
}

TEST(Value, FromTree) {
  EXPECT_EQ(Value::from_tree(Json(5)), Value::integer(5));
  EXPECT_EQ(Value::from_tree(Json(std::int64_t{1} << 40)), Value::long_integer(std::int64_t{1} << 40));
  EXPECT_EQ(Value::from_tree(Json(std::numeric_limits<std::uint64_t>::max())).type(),
            ValueType::double_number);
  EXPECT_EQ(Value::from_tree(Json(1.0)), Value::number(1));
  EXPECT_EQ(Value::from_tree(Json("x")), Value::string("x"));
  EXPECT_TRUE(Value::from_tree(Json()).is_null());
  const Value list = Value::from_tree(Json::parse("[1, {\"b\": 1.0, \"a\": null}]"));
  EXPECT_EQ(list.as_document().text, "[1,{\"b\":1.0,\"a\":null}]");
  EXPECT_EQ(list.as_document().object_type_name, "java.util.ArrayList");
  EXPECT_EQ(Value::from_tree(Json::object()).as_document().object_type_name, "java.util.LinkedHashMap");
}

TEST(TypeNames, RoundTrip) {
  for (int i = 0; i <= static_cast<int>(ValueType::xml); ++i) {
    const auto type = static_cast<ValueType>(i);
    std::string name(type_name(type));
    ValueType parsed{};
    ASSERT_TRUE(parse_type_name(name, parsed));
    EXPECT_EQ(parsed, type);
    name[0] = static_cast<char>(std::tolower(name[0]));
    ASSERT_TRUE(parse_type_name(name, parsed));
    EXPECT_EQ(parsed, type);
  }
  ValueType unused{};
  for (const char* name : {"", "STRING", "Number", "strin", "Strings"})
    EXPECT_FALSE(parse_type_name(name, unused));
}

TEST(StoredValue, RoundTrips) {
  const std::vector<Value> values = {
      Value::null(),
      Value::boolean(true),
      Value::short_integer(-5),
      Value::integer(7),
      Value::long_integer(std::numeric_limits<std::int64_t>::min()),
      Value::number(-1.5),
      Value::string(""),
      Value::string("a text that is longer than fifteen bytes"),
      Value::date(-1),
      Value::bytes(std::string("\0\xff", 2)),
      Value::file({"a\"b.txt", "text/plain", "UTF-8", "content"}),
      Value::object("[1]", "java.util.ArrayList", "application/json"),
      Value::object("<a/>", "a.B", "application/xml"),
      Value::json("{oops"),
      Value::xml("<a/>"),
      Value::typed_null(ValueType::string),
      Value::typed_null(ValueType::file),
      Value::typed_null(ValueType::object, "a.B", "application/xml"),
  };
  for (const auto& value : values) {
    const Value restored = from_stored(to_stored(value));
    EXPECT_EQ(restored, value) << type_name(value.declared_type());
  }
}

TEST(StoredValue, NumbersCanBeCompared) {
  EXPECT_EQ(to_stored(Value::integer(7)).number, 7);
  EXPECT_EQ(to_stored(Value::integer(7)).real, 7.0);
  EXPECT_EQ(to_stored(Value::number(7.5)).real, 7.5);
  EXPECT_EQ(to_stored(Value::string("x")).text, "x");
}

TEST(Base64, RoundTripsAndRefuses) {
  for (const std::string text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
    EXPECT_EQ(decode_base64(encode_base64(text)), text);
  }
  EXPECT_EQ(encode_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(decode_base64("Zm9v\r\nYg=="), "foob");
  EXPECT_EQ(decode_base64("Zm9vYg"), "foob");
  for (const char* bad : {"***", "Z", "Zm9v=Yg", "Zm9vY"}) EXPECT_FALSE(decode_base64(bad)) << bad;
}

TEST(JavaText, Doubles) {
  const std::vector<std::pair<double, std::string>> cases = {
      {0, "0.0"},
      {-0.0, "-0.0"},
      {1, "1.0"},
      {100, "100.0"},
      {0.001, "0.001"},
      {0.0001, "1.0E-4"},
      {1234567, "1234567.0"},
      {1e7, "1.0E7"},
      {12345678.9, "1.23456789E7"},
      {1.0 / 3, "0.3333333333333333"},
      {1e21, "1.0E21"},
      {-2.5e-10, "-2.5E-10"},
      {std::numeric_limits<double>::infinity(), "Infinity"},
      {0.1 + 0.2, "0.30000000000000004"}};
  for (const auto& [number, text] : cases) EXPECT_EQ(java_double(number), text);
}

TEST(JavaText, Json) {
  EXPECT_EQ(java_json(Json::parse(R"({"b":1.0,"a":[true,null,"\u00e4\"\n"],"c":1e30})")),
            R"({"b":1.0,"a":[true,null,"ä\"\n"],"c":1.0E30})");
  EXPECT_EQ(java_tree(Json::parse(R"({"b":1.0,"a":[true,null,"x y"]})")), "{b=1.0, a=[true, null, x y]}");
}

}  // namespace
}  // namespace baton
