// /history/task (camunda7-rest A.10).
#include "api/dto/history.hpp"
#include "api/query/conditions.hpp"
#include "api/query/render.hpp"
#include "api/query/variables.hpp"
#include "api/resources/history.hpp"

namespace baton::api {

namespace {

namespace c = col::historic_task;
namespace link = col::historic_identity_link;
using namespace query;

Build of_instance(Build condition) {
  return related(TableId::historic_process_instance, col::historic_process_instance::id,
                 c::process_instance_id, std::move(condition));
}
Build of_definition(Build condition) {
  return related(TableId::process_definition, col::process_definition::id, c::definition_id,
                 std::move(condition));
}

Build candidate(Build condition) {
  return [condition = std::move(condition)](const Argument& a, const Scope& scope) {
    return where::all({where::eq(link::type, "candidate"), condition(a, scope)});
  };
}

// What one entry in the log of identity links must say.
std::vector<Parameter> links() {
  return one_row(TableId::historic_identity_link, link::task_id, c::id,
                 {{"taskInvolvedUser", Type::text, equal(link::user_id)},
                  {"taskInvolvedGroup", Type::text, equal(link::group_id)},
                  {"taskHadCandidateUser", Type::text, candidate(equal(link::user_id))},
                  {"taskHadCandidateGroup", Type::text, candidate(equal(link::group_id))},
                  {"withCandidateGroups", Type::given, candidate(when(where::not_null(link::group_id)))}});
}

Where without_candidate_groups() {
  return where::negate(
      where::exists(TableId::historic_identity_link, link::task_id, c::id,
                    where::all({where::eq(link::type, "candidate"), where::not_null(link::group_id)})));
}

void check_groups(const Scope& scope) {
  for (const std::string_view name : {"withCandidateGroups", "withoutCandidateGroups"}) {
    if (!scope.any || !scope.given.has(name)) continue;
    throw EngineError(ErrorCode::process_engine,
                      "Invalid query usage: cannot set " + std::string(name) + "() within 'or' query");
  }
}

std::vector<Parameter> identity() {
  namespace i = col::historic_process_instance;
  return {{"taskId", Type::text, equal(c::id)},
          {"taskParentTaskId", Type::text, equal(c::parent_task_id)},
          {"processInstanceId", Type::text, equal(c::process_instance_id)},
          {"rootProcessInstanceId", Type::text, equal(c::root_id)},
          {"processInstanceBusinessKey", Type::text, of_instance(equal(i::business_key))},
          {"processInstanceBusinessKeyIn", Type::texts, of_instance(in(i::business_key))},
          {"processInstanceBusinessKeyLike", Type::text, of_instance(like(i::business_key))},
          {"processFinished", Type::given, of_instance(when(where::not_null(i::end_time)))},
          {"processUnfinished", Type::given, of_instance(when(where::is_null(i::end_time)))},
          {"executionId", Type::text, equal(c::execution_id)},
          {"processDefinitionId", Type::text, equal(c::definition_id)},
          {"processDefinitionKey", Type::text, equal(c::definition_key)},
          {"processDefinitionName", Type::text, of_definition(equal(col::process_definition::name))},
          {"activityInstanceIdIn", Type::texts, in(c::activity_instance_id)},
          {"caseInstanceId", Type::text, equal(c::case_instance_id)}};
}

std::vector<Parameter> texts() {
  return {{"taskName", Type::text, equal_ignoring_case(c::name)},
          {"taskNameLike", Type::text, like_ignoring_case(c::name)},
          {"taskDescription", Type::text, equal_ignoring_case(c::description)},
          {"taskDescriptionLike", Type::text, like_ignoring_case(c::description)},
          {"taskDefinitionKey", Type::text, equal(c::task_definition_key)},
          {"taskDefinitionKeyIn", Type::texts, in(c::task_definition_key)},
          {"taskDeleteReason", Type::text, equal(c::delete_reason)},
          {"taskDeleteReasonLike", Type::text, like(c::delete_reason)},
          {"taskAssignee", Type::text, equal(c::assignee)},
          {"taskAssigneeLike", Type::text, like(c::assignee)},
          {"assigned", Type::given, when(where::not_null(c::assignee))},
          {"unassigned", Type::given, when(where::is_null(c::assignee))},
          {"taskOwner", Type::text, equal(c::owner)},
          {"taskOwnerLike", Type::text, like(c::owner)},
          {"taskPriority", Type::integer, same(c::priority)},
          {"withoutCandidateGroups", Type::given, when(without_candidate_groups())}};
}

std::vector<Parameter> times() {
  return {{"finished", Type::given, when(where::not_null(c::end_time))},
          {"unfinished", Type::given, when(where::is_null(c::end_time))},
          {"startedBefore", Type::date, at_most(c::start_time)},
          {"startedAfter", Type::date, at_least(c::start_time)},
          {"finishedBefore", Type::date, at_most(c::end_time)},
          {"finishedAfter", Type::date, at_least(c::end_time)},
          {"taskDueDate", Type::date, same(c::due)},
          {"taskDueDateBefore", Type::date, before(c::due)},
          {"taskDueDateAfter", Type::date, after(c::due)},
          {"withoutTaskDueDate", Type::flag, when(where::is_null(c::due))},
          {"taskFollowUpDate", Type::date, same(c::follow_up)},
          {"taskFollowUpDateBefore", Type::date, before(c::follow_up)},
          {"taskFollowUpDateAfter", Type::date, after(c::follow_up)}};
}

std::vector<Parameter> variable_conditions() {
  namespace v = col::historic_variable;
  const VariableTable own = {TableId::historic_variable, v::task_id, c::id, nullptr};
  const VariableTable of_process = {TableId::historic_variable, v::process_instance_id,
                                    c::process_instance_id, where::is_null(v::task_id)};
  return {{"taskVariables", Type::variables,
           variables(own, {"variable", "eq", ErrorCode::process_engine, ErrorCode::null_value})},
          {"processVariables", Type::variables,
           variables(of_process, {"process variable", "eq neq gt gteq lt lteq like notLike",
                                  ErrorCode::process_engine, ErrorCode::null_value})}};
}

const Filter& filter() {
  static const Filter table(
      join({identity(), texts(), times(), links(), variable_conditions(), tenants(c::tenant_id),
            flags({"variableNamesIgnoreCase", "variableValuesIgnoreCase"}),
            of_cases({"caseDefinitionId", "caseDefinitionKey", "caseDefinitionName", "caseExecutionId"})}),
      check_groups);
  return table;
}

const SortTable& sorting() {
  static const SortTable table = {by("taskId", c::id),
                                  by("activityInstanceId", c::activity_instance_id),
                                  by("processDefinitionId", c::definition_id),
                                  by("processInstanceId", c::process_instance_id),
                                  by("executionId", c::execution_id),
                                  by_nothing("caseDefinitionId"),
                                  by("caseInstanceId", c::case_instance_id),
                                  by_nothing("caseExecutionId"),
                                  by_duration("duration", c::start_time, c::end_time),
                                  by("endTime", c::end_time),
                                  by("startTime", c::start_time),
                                  by("taskName", c::name),
                                  by("taskDescription", c::description),
                                  by("assignee", c::assignee),
                                  by("owner", c::owner),
                                  by("dueDate", c::due),
                                  by("followUpDate", c::follow_up),
                                  by("deleteReason", c::delete_reason),
                                  by("taskDefinitionKey", c::task_definition_key),
                                  by("priority", c::priority),
                                  by("tenantId", c::tenant_id)};
  return table;
}

}  // namespace

void add_history_task_routes(Router& router) {
  add_listing(router, "/history/task",
              {TableId::historic_task, filter(), sorting(), nullptr, each(historic_task_dto)},
              Methods::get_and_post);
}

}  // namespace baton::api
