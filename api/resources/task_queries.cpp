// GET and POST /task with their filters (camunda7-rest A.5.1), GET /task/{id}, and the report on groups.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "api/dto/task.hpp"
#include "api/query/conditions.hpp"
#include "api/query/filters.hpp"
#include "api/query/listing.hpp"
#include "api/query/variables.hpp"
#include "api/routes.hpp"
#include "runtime/store/store.hpp"

namespace baton::api {

namespace query {

namespace {

namespace c = col::task;
namespace link = col::identity_link;

std::vector<std::string> candidate_groups(const Scope& scope) {
  std::vector<std::string> groups;
  const Argument* one = scope.given.find("candidateGroup");
  const Argument* many = scope.given.find("candidateGroups");
  if (many) groups = many->texts;
  if (one && !many) groups = {one->text};
  if (one && many) {
    const bool listed = std::find(groups.begin(), groups.end(), one->text) != groups.end();
    if (!scope.any)
      groups = listed ? std::vector<std::string>{one->text} : std::vector<std::string>{};
    else if (!listed)
      groups.push_back(one->text);
  }
  const Argument* user = scope.given.find("candidateUser");
  if (user && scope.around.groups_of) {
    for (std::string& group : scope.around.groups_of(user->text)) groups.push_back(std::move(group));
  }
  return groups;
}

// Candidates' conditions speak of one identity link together, and of tasks that nobody has claimed.
Where candidates(const Scope& scope) {
  std::vector<Where> on_link = {where::eq(link::type, "candidate")};
  std::vector<Where> who;
  const Argument* user = scope.given.find("candidateUser");
  const Argument* like = scope.given.find("candidateGroupLike");
  const bool by_group = scope.given.has("candidateGroup") || scope.given.has("candidateGroups");
  if (user) who.push_back(where::eq(link::user_id, Cell{user->text}));
  if (const auto groups = candidate_groups(scope); !groups.empty())
    who.push_back(where::in(link::group_id, groups));
  if (like) who.push_back(where::like(link::group_id, like->text));
  if (user || like || by_group) on_link.push_back(where::any(std::move(who)));
  if (scope.given.has("withCandidateGroups")) on_link.push_back(where::not_null(link::group_id));
  if (scope.given.has("withCandidateUsers")) on_link.push_back(where::not_null(link::user_id));
  Where linked = where::exists(TableId::identity_link, link::task_id, c::id, where::all(std::move(on_link)));
  if (scope.given.has("includeAssignedTasks")) return linked;
  return where::all({where::is_null(c::assignee), std::move(linked)});
}

constexpr std::string_view kCandidates[] = {"candidateUser",       "candidateGroup",
                                            "candidateGroups",     "candidateGroupLike",
                                            "withCandidateGroups", "withCandidateUsers"};

// The first of them that was given makes the condition for all.
Build candidate(std::string_view name) {
  return [name](const Argument&, const Scope& scope) -> Where {
    for (const std::string_view other : kCandidates) {
      if (scope.given.has(other)) return other == name ? candidates(scope) : nullptr;
    }
    return nullptr;
  };
}

Build without_candidates(int column) {
  return [=](const Argument&, const Scope& scope) -> Where {
    Where none = where::negate(
        where::exists(TableId::identity_link, link::task_id, c::id,
                      where::all({where::eq(link::type, "candidate"), where::not_null(column)})));
    if (scope.given.has("includeAssignedTasks")) return none;
    return where::all({where::is_null(c::assignee), std::move(none)});
  };
}

Where involved(const Argument& user, const Scope&) {
  return where::any({where::eq(c::assignee, Cell{user.text}), where::eq(c::owner, Cell{user.text}),
                     where::exists(TableId::identity_link, link::task_id, c::id,
                                   where::eq(link::user_id, Cell{user.text}))});
}

Where delegation(const Argument& state, const Scope&) {
  std::string name = state.text;
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char ch) { return std::toupper(ch); });
  if (name != "PENDING" && name != "RESOLVED") {
    throw HttpError{400, "InvalidRequestException",
                    "Valid values for property 'delegationState' are 'PENDING' or 'RESOLVED', but was '" +
                        state.text + "'"};
  }
  return where::eq(c::delegation_state, Cell{name});
}

Where updated_after(const Argument& time, const Scope&) {
  return where::any({where::compare(c::last_updated, Compare::gt, Cell{time.number}),
                     where::all({where::is_null(c::last_updated),
                                 where::compare(c::created, Compare::gt, Cell{time.number})})});
}

Where follow_up_before_or_none(const Argument& time, const Scope&) {
  return where::any(
      {where::is_null(c::follow_up), where::compare(c::follow_up, Compare::lt, Cell{time.number})});
}

void check_task_query(const Scope& scope) {
  constexpr std::string_view not_in_or[] = {"withCandidateGroups", "withoutCandidateGroups",
                                            "withCandidateUsers", "withoutCandidateUsers"};
  if (scope.any) {
    for (const std::string_view name : not_in_or) {
      if (!scope.given.has(name)) continue;
      throw EngineError(ErrorCode::process_engine,
                        "Invalid query usage: cannot set " + std::string(name) + "() within 'or' query");
    }
  }
  if (const Argument* groups = scope.given.find("candidateGroups"); groups && groups->texts.empty()) {
    throw EngineError(ErrorCode::process_engine, "Candidate group list is empty");
  }
  if (!scope.given.has("includeAssignedTasks")) return;
  constexpr std::string_view needs[] = {
      "candidateUser",       "candidateGroup",     "candidateGroups",        "candidateGroupLike",
      "withCandidateGroups", "withCandidateUsers", "withoutCandidateGroups", "withoutCandidateUsers"};
  const auto given = [&](std::string_view name) { return scope.given.has(name); };
  if (std::none_of(std::begin(needs), std::end(needs), given)) {
    throw EngineError(
        ErrorCode::process_engine,
        "Invalid query usage: candidateUser, candidateGroup, candidateGroupLike, candidateGroupIn, "
        "withCandidateGroups, withoutCandidateGroups, withCandidateUsers, withoutCandidateUsers has to "
        "be called before 'includeAssignedTasks'.");
  }
}

Build of_definition(Build condition) {
  return related(TableId::process_definition, col::process_definition::id, c::definition_id,
                 std::move(condition));
}
Build of_instance(Build condition) {
  return related(TableId::execution, col::execution::id, c::process_instance_id, std::move(condition));
}

const VariableRules kTaskVariables = {"task variable", "eq neq gt gteq lt lteq like",
                                      ErrorCode::process_engine, ErrorCode::null_value};
const VariableRules kProcessVariables = {"process variable", "eq neq gt gteq lt lteq like notLike",
                                         ErrorCode::process_engine, ErrorCode::null_value};

std::vector<Parameter> task_identity() {
  return {
      {"taskId", Type::text, equal(c::id)},
      {"taskIdIn", Type::texts, in(c::id)},
      {"processInstanceId", Type::text, equal(c::process_instance_id)},
      {"processInstanceIdIn", Type::texts, in(c::process_instance_id)},
      {"executionId", Type::text, equal(c::execution_id)},
      {"activityInstanceIdIn", Type::texts, in(c::activity_instance_id)},
      {"parentTaskId", Type::text, equal(c::parent_task_id)},
      {"processInstanceBusinessKey", Type::text, of_instance(equal(col::execution::business_key)), true},
      {"processInstanceBusinessKeyIn", Type::texts, of_instance(in(col::execution::business_key))},
      {"processInstanceBusinessKeyLike", Type::text, of_instance(like(col::execution::business_key)), true},
      {"processDefinitionId", Type::text, equal(c::definition_id)},
      {"processDefinitionKey", Type::text, equal(c::definition_key)},
      {"processDefinitionKeyIn", Type::texts, in(c::definition_key)},
      {"processDefinitionName", Type::text, of_definition(equal(col::process_definition::name))},
      {"processDefinitionNameLike", Type::text, of_definition(like(col::process_definition::name))},
      {"caseInstanceId", Type::text, equal(c::case_instance_id)}};
}

std::vector<Parameter> task_people() {
  return {{"assignee", Type::text, equal(c::assignee), true},
          {"assigneeLike", Type::text, like(c::assignee), true},
          {"assigneeIn", Type::texts, in(c::assignee)},
          {"assigneeNotIn", Type::texts, not_in(c::assignee)},
          {"assigned", Type::flag, when(where::not_null(c::assignee))},
          {"unassigned", Type::flag, when(where::is_null(c::assignee))},
          {"owner", Type::text, equal(c::owner), true},
          {"candidateUser", Type::text, candidate("candidateUser"), true},
          {"candidateGroup", Type::text, candidate("candidateGroup"), true},
          {"candidateGroups", Type::list, candidate("candidateGroups"), true},
          {"candidateGroupLike", Type::text, candidate("candidateGroupLike")},
          {"withCandidateGroups", Type::flag, candidate("withCandidateGroups")},
          {"withCandidateUsers", Type::flag, candidate("withCandidateUsers")},
          {"withoutCandidateGroups", Type::flag, without_candidates(link::group_id)},
          {"withoutCandidateUsers", Type::flag, without_candidates(link::user_id)},
          {"includeAssignedTasks", Type::flag, nullptr},
          {"involvedUser", Type::text, involved, true}};
}

std::vector<Parameter> task_texts() {
  return {{"taskDefinitionKey", Type::text, equal(c::task_definition_key)},
          {"taskDefinitionKeyIn", Type::texts, in(c::task_definition_key)},
          {"taskDefinitionKeyNotIn", Type::texts, not_in(c::task_definition_key)},
          {"taskDefinitionKeyLike", Type::text, like(c::task_definition_key)},
          {"name", Type::text, equal_ignoring_case(c::name)},
          {"nameNotEqual", Type::text, unequal_ignoring_case(c::name)},
          {"nameLike", Type::text, like_ignoring_case(c::name)},
          {"nameNotLike", Type::text, not_like_ignoring_case(c::name)},
          {"description", Type::text, equal_ignoring_case(c::description)},
          {"descriptionLike", Type::text, like_ignoring_case(c::description)},
          {"priority", Type::integer, same(c::priority)},
          {"minPriority", Type::integer, at_least(c::priority)},
          {"maxPriority", Type::integer, at_most(c::priority)},
          {"delegationState", Type::text, delegation}};
}

std::vector<Parameter> task_dates() {
  return {{"dueDate", Type::date, same(c::due), true},
          {"due", Type::date, same(c::due)},
          {"dueAfter", Type::date, after(c::due), true},
          {"dueBefore", Type::date, before(c::due), true},
          {"withoutDueDate", Type::flag, when(where::is_null(c::due))},
          {"followUpDate", Type::date, same(c::follow_up), true},
          {"followUp", Type::date, same(c::follow_up)},
          {"followUpAfter", Type::date, after(c::follow_up), true},
          {"followUpBefore", Type::date, before(c::follow_up), true},
          {"followUpBeforeOrNotExistent", Type::date, follow_up_before_or_none, true},
          {"createdOn", Type::date, same(c::created), true},
          {"created", Type::date, same(c::created)},
          {"createdAfter", Type::date, after(c::created), true},
          {"createdBefore", Type::date, before(c::created), true},
          {"updatedAfter", Type::date, updated_after, true}};
}

std::vector<Parameter> task_variables() {
  const VariableTable own = {TableId::variable, col::variable::task_id, c::id, nullptr};
  const VariableTable of_process = {TableId::variable, col::variable::process_instance_id,
                                    c::process_instance_id, where::is_null(col::variable::task_id)};
  return {{"taskVariables", Type::variables, variables(own, kTaskVariables)},
          {"processVariables", Type::variables, variables(of_process, kProcessVariables)}};
}

}  // namespace

