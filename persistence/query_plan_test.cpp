// No documented query reads a whole table by accident: what SQLite would do is read from its plans. Tables are empty
// and unanalyzed here, so plans do not depend on what is in them.
#include <fmt/format.h>

#include "persistence/query_sql.hpp"
#include "persistence/schema.hpp"
#include "persistence/sqlite_session.hpp"
#include "persistence/test_support.hpp"

namespace baton {
namespace {

struct Filter {
  TableId table;
  const char* column;
};

// The filters of the REST API that name an id, a key, a person or a time; each alone must lead to few rows.
constexpr Filter kFilters[] = {
    {TableId::deployment, "name"},
    {TableId::resource, "deployment_id"},
    {TableId::process_definition, "key"},
    {TableId::process_definition, "deployment_id"},
    {TableId::decision_definition, "key"},
    {TableId::job_definition, "process_definition_id"},
    {TableId::execution, "process_instance_id"},
    {TableId::execution, "root_id"},
    {TableId::execution, "definition_id"},
    {TableId::execution, "definition_key"},
    {TableId::execution, "super_id"},
    {TableId::execution, "business_key"},
    {TableId::variable, "process_instance_id"},
    {TableId::variable, "scope_id"},
    {TableId::variable, "name"},
    {TableId::task, "process_instance_id"},
    {TableId::task, "assignee"},
    {TableId::task, "definition_key"},
    {TableId::task, "task_definition_key"},
    {TableId::identity_link, "task_id"},
    {TableId::identity_link, "user_id"},
    {TableId::identity_link, "group_id"},
    {TableId::external_task, "topic"},
    {TableId::external_task, "worker_id"},
    {TableId::external_task, "process_instance_id"},
    {TableId::job, "process_instance_id"},
    {TableId::job, "definition_id"},
    {TableId::job, "job_definition_id"},
    {TableId::event_subscription, "event_name"},
    {TableId::event_subscription, "process_instance_id"},
    {TableId::incident, "process_instance_id"},
    {TableId::incident, "definition_id"},
    {TableId::historic_process_instance, "root_id"},
    {TableId::historic_process_instance, "definition_id"},
    {TableId::historic_process_instance, "definition_key"},
    {TableId::historic_process_instance, "super_id"},
    {TableId::historic_process_instance, "business_key"},
    {TableId::historic_activity, "process_instance_id"},
    {TableId::historic_activity, "definition_id"},
    {TableId::historic_task, "process_instance_id"},
    {TableId::historic_task, "assignee"},
    {TableId::historic_variable, "process_instance_id"},
    {TableId::historic_variable, "name"},
    {TableId::historic_detail, "process_instance_id"},
    {TableId::historic_detail, "variable_id"},
    {TableId::historic_incident, "process_instance_id"},
    {TableId::historic_job_log, "job_id"},
    {TableId::historic_job_log, "process_instance_id"},
    {TableId::historic_external_task_log, "external_task_id"},
    {TableId::historic_identity_link, "task_id"},
    {TableId::historic_identity_link, "process_instance_id"},
    {TableId::comment, "task_id"},
    {TableId::attachment, "task_id"},
    {TableId::user_operation, "process_instance_id"},
};

class QueryPlan : public ::testing::Test {
 protected:
  void SetUp() override {
    connection_ = open_sqlite(folder_.file("baton.db"), SqliteRole::writer);
    migrate(*connection_);
  }

  std::string plan(const Query& query) {
    SqlText sql = select_sql(query, sqlite_dialect());
    sql.text = "EXPLAIN QUERY PLAN " + sql.text;
    std::string text;
    for (const Row& row : connection_->rows(sql, {CellKind::integer, CellKind::integer, CellKind::integer, CellKind::text})) {
      text += std::get<std::string>(row[3]) + "\n";
    }
    return text;
  }
  static Cell value_for(const ColumnSpec& column) {
    return slot_type(column.kind) == SlotType::integer ? Cell{std::int64_t{1}} : Cell{"x"};
  }

  TempFolder folder_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(QueryPlan, EveryFilterLeadsToItsRows) {
  for (const Filter& filter : kFilters) {
    const TableSpec& spec = table_spec(filter.table);
    const int column = spec.column(filter.column);
    ASSERT_GE(column, 0) << spec.name << "." << filter.column;
    const Cell value = value_for(spec.columns[static_cast<std::size_t>(column)]);
    const std::string one = plan({filter.table, where::eq(column, value)});
    EXPECT_NE(one.find("SEARCH t0"), std::string::npos) << spec.name << "." << filter.column << ":\n" << one;
    const std::string several = plan({filter.table, where::in(column, {value, value, value})});
    EXPECT_NE(several.find("SEARCH t0"), std::string::npos) << spec.name << "." << filter.column << ":\n" << several;
  }
}

// An aggregate is loaded, and removed, by its root; a row is found by its key.
TEST_F(QueryPlan, AggregatesAndKeys) {
  for (int t = 0; t < static_cast<int>(TableId::count_); ++t) {
    const TableSpec& spec = table_spec(static_cast<TableId>(t));
    EXPECT_NE(plan({spec.id, where::eq(0, "x")}).find("SEARCH t0"), std::string::npos) << spec.name;
    if (!spec.is_aggregate) continue;
    const std::string text = plan({spec.id, where::eq(spec.column("root_id"), "x")});
    EXPECT_NE(text.find("SEARCH t0"), std::string::npos) << spec.name << ":\n" << text;
  }
}

// A page of everything is read in order, not sorted.
TEST_F(QueryPlan, PagesAreNotSorted) {
  for (const TableId table : {TableId::task, TableId::execution, TableId::historic_process_instance, TableId::historic_activity}) {
    Query page{table};
    page.limit = 10;
    EXPECT_EQ(plan(page).find("TEMP B-TREE"), std::string::npos) << table_spec(table).name << ":\n" << plan(page);
  }
}

TEST_F(QueryPlan, DueJobsAndExpiredHistory) {
  const auto until_now = [](int column) { return where::compare(column, Compare::le, Cell{std::int64_t{1}}); };
  Query due{TableId::job, until_now(col::job::due)};
  due.sort.push_back({col::job::due});
  due.limit = 500;
  EXPECT_NE(plan(due).find("SEARCH t0"), std::string::npos) << plan(due);
  for (const Where& when : {where::is_null(col::job::due), until_now(col::job::due)}) {
    Query executable{TableId::job, where::all({when, where::eq(col::job::suspended, false)}), {{col::job::due}}, 0, 500};
    EXPECT_NE(plan(executable).find("SEARCH t0 USING INDEX job_due_index"), std::string::npos) << plan(executable);
  }
  Query expired{TableId::historic_process_instance, until_now(col::historic_process_instance::removal_time)};
  expired.sort.push_back({col::historic_process_instance::removal_time});
  expired.limit = 100;
  EXPECT_NE(plan(expired).find("SEARCH t0"), std::string::npos) << plan(expired);
}

}  // namespace
}  // namespace baton
