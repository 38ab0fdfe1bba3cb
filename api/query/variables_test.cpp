#include "api/query/variables.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "api/http/message.hpp"
#include "api/query/conditions.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton::api::query {

namespace {

// One instance per value, each with a variable x.
class VariablesTest : public testing::Test {
 protected:
  VariablesTest() {
    add("int20", Value::integer(20));
    add("long20", Value::long_integer(20));
    add("double3.5", Value::number(3.5));
    add("double20", Value::number(20));
    add("Rome", Value::string("Rome"));
    add("rome", Value::string("rome"));
    add("yes", Value::boolean(true));
    add("day", Value::date(1000));
    add("null", Value::null());
  }

  void add(const std::string& instance, const Value& value) {
    Execution execution;
    execution.id = execution.process_instance_id = instance;
    const StoredValue stored = to_stored(value);
    Variable variable;
    variable.id = "v-" + instance;
    variable.scope_id = instance;
    variable.name = "x";
    variable.type = static_cast<std::int64_t>(stored.type);
    variable.number = stored.number;
    variable.real = stored.real;
    variable.text = stored.text;
    Batch batch;
    batch.insert(execution);
    batch.insert(variable);
    store_.commit(std::move(batch));
  }

  std::string found(const char* op, const char* value, const char* more = "") {
    static const Filter filter(
        join({{{"variables", Type::variables,
                variables({TableId::variable, col::variable::scope_id, col::execution::id, nullptr})}},
              flags({"variableNamesIgnoreCase", "variableValuesIgnoreCase"})}));
    const std::string body = std::string(R"({"variables": [{"name": "x", "operator": ")") + op + R"(", "value": )" +
                             value + "}]" + more + "}";
    Query query;
    query.table = TableId::execution;
    query.where = filter.from_body(Json::parse(body), {});
    std::string ids;
    for (const Execution& row : store_.all<Execution>(query)) ids += (ids.empty() ? "" : " ") + row.id;
    return ids;
  }

  MemoryStore store_;
};

}  // namespace

TEST_F(VariablesTest, AWholeNumberComparesWithAllNumbers) {
  EXPECT_EQ(found("eq", "20"), "int20 long20 double20");
  EXPECT_EQ(found("lteq", "4"), "double3.5");
  EXPECT_EQ(found("gt", "3"), "int20 long20 double3.5 double20");
  EXPECT_EQ(found("eq", "20.0"), "int20 long20 double20");
}

TEST_F(VariablesTest, AFractionComparesWithDoublesOnly) {
  EXPECT_EQ(found("gt", "2.5"), "double3.5 double20");
  EXPECT_EQ(found("neq", "3.5"), "int20 long20 double20 Rome rome yes day null");
}

TEST_F(VariablesTest, TextsMindTheirCaseUnlessAsked) {
  EXPECT_EQ(found("eq", "\"Rome\""), "Rome");
  EXPECT_EQ(found("eq", "\"ROME\"", R"(, "variableValuesIgnoreCase": true)"), "Rome rome");
  EXPECT_EQ(found("like", "\"%om%\""), "Rome rome");
  EXPECT_EQ(found("like", "\"R%\""), "Rome");
  EXPECT_EQ(found("gt", "\"S\""), "rome");
}

TEST_F(VariablesTest, OtherTypes) {
  EXPECT_EQ(found("eq", "true"), "yes");
  EXPECT_EQ(found("eq", "\"true\""), "");
  EXPECT_EQ(found("eq", "null"), "null");
  EXPECT_EQ(found("neq", "null"), "int20 long20 double3.5 double20 Rome rome yes day");
  EXPECT_EQ(found("eq", "\"1970-01-01T00:00:01.000+0000\""), "day");
  EXPECT_EQ(found("like", "1"), "");
}

TEST_F(VariablesTest, WhatCannotBeAsked) {
  EXPECT_THROW(found("gt", "null"), EngineError);
  EXPECT_THROW(found("gt", "true"), EngineError);
  EXPECT_THROW(found("eq", "[1]"), EngineError);
  EXPECT_THROW(found("notLike", "\"x\""), HttpError);
  EXPECT_THROW(found("odd", "1"), HttpError);
}

}  // namespace baton::api::query
