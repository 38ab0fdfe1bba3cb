// Activities of running ad-hoc sub-processes, started from outside.
#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

void find(ExecutionState& execution, const std::string& element, std::vector<ExecutionState*>& found) {
  const bool is_it = execution.row.is_scope && !execution.row.is_event_scope && !execution.is_process_instance() &&
                     (execution.row.scope_activity_id == element || execution.row.scope_instance_id == element);
  if (is_it) found.push_back(&execution);
  for (ExecutionState* child : execution.children) find(*child, element, found);
}

// The one running sub-process that is meant, by its element's or its activity instance's id.
ExecutionState& running(Instance& instance, const std::string& process_instance_id, const std::string& element) {
  ExecutionState* process = instance.find_execution(process_instance_id);
  if (!process) refuse(ErrorCode::not_found, "Process instance '{}' does not exist", process_instance_id);
  std::vector<ExecutionState*> found;
  find(*process, element, found);
  std::erase_if(found, [](const ExecutionState* scope) {
    return scope->graph->node(scope->scope_node).kind != bpmn::NodeKind::ad_hoc_sub_process;
  });
  if (found.empty()) {
    refuse(ErrorCode::not_found, "No ad-hoc sub-process '{}' runs in process instance '{}'", element, process_instance_id);
  }
  if (found.size() > 1) {
    refuse(ErrorCode::not_valid, "Expected one running ad-hoc sub-process '{}', found {}: name an activity instance", element,
           found.size());
  }
  return *found.front();
}

}  // namespace

std::vector<std::string> Engine::ad_hoc_activities(const std::string& process_instance_id, const std::string& sub_process) {
  const auto root_id = impl_->root_of_execution(process_instance_id);
  std::vector<std::string> ids;
  const auto look = [&](Instance& instance) {
    ids = enabled_ad_hoc_activities(running(instance, process_instance_id, sub_process));
  };
  if (!root_id || !impl_->read(*root_id, look)) {
    refuse(ErrorCode::not_found, "Process instance '{}' does not exist", process_instance_id);
  }
  return ids;
}

void Engine::start_ad_hoc_activities(const std::string& process_instance_id, const std::string& sub_process,
                                     const std::vector<std::string>& activities, const Variables& variables,
                                     const Caller& caller) {
  const auto root_id = impl_->root_of_execution(process_instance_id);
  if (!root_id) refuse(ErrorCode::not_found, "Process instance '{}' does not exist", process_instance_id);
  impl_->command(*root_id, {caller}, [&](Session& session) {
    ExecutionState& scope = running(session.instance(), process_instance_id, sub_process);
    if (scope.row.suspended) refuse(ErrorCode::suspended, "Process instance '{}' is suspended", process_instance_id);
    session.start_ad_hoc_activities(scope, activities, variables);
  });
}

}  // namespace baton