const Filter& task_filter() {
  static const Filter filter(join({task_identity(), task_people(), task_texts(), task_dates(),
                                   task_variables(), tenants(c::tenant_id), suspension(c::suspended),
                                   flags({"variableNamesIgnoreCase", "variableValuesIgnoreCase"}),
                                   of_cases({"caseInstanceBusinessKey", "caseInstanceBusinessKeyLike",
                                             "caseDefinitionId", "caseDefinitionKey", "caseDefinitionName",
                                             "caseDefinitionNameLike", "caseExecutionId"}),
                                   of_cases({"caseInstanceVariables"}, Type::variables)}),
                             check_task_query);
  return filter;
}

const SortTable& task_sorting() {
  static const SortTable table = {
      by("instanceId", c::process_instance_id),
      by("caseInstanceId", c::case_instance_id),
      by("dueDate", c::due),
      by("followUpDate", c::follow_up),
      by("executionId", c::execution_id),
      by_nothing("caseExecutionId"),
      by("assignee", c::assignee),
      by("created", c::created),
      by("lastUpdated", c::last_updated),
      by("description", c::description),
      by("id", c::id),
      by("name", c::name),
      by("nameCaseInsensitive", c::name, true),
      by("priority", c::priority),
      by("tenantId", c::tenant_id),
      by_variable("processVariable", col::variable::process_instance_id, c::process_instance_id,
                  where::is_null(col::variable::task_id)),
      by_variable("executionVariable", col::variable::execution_id, c::execution_id,
                  where::is_null(col::variable::task_id)),
      by_variable("taskVariable", col::variable::task_id, c::id),
      by_variable("caseExecutionVariable", col::variable::task_id, c::id, where::never()),
      by_variable("caseInstanceVariable", col::variable::task_id, c::id, where::never())};
  return table;
}

}  // namespace query

