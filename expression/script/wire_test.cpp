// The parent's side of the wire: a child that has gone mad sends anything.
#include "expression/script/wire.hpp"

#include <gtest/gtest.h>

#include <random>

#include "expression/script/messages.hpp"
#include "expression/script/script_test_support.hpp"

namespace baton::script {
namespace {

// An answer with something of everything.
std::string full_answer() {
  WireWriter out;
  out.u8(1);
  out.value(Value::object("[1]", "java.util.ArrayList", "application/json"));
  out.u32(2);
  out.text("a");
  out.u8(1);
  out.u8(1);
  out.value(Value::file({"f", "text/plain", "", "bytes"}));
  out.text("b");
  out.u8(0);
  out.u8(0);
  out.u32(1);
  out.text("task");
  out.text("setPriority");
  out.u32(2);
  out.value(Value::integer(5));
  out.tagged(kWireTree, R"({"x":[1.5,"y"]})");
  out.u32(1);
  out.text("read");
  return out.take();
}

TEST(Wire, AnAnswerIsRead) {
  const ScriptResult result = decode_result(full_answer());
  EXPECT_EQ(script_test::show(result.value), "Object java.util.ArrayList [1]");
  ASSERT_EQ(result.writes.size(), 2u);
  EXPECT_EQ(script_test::show(*result.writes[0].value), "File f");
  EXPECT_TRUE(result.writes[0].local);
  EXPECT_FALSE(result.writes[1].value.has_value());
  ASSERT_EQ(result.calls.size(), 1u);
  EXPECT_EQ(script_test::show(result.calls[0].arguments.at(1)), R"(Object java.util.LinkedHashMap {"x":[1.5,"y"]})");
  EXPECT_EQ(result.reads, std::set<std::string>{"read"});
}

TEST(Wire, EveryCutIsNoticed) {
  const std::string whole = full_answer();
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_THROW(decode_result(whole.substr(0, size)), WireError) << size;
}

TEST(Wire, AnyBytesAreReadOrRefused) {
  std::mt19937 random(7);
  const std::string whole = full_answer();
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = whole;
    for (int change = 0; change < 3; ++change) bytes[random() % bytes.size()] = static_cast<char>(random());
    try {
      decode_result(bytes);
    } catch (const WireError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 1'000);
}

TEST(Wire, DeepTreesAreRefused) {
  EXPECT_FALSE(is_too_deep(std::string(kMaxTreeDepth, '[')));
  EXPECT_TRUE(is_too_deep(std::string(kMaxTreeDepth + 1, '[')));
  EXPECT_FALSE(is_too_deep("\"" + std::string(5'000, '[') + "\\\"" + std::string(5'000, '{') + "\""));
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_THROW(decode_value({kWireTree, deep, {}}), WireError);
}

}  // namespace
}  // namespace baton::script
