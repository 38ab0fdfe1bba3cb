// What every store answers to every kind of predicate, sort and page.
#include "persistence/test_support.hpp"

namespace baton {
namespace {

using Ids = std::vector<std::string>;

class QueryContract : public StoreContract {
 protected:
  // a: Ada, b: ada, c: no assignee, d: "a_b%c"; priorities 50, 10, 30, 10.
  void SetUp() override {
    StoreContract::SetUp();
    add("a", "Ada", 50, 100);
    add("b", "ada", 10, std::nullopt);
    add("c", std::nullopt, 30, 300);
    add("d", "a_b%c", 10, 200);
  }
  void add(const std::string& id, std::optional<std::string> assignee, int priority, std::optional<std::int64_t> due) {
    Task task = make_task(id, "task " + id);
    task.assignee = std::move(assignee);
    task.priority = priority;
    task.due = due;
    insert(store(), std::vector<Task>{task});
  }
  Ids where(Where where) {
    const Ids found = ids(store(), {TableId::task, where});
    EXPECT_EQ(store().count({TableId::task, where}), static_cast<std::int64_t>(found.size()));
    return found;
  }
  Ids sorted(std::vector<Sort> sort, std::int64_t offset = 0, std::int64_t limit = -1) {
    return ids(store(), {TableId::task, nullptr, std::move(sort), offset, limit});
  }
};

INSTANTIATE_TEST_SUITE_P(Stores, QueryContract, every_store(), store_name);

constexpr int kAssignee = col::task::assignee;
constexpr int kPriority = col::task::priority;
constexpr int kDue = col::task::due;

Cell number(std::int64_t n) { return Cell{n}; }

TEST_P(QueryContract, Comparisons) {
  EXPECT_EQ(where(where::eq(kAssignee, "ada")), (Ids{"b"}));
  EXPECT_EQ(where(where::eq(kAssignee, "ADA")), (Ids{}));
  EXPECT_EQ(where(where::compare(kAssignee, Compare::eq, Cell{"ADA"}, true)), (Ids{"a", "b"}));
  EXPECT_EQ(where(where::compare(kAssignee, Compare::ne, Cell{"ada"})), (Ids{"a", "d"}));
  EXPECT_EQ(where(where::compare(kPriority, Compare::lt, number(30))), (Ids{"b", "d"}));
  EXPECT_EQ(where(where::compare(kPriority, Compare::le, number(30))), (Ids{"b", "c", "d"}));
  EXPECT_EQ(where(where::compare(kPriority, Compare::gt, number(30))), (Ids{"a"}));
  EXPECT_EQ(where(where::compare(kPriority, Compare::ge, number(30))), (Ids{"a", "c"}));
  EXPECT_EQ(where(where::compare(kPriority, Compare::gt, Cell{29.5})), (Ids{"a", "c"}));
  EXPECT_EQ(where(where::compare(kAssignee, Compare::lt, Cell{"a"})), (Ids{"a"}));
  EXPECT_EQ(where(where::compare(kDue, Compare::lt, number(250))), (Ids{"a", "d"}));
  EXPECT_EQ(where(where::eq(col::task::suspended, false)), (Ids{"a", "b", "c", "d"}));
  EXPECT_EQ(where(where::eq(col::task::id, "c")), (Ids{"c"}));
}

TEST_P(QueryContract, NullNeverMatchesAndItsNegationNeither) {
  EXPECT_EQ(where(where::eq(kAssignee, Cell{})), (Ids{}));
  EXPECT_EQ(where(where::negate(where::eq(kAssignee, Cell{}))), (Ids{}));
  EXPECT_EQ(where(where::negate(where::eq(kAssignee, "ada"))), (Ids{"a", "d"}));
  EXPECT_EQ(where(where::is_null(kAssignee)), (Ids{"c"}));
  EXPECT_EQ(where(where::not_null(kAssignee)), (Ids{"a", "b", "d"}));
  EXPECT_EQ(where(where::any({where::eq(kAssignee, "ada"), where::is_null(kAssignee)})), (Ids{"b", "c"}));
}

TEST_P(QueryContract, OtherTypesAreNeitherEqualNorDifferent) {
  EXPECT_EQ(where(where::eq(kPriority, "50")), (Ids{}));
  EXPECT_EQ(where(where::compare(kPriority, Compare::ne, Cell{"50"})), (Ids{}));
  EXPECT_EQ(where(where::compare(kAssignee, Compare::gt, number(0))), (Ids{}));
  EXPECT_EQ(where(where::like(kPriority, "5%")), (Ids{}));
  EXPECT_EQ(where(where::in(kPriority, {Cell{"50"}, number(10)})), (Ids{"b", "d"}));
  EXPECT_EQ(where(where::negate(where::in(kPriority, std::vector<Cell>{Cell{"50"}}))), (Ids{"a", "b", "c", "d"}));
}

TEST_P(QueryContract, Like) {
  EXPECT_EQ(where(where::like(kAssignee, "a%")), (Ids{"b", "d"}));
  EXPECT_EQ(where(where::like(kAssignee, "A%", true)), (Ids{"a", "b", "d"}));
  EXPECT_EQ(where(where::like(kAssignee, "_da")), (Ids{"a", "b"}));
  EXPECT_EQ(where(where::like(kAssignee, "a\\_b\\%c")), (Ids{"d"}));
  EXPECT_EQ(where(where::like(kAssignee, "%\\%%")), (Ids{"d"}));
  EXPECT_EQ(where(where::like(kAssignee, "%d%")), (Ids{"a", "b"}));
  EXPECT_EQ(where(where::like(kAssignee, "ad")), (Ids{}));
  EXPECT_EQ(where(where::like(kAssignee, "")), (Ids{}));
  EXPECT_EQ(where(where::like(kAssignee, "%")), (Ids{"a", "b", "d"}));
  EXPECT_EQ(where(where::like(kAssignee, "ada\\")), (Ids{}));
  add("e", "grün", 1, 1);
  EXPECT_EQ(where(where::like(kAssignee, "gr_n")), (Ids{"e"}));
  EXPECT_EQ(where(where::like(kAssignee, "GRüN", true)), (Ids{"e"}));
  EXPECT_EQ(where(where::like(kAssignee, "GRÜN", true)), (Ids{}));
}

TEST_P(QueryContract, In) {
  EXPECT_EQ(where(where::in(kAssignee, Ids{"ada", "nobody"})), (Ids{"b"}));
  EXPECT_EQ(where(where::in(kAssignee, {Cell{"ADA"}}, true)), (Ids{"a", "b"}));
  EXPECT_EQ(where(where::in(kAssignee, Ids{})), (Ids{}));
  EXPECT_EQ(where(where::negate(where::in(kAssignee, Ids{}))), (Ids{"a", "b", "c", "d"}));
  EXPECT_EQ(where(where::negate(where::in(kAssignee, Ids{"ada"}))), (Ids{"a", "d"}));
  EXPECT_EQ(where(where::in(kPriority, {number(10), number(50)})), (Ids{"a", "b", "d"}));
  EXPECT_EQ(where(where::in(kAssignee, {Cell{"ada"}, Cell{}})), (Ids{"b"}));
  EXPECT_EQ(where(where::negate(where::in(kAssignee, {Cell{"ada"}, Cell{}}))), (Ids{}));
}

TEST_P(QueryContract, LongListsOfEveryType) {
  Ids names{"quote\"back\\slash\nline"};
  std::vector<Cell> priorities;
  for (int i = 0; i < 10'000; ++i) {
    names.push_back("name" + std::to_string(i));
    priorities.push_back(number(1000 + i));
  }
  add("e", names[0], 1, 1);
  names.push_back("ada");
  priorities.push_back(number(30));
  EXPECT_EQ(where(where::in(kAssignee, names)), (Ids{"b", "e"}));
  EXPECT_EQ(where(where::in(kPriority, priorities)), (Ids{"c"}));
  std::vector<Cell> folded(names.begin(), names.end());
  EXPECT_EQ(where(where::in(kAssignee, folded, true)), (Ids{"a", "b", "e"}));
}

TEST_P(QueryContract, GroupsOfPredicates) {
  EXPECT_EQ(where(nullptr), (Ids{"a", "b", "c", "d"}));
  EXPECT_EQ(where(where::all({})), (Ids{"a", "b", "c", "d"}));
  EXPECT_EQ(where(where::any({})), (Ids{}));
  EXPECT_EQ(where(where::never()), (Ids{}));
  EXPECT_EQ(where(where::negate(where::never())), (Ids{"a", "b", "c", "d"}));
  EXPECT_EQ(where(where::all({where::eq(kPriority, number(10)), where::not_null(kDue)})), (Ids{"d"}));
  EXPECT_EQ(where(where::any({where::eq(kPriority, number(30)), where::eq(kAssignee, "ada")})), (Ids{"b", "c"}));
  std::vector<Where> many;
  for (int i = 0; i < 3000; ++i) many.push_back(where::eq(kPriority, number(i)));
  EXPECT_EQ(where(where::any(many)), (Ids{"a", "b", "c", "d"}));
  EXPECT_EQ(where(where::all({where::eq(kAssignee, "ada"), where::any(many)})), (Ids{"b"}));
}

TEST_P(QueryContract, Exists) {
  std::vector<IdentityLink> links(3);
  for (int i = 0; i < 3; ++i) links[static_cast<std::size_t>(i)].id = "link" + std::to_string(i);
  links[0].task_id = "a", links[0].group_id = "sales";
  links[1].task_id = "a", links[1].user_id = "bob";
  links[2].task_id = "c", links[2].group_id = "accounting";
  insert(store(), links);
  const auto linked = [](Where part) {
    return where::exists(TableId::identity_link, col::identity_link::task_id, col::task::id, std::move(part));
  };
  EXPECT_EQ(where(linked(nullptr)), (Ids{"a", "c"}));
  EXPECT_EQ(where(where::negate(linked(nullptr))), (Ids{"b", "d"}));
  EXPECT_EQ(where(linked(where::eq(col::identity_link::group_id, "sales"))), (Ids{"a"}));
  EXPECT_EQ(where(linked(where::is_null(col::identity_link::group_id))), (Ids{"a"}));
  // From the link back to its task, two levels down.
  const Where back = where::exists(TableId::task, col::task::id, col::identity_link::task_id,
                                   where::eq(kPriority, number(30)));
  EXPECT_EQ(where(linked(back)), (Ids{"c"}));
  // A task without parent is related to nothing, whatever there is.
  const Where parent = where::exists(TableId::task, col::task::id, col::task::parent_task_id);
  EXPECT_EQ(where(parent), (Ids{}));
  EXPECT_EQ(where(where::negate(parent)), (Ids{"a", "b", "c", "d"}));
}

TEST_P(QueryContract, SortsWithNullsFirstAndByInsertionOnTies) {
  EXPECT_EQ(sorted({{kPriority}}), (Ids{"b", "d", "c", "a"}));
  EXPECT_EQ(sorted({{kPriority, true}}), (Ids{"a", "c", "b", "d"}));
  EXPECT_EQ(sorted({{kDue}}), (Ids{"b", "a", "d", "c"}));
  EXPECT_EQ(sorted({{kDue, true}}), (Ids{"c", "d", "a", "b"}));
  EXPECT_EQ(sorted({{kAssignee}}), (Ids{"c", "a", "d", "b"}));
  EXPECT_EQ(sorted({{kAssignee, false, true}}), (Ids{"c", "d", "a", "b"}));
  EXPECT_EQ(sorted({{kPriority}, {kAssignee, true}}), (Ids{"b", "d", "c", "a"}));
  EXPECT_EQ(sorted({{kPriority}, {kAssignee}}), (Ids{"d", "b", "c", "a"}));
}

TEST_P(QueryContract, SortsByARelatedRow) {
  std::vector<Variable> variables(3);
  const char* owners[] = {"a", "c", "c"};
  for (std::size_t i = 0; i < 3; ++i) {
    variables[i].id = "v" + std::to_string(i);
    variables[i].task_id = owners[i];
    variables[i].name = "amount";
    variables[i].number = static_cast<std::int64_t>(20 - 10 * i);
  }
  variables[0].text = "Zed", variables[1].text = "abe";
  insert(store(), variables);
  Sort sort{col::variable::number};
  sort.related = TableId::variable;
  sort.related_inner = col::variable::task_id;
  sort.related_outer = col::task::id;
  sort.related_where = where::eq(col::variable::name, "amount");
  EXPECT_EQ(sorted({sort}), (Ids{"b", "d", "c", "a"}));
  sort.descending = true;
  EXPECT_EQ(sorted({sort}), (Ids{"a", "c", "b", "d"}));
  sort.column = col::variable::text;
  EXPECT_EQ(sorted({sort}), (Ids{"c", "a", "b", "d"}));
  sort.ignore_case = true;
  EXPECT_EQ(sorted({sort}), (Ids{"a", "c", "b", "d"}));
}

TEST_P(QueryContract, Pages) {
  EXPECT_EQ(sorted({}, 0, 2), (Ids{"a", "b"}));
  EXPECT_EQ(sorted({}, 1, 2), (Ids{"b", "c"}));
  EXPECT_EQ(sorted({}, 3), (Ids{"d"}));
  EXPECT_EQ(sorted({}, 9), (Ids{}));
  EXPECT_EQ(sorted({}, 0, 0), (Ids{}));
  EXPECT_EQ(sorted({{kPriority}}, 1, 2), (Ids{"d", "c"}));
  EXPECT_EQ(sorted({{kPriority}}, 3, INT64_MAX), (Ids{"a"}));
  EXPECT_EQ(store().count({TableId::task, nullptr, {{kPriority}}, 1, 1}), 4);
}

TEST_P(QueryContract, TextIsComparedByBytesAndKeptWhole) {
  add("e", std::string("nul\0inside", 10), 1, 1);
  add("f", "nul", 1, 1);
  EXPECT_EQ(where(where::eq(kAssignee, Cell{std::string("nul\0inside", 10)})), (Ids{"e"}));
  EXPECT_EQ(where(where::eq(kAssignee, "nul")), (Ids{"f"}));
  EXPECT_EQ(where(where::eq(kAssignee, "' OR 1=1 --")), (Ids{}));
}

}  // namespace
}  // namespace baton