namespace {

Json variables_of(const std::string& task_id, bool local, Engine& engine) {
  Json map = Json::object();
  for (const auto& [name, variable] : engine.variables({VariableScope::Kind::task, task_id, local})) {
    map[name] = value_to_rest(variable.value, true);
  }
  return map;
}

// Ids of those tasks that rows of `table` belong to.
std::set<std::string> tasks_with(TableId table, int task_column, const std::vector<std::string>& ids,
                                 Store& store) {
  Query query;
  query.table = table;
  query.where = where::in(task_column, ids);
  std::set<std::string> found;
  for (const Row& row : store.select(query)) {
    if (const auto* id = std::get_if<std::string>(&row[static_cast<std::size_t>(task_column)]))
      found.insert(*id);
  }
  return found;
}

// What the with... flags add to each task.
void add_extras(Json& list, const Request& request, Context& context) {
  const bool all_variables = request.flag("withTaskVariablesInReturn");
  const bool local_variables = request.flag("withTaskLocalVariablesInReturn");
  if (request.flag("withCommentAttachmentInfo") && !list.empty()) {
    std::vector<std::string> ids;
    for (const Json& task : list) ids.push_back(task["id"]);
    Store& store = context.engine.store();
    const auto commented = tasks_with(TableId::comment, col::comment::task_id, ids, store);
    const auto attached = tasks_with(TableId::attachment, col::attachment::task_id, ids, store);
    for (Json& task : list) {
      const std::string id = task["id"];
      task["attachment"] = attached.count(id) > 0;
      task["comment"] = commented.count(id) > 0;
    }
  }
  if (!all_variables && !local_variables) return;
  for (Json& task : list) task["variables"] = variables_of(task["id"], !all_variables, context.engine);
}

Json render_tasks(const std::vector<Row>& rows, const Request& request, Context& context) {
  Json list = Json::array();
  for (const Row& row : rows) list.push_back(task_dto(Task::from_row(row)));
  add_extras(list, request, context);
  return list;
}

Response get_task(const Request& request, Context& context) {
  const auto row = context.engine.store().find(TableId::task, request.value("id"));
  if (!row)
    throw HttpError{404, "InvalidRequestException", "No matching task with id " + request.value("id")};
  return Response::json(render_tasks({*row}, request, context).front());
}

// Tasks that nobody has claimed, by each group that is linked to them; null: linked to a user or to nobody.
std::map<std::string, std::int64_t> unclaimed_by_group(Store& store) {
  Query links;
  links.table = TableId::identity_link;
  links.where = where::exists(TableId::task, col::task::id, col::identity_link::task_id,
                              where::is_null(col::task::assignee));
  std::map<std::string, std::int64_t> counts;
  for (const IdentityLink& link : store.all<IdentityLink>(links)) ++counts[link.group_id.value_or("")];
  Query unlinked;
  unlinked.table = TableId::task;
  unlinked.where = where::all(
      {where::is_null(col::task::assignee),
       where::negate(where::exists(TableId::identity_link, col::identity_link::task_id, col::task::id))});
  if (const auto others = store.count(unlinked)) counts[""] += others;
  return counts;
}

Response candidate_group_report(const Request& request, Context& context) {
  const auto counts = unclaimed_by_group(context.engine.store());
  const auto accept = request.headers.find("accept");
  const bool as_csv = accept != request.headers.end() && accept->second.find("json") == std::string::npos &&
                      accept->second.find("csv") != std::string::npos;
  if (as_csv) {
    std::string text = "CANDIDATE_GROUP_NAME,TASK_COUNT";
    for (const auto& [group, count] : counts) {
      text += "\r\n" + (group.empty() ? std::string("null") : group) + "," + std::to_string(count);
    }
    return Response::text(std::move(text), accept->second.find("text/csv") == std::string::npos
                                               ? "application/csv"
                                               : "text/csv");
  }
  Json list = Json::array();
  for (const auto& [group, count] : counts) {
    list.push_back(Json{{"groupName", group.empty() ? Json() : Json(group)}, {"taskCount", count}});
  }
  return Response::json(list);
}

}  // namespace

void add_task_query_routes(Router& router) {
  router.add("GET", "/task/report/candidate-group-count", candidate_group_report);
  query::add_listing(router, "/task",
                     {TableId::task, query::task_filter(), query::task_sorting(), nullptr, render_tasks},
                     query::Methods::get_and_post);
  router.add("GET", "/task/{id}", get_task);
}

}  // namespace baton::api
