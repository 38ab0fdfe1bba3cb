#include "expression/script/script_test_support.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace baton::script_test {

std::string show(const Value& value) {
  const std::string_view type = type_name(value.type());
  switch (value.type()) {
    case ValueType::null: return "Null";
    case ValueType::boolean: return value.as_boolean() ? "Boolean true" : "Boolean false";
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer: return fmt::format("{} {}", type, value.as_long());
    case ValueType::double_number: return fmt::format("{} {}", type, value.as_double());
    case ValueType::string: return fmt::format("{} {}", type, value.as_string());
    case ValueType::date: return fmt::format("{} {}", type, value.as_date());
    case ValueType::bytes: return fmt::format("{} {}", type, value.as_bytes());
    case ValueType::file: return fmt::format("{} {}", type, value.as_file().filename);
    case ValueType::json:
    case ValueType::xml: return fmt::format("{} {}", type, value.as_document().text);
    case ValueType::object:
      return fmt::format("{} {} {}", type, value.as_document().object_type_name, value.as_document().text);
  }
  return "?";
}

ScriptRequest request(std::string source) {
  ScriptRequest request;
  request.source = std::move(source);
  request.variables = {
      {"i", Value::integer(5)},
      {"l", Value::long_integer(7)},
      {"sh", Value::short_integer(3)},
      {"d", Value::number(2)},
      {"s", Value::string("text")},
      {"b", Value::boolean(true)},
      {"n", Value::null()},
      {"dt", Value::date(1704164645000)},
      {"j", Value::json(R"({"a":1,"l":[1,"x",null,true,1.5],"o":{"k":"v"}})")},
      {"list", Value::object(R"([1,"a",{"k":2}])", "java.util.ArrayList", "application/json")},
      {"map", Value::object(R"({"x":1,"y":[1,2]})", "java.util.HashMap", "application/json")},
  };
  request.objects["execution"] = {{"id", Value::string("e1")},
                                  {"processInstanceId", Value::string("p1")},
                                  {"processBusinessKey", Value::string("order-1")},
                                  {"currentActivityId", Value::string("check")}};
  return request;
}

ScriptPool& pool() {
  static ScriptPool shared;
  return shared;
}

ScriptResult run(ScriptRequest request) { return pool().submit(std::move(request)).get(); }
ScriptResult run(std::string source) { return run(request(std::move(source))); }

std::string value_of(std::string source) {
  const ScriptResult result = run(std::move(source));
  return result.error.empty() ? show(result.value) : "error: " + result.error;
}

std::string written(const std::string& variable, std::string source) {
  const ScriptResult result = run(std::move(source));
  if (!result.error.empty()) return "error: " + result.error;
  std::string found = "nothing";
  for (const ScriptWrite& write : result.writes)
    if (write.name == variable) found = write.value ? show(*write.value) : "removed";
  return found;
}

std::string error_of(std::string source) {
  const ScriptResult result = run(std::move(source));
  return result.error.empty() ? "no error: " + show(result.value) : result.error;
}

}  // namespace baton::script_test

// The test program is its own script child.
int main(int argc, char** argv) {
  if (const auto exit_code = baton::run_script_child(argc, argv)) return *exit_code;
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
