#include "runtime/engine/definition_scope.hpp"
#include "runtime/engine/engine_impl.hpp"
#include "runtime/engine/form_validation.hpp"

namespace baton {

DefinitionPtr Engine::Impl::definition(const DefinitionSelector& selector) {
  return selector.id.empty() ? definitions.latest(selector.key, selector.tenant_id) : definitions.get(selector.id);
}

namespace {

InstanceAnswer describe(const ProcessDefinition& definition, const std::string& id) {
  InstanceAnswer answer;
  answer.id = id;
  answer.definition_id = definition.id;
  answer.definition_key = definition.key;
  answer.tenant_id = definition.tenant_id;
  return answer;
}

}  // namespace

InstanceAnswer Engine::Impl::start(const DefinitionPtr& definition, bpmn::NodeId node, const StartRequest& request,
                                   const Caller& caller, const std::function<void(Batch&)>& with) {
  if (definition->row.suspended) {
    refuse(ErrorCode::suspended, "Cannot start process instance. Process definition {} (id = {}) is suspended",
           definition->row.name.value_or(definition->row.key), definition->row.id);
  }
  const std::string id = ids.next();
  InstanceAnswer answer = describe(definition->row, id);
  answer.business_key = request.business_key;
  answer.case_instance_id = request.case_instance_id;
  const SessionOptions session_options{caller, request.skip_custom_listeners, request.skip_io_mappings};
  create(id, session_options, [&](Session& session) {
    session.start_process(definition, node, request.business_key, request.case_instance_id, request.variables,
                          request.instructions);
    if (with) with(session.batch());
    const ExecutionState* root = session.instance().root();
    answer.ended = root == nullptr;
    if (root) answer.business_key = root->row.business_key;
    answer.suspended = root && root->row.suspended;
    answer.variables = RootSnapshot().after(session, id);
  });
  return answer;
}

InstanceAnswer Engine::start(StartRequest request, const Caller& caller) {
  const DefinitionPtr definition = impl_->definition(request.definition);
  if (!definition) {
    refuse(ErrorCode::null_value, "no deployed process definition found with {} '{}': processDefinition is null",
           request.definition.id.empty() ? "key" : "id",
           request.definition.id.empty() ? request.definition.key : request.definition.id);
  }
  if (request.through_form) {
    const bpmn::NodeId node = definition->graph->node(bpmn::kProcessNode).none_start;
    if (node != bpmn::kNoNode) {
      DefinitionScope scope(impl_->scripts, now(), request.variables, caller);
      request.variables = apply_form(definition->graph->node(node).start_form, std::move(request.variables), scope);
    }
  }
  return impl_->start(definition, bpmn::kNoNode, request, caller);
}

}  // namespace baton
