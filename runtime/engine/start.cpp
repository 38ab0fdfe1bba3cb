#include "runtime/engine/definition_scope.hpp"
#include "runtime/engine/engine_impl.hpp"
#include "runtime/engine/form_history.hpp"
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

HistoricDetail form_of(const ProcessDefinition& definition, const std::string& instance_id) {
  HistoricDetail form;
  form.process_instance_id = form.execution_id = form.activity_instance_id = instance_id;
  form.definition_id = definition.id;
  form.definition_key = definition.key;
  form.tenant_id = definition.tenant_id;
  return form;
}

}  // namespace

InstanceAnswer Engine::Impl::start(const DefinitionPtr& definition, bpmn::NodeId node, const StartRequest& request,
                                   const Caller& caller, const std::function<void(Batch&)>& with,
                                   const Variables& submitted, const ReceivedMessage* received) {
  if (definition->row.suspended) {
    refuse(ErrorCode::suspended, "Cannot start process instance. Process definition {} (id = {}) is suspended",
           definition->row.name.value_or(definition->row.key), definition->row.id);
  }
  const std::string id = ids.next();
  InstanceAnswer answer = describe(definition->row, id);
  answer.business_key = request.business_key;
  answer.case_instance_id = request.case_instance_id;
  const SessionOptions session_options{caller, request.skip_custom_listeners, request.skip_io_mappings, received};
  create(id, session_options, [&](Session& session) {
    session.start_process(definition, node, request.business_key, request.case_instance_id, request.variables,
                          request.instructions);
    if (with) with(session.batch());
    if (!request.restarted_from.empty()) {
      session.batch().patch(TableId::historic_process_instance, id,
                            {{col::historic_process_instance::restarted_from, Cell{request.restarted_from}}});
    }
    if (!submitted.empty()) log_form_fields(session, form_of(definition->row, id), submitted);
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
  Variables submitted;
  if (request.through_form) {
    submitted = request.variables;
    const bpmn::NodeId node = definition->graph->node(bpmn::kProcessNode).none_start;
    if (node != bpmn::kNoNode) {
      DefinitionScope scope(impl_->scripts, now(), request.variables, caller);
      request.variables = apply_form(definition->graph->node(node).start_form, std::move(request.variables), scope);
    }
  }
  return impl_->start(definition, bpmn::kNoNode, request, caller, nullptr, submitted);
}

}  // namespace baton
