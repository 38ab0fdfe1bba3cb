#include "api/query/filter.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "api/http/message.hpp"
#include "api/query/conditions.hpp"
#include "api/query/filters.hpp"
#include "runtime/engine/error.hpp"
#include "runtime/store/memory_store.hpp"

namespace baton::api::query {

namespace {

namespace c = col::task;

class FilterTest : public testing::Test {
 protected:
  FilterTest() {
    task("a", "ann", 10);
    task("b", "bob", 50);
    task("c", std::nullopt, 90);
  }

  void task(const std::string& id, std::optional<std::string> assignee, std::int64_t priority) {
    Task task;
    task.id = id;
    task.assignee = std::move(assignee);
    task.priority = priority;
    Batch batch;
    batch.insert(task);
    store_.commit(std::move(batch));
  }

  std::string found(const Where& where) {
    Query query;
    query.table = TableId::task;
    query.where = where;
    std::string ids;
    for (const Task& task : store_.all<Task>(query)) ids += task.id;
    return ids;
  }
  std::string body(const Filter& filter, const char* json, Surroundings around = {}) {
    return found(filter.from_body(Json::parse(json), around));
  }

  MemoryStore store_;
  const Filter filter_{{{"assignee", Type::text, equal(c::assignee), true},
                        {"assigneeIn", Type::texts, in(c::assignee)},
                        {"minPriority", Type::integer, at_least(c::priority)},
                        {"unassigned", Type::flag, when(where::is_null(c::assignee))}}};
};

}  // namespace

TEST_F(FilterTest, ConditionsHoldTogether) {
  EXPECT_EQ(body(filter_, "{}"), "abc");
  EXPECT_EQ(body(filter_, R"({"minPriority": 50})"), "bc");
  EXPECT_EQ(body(filter_, R"({"minPriority": 50, "assignee": "bob"})"), "b");
  EXPECT_EQ(body(filter_, R"({"assigneeIn": []})"), "abc");
  EXPECT_EQ(body(filter_, R"({"unassigned": false, "assignee": null, "unheardOf": 1})"), "abc");
}

TEST_F(FilterTest, OrQueriesAreAlternativesWithinAnElement) {
  EXPECT_EQ(body(filter_, R"({"orQueries": [{"assignee": "ann", "unassigned": true}]})"), "ac");
  EXPECT_EQ(body(filter_, R"({"minPriority": 20, "orQueries": [{"assignee": "ann", "unassigned": true}]})"), "c");
  EXPECT_EQ(body(filter_, R"({"orQueries": [{"assignee": "ann", "minPriority": 90}, {"minPriority": 50}]})"), "c");
  EXPECT_EQ(body(filter_, R"({"orQueries": [{}]})"), "abc");
  EXPECT_THROW(body(filter_, R"({"orQueries": {"assignee": "ann"}})"), HttpError);
}

TEST_F(FilterTest, ExpressionsAreForStoredFiltersOnly) {
  try {
    body(filter_, R"({"assigneeExpression": "${'ann'}"})");
    FAIL() << "an ad-hoc query took an expression";
  } catch (const EngineError& error) {
    EXPECT_EQ(error.code(), ErrorCode::bad_request);
  }
  Surroundings around;
  around.evaluate = [](const std::string& expression) { return Json(expression == "${'ann'}" ? "ann" : "?"); };
  EXPECT_EQ(body(filter_, R"({"assigneeExpression": "${'ann'}"})", around), "a");
  EXPECT_THROW(filter_.from_url({{"assigneeExpression", "x"}}, {}), EngineError);
}

TEST_F(FilterTest, OneRelatedRowMustSatisfyAll) {
  for (const auto& [user, type] : {std::pair{"ann", "x"}, std::pair{"bob", "y"}}) {
    IdentityLink link;
    link.id = std::string("l") + user;
    link.task_id = "a";
    link.user_id = user;
    link.type = type;
    Batch batch;
    batch.insert(link);
    store_.commit(std::move(batch));
  }
  namespace l = col::identity_link;
  const Filter filter(one_row(TableId::identity_link, l::task_id, c::id,
                              {{"user", Type::text, equal(l::user_id)}, {"type", Type::text, equal(l::type)}}));
  EXPECT_EQ(body(filter, R"({"user": "ann", "type": "x"})"), "a");
  EXPECT_EQ(body(filter, R"({"user": "ann", "type": "y"})"), "");
  EXPECT_EQ(body(filter, R"({"orQueries": [{"user": "ann", "type": "z"}]})"), "a");
}

TEST(Filters, NamesAreUnique) {
  for (const Filter* filter : {&task_filter(), &process_instance_filter(), &external_task_filter(), &job_filter(),
                               &historic_process_instance_filter()}) {
    std::map<std::string_view, int> names;
    for (const Parameter& parameter : filter->parameters()) {
      EXPECT_EQ(++names[parameter.name], 1) << parameter.name;
    }
  }
}

}  // namespace baton::api::query
