#include "api/dto/task.hpp"

#include "api/dto/columns.hpp"

namespace baton::api {

namespace {

Json form_ref(const Task& task) {
  if (!task.form_ref) return nullptr;
  return Json{{"key", *task.form_ref},
              {"binding", text_or_null(task.form_ref_binding)},
              {"version", number_or_null(task.form_ref_version)}};
}

}  // namespace

Json task_dto(const Task& task) {
  return Json{{"id", task.id},
              {"name", text_or_null(task.name)},
              {"assignee", text_or_null(task.assignee)},
              {"created", date(task.created)},
              {"due", date_or_null(task.due)},
              {"followUp", date_or_null(task.follow_up)},
              {"lastUpdated", date_or_null(task.last_updated)},
              {"delegationState", text_or_null(task.delegation_state)},
              {"description", text_or_null(task.description)},
              {"executionId", text_or_null(task.execution_id)},
              {"owner", text_or_null(task.owner)},
              {"parentTaskId", text_or_null(task.parent_task_id)},
              {"priority", task.priority},
              {"processDefinitionId", text_or_null(task.definition_id)},
              {"processInstanceId", text_or_null(task.process_instance_id)},
              {"taskDefinitionKey", text_or_null(task.task_definition_key)},
              {"caseExecutionId", nullptr},
              {"caseInstanceId", text_or_null(task.case_instance_id)},
              {"caseDefinitionId", nullptr},
              {"suspended", task.suspended},
              {"formKey", text_or_null(task.form_key)},
              {"camundaFormRef", form_ref(task)},
              {"tenantId", text_or_null(task.tenant_id)},
              {"taskState", text_or_null(task.task_state)}};
}

}  // namespace baton::api
