// Generated forms: what was submitted is validated and converted by the form's fields, as Camunda does it: first
// the constraints of a field on the value as given, then its type; fields without a value take their default.
#pragma once

#include "bpmn/graph/process_graph.hpp"
#include "expression/expression.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/state/instance.hpp"

namespace baton {

// The form's definition of the task's element; null when the element is no user task.
const bpmn::UserTaskWork* user_task_work(const TaskRecord& task);

// The variables to set. `scope` sees what exists already. Throws EngineError (form_validation).
Variables apply_form(const bpmn::FormDefinition& form, Variables given, Scope& scope);

}  // namespace baton
