#include "runtime/store/verify.hpp"

#include "runtime/store/store.hpp"

namespace baton {

namespace {

constexpr std::int64_t kExamples = 5;

// The row's `outer` names a row of `table` that is not there; a row without a name breaks nothing.
Where dangling(int outer, TableId table) {
  return where::all({where::not_null(outer), where::negate(where::exists(table, 0, outer))});
}

Where without(int outer, TableId table, int inner, Where part = nullptr) {
  return where::negate(where::exists(table, inner, outer, std::move(part)));
}

std::vector<VerifyRule> make_rules() {
  namespace history = col::historic_process_instance;
  const TableId executions = TableId::execution;
  return {
      {"execution-root", "the root of an execution is an execution", executions, dangling(col::execution::root_id, executions)},
      {"execution-parent", "the parent of an execution is an execution", executions, dangling(col::execution::parent_id, executions)},
      {"execution-super", "the caller of a process instance is an execution", executions, dangling(col::execution::super_id, executions)},
      {"execution-instance", "an execution belongs to a process instance", executions,
       dangling(col::execution::process_instance_id, executions)},
      {"execution-definition", "an execution's definition is deployed", executions,
       dangling(col::execution::definition_id, TableId::process_definition)},
      {"variable-execution", "a variable belongs to an execution", TableId::variable, dangling(col::variable::execution_id, executions)},
      {"task-execution", "a task belongs to an execution, or to none", TableId::task, dangling(col::task::execution_id, executions)},
      {"external-task-execution", "an external task belongs to an execution", TableId::external_task,
       dangling(col::external_task::execution_id, executions)},
      {"job-execution", "a job belongs to an execution, or to none", TableId::job, dangling(col::job::execution_id, executions)},
      {"subscription-execution", "an event subscription belongs to an execution, or to none", TableId::event_subscription,
       dangling(col::event_subscription::execution_id, executions)},
      {"incident-execution", "an incident belongs to an execution, or to none", TableId::incident,
       dangling(col::incident::execution_id, executions)},
      {"identity-link-task", "an identity link's task is open", TableId::identity_link, dangling(col::identity_link::task_id, TableId::task)},
      {"job-incident", "a job without retries has an incident", TableId::job,
       where::all({where::compare(col::job::retries, Compare::le, Cell{std::int64_t{0}}), where::not_null(col::job::root_id),
                   where::not_null(col::job::exception_message), without(col::job::id, TableId::incident, col::incident::configuration)})},
      {"history-running", "an unfinished process instance of the history runs", TableId::historic_process_instance,
       where::all({where::is_null(history::end_time), without(history::id, executions, col::execution::process_instance_id)})},
      {"history-finished", "a finished process instance of the history does not run", TableId::historic_process_instance,
       where::all({where::not_null(history::end_time), where::exists(executions, col::execution::process_instance_id, history::id)})},
      {"task-history", "an open task is not finished in the history", TableId::task,
       where::exists(TableId::historic_task, col::historic_task::id, col::task::id, where::not_null(col::historic_task::end_time))},
      {"definition-deployment", "a definition belongs to a deployment", TableId::process_definition,
       dangling(col::process_definition::deployment_id, TableId::deployment)},
      {"resource-deployment", "a resource belongs to a deployment", TableId::resource, dangling(col::resource::deployment_id, TableId::deployment)},
      {"model-version-file", "a version belongs to a file", TableId::model_version,
       dangling(col::model_version::file_id, TableId::model_file)},
      {"model-version-content", "a version's content is there", TableId::model_version,
       dangling(col::model_version::digest, TableId::model_content)},
      {"model-file-project", "a file belongs to a project", TableId::model_file,
       dangling(col::model_file::project_id, TableId::model_project)},
  };
}

}  // namespace

const std::vector<VerifyRule>& verify_rules() {
  static const std::vector<VerifyRule> rules = make_rules();
  return rules;
}

std::vector<Violation> verify(Store& store) {
  std::vector<Violation> found;
  for (const VerifyRule& rule : verify_rules()) {
    Query query{rule.table, rule.broken};
    query.limit = kExamples;
    Violation violation{&rule, 0, {}};
    for (const Row& row : store.select(query)) violation.examples.push_back(std::get<std::string>(row[0]));
    if (violation.examples.empty()) continue;
    violation.count = store.count({rule.table, rule.broken});
    found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace baton
