// Call activities and embedded sub-processes: what begins inside them, and what comes back.
#include <fmt/format.h>

#include "runtime/interpreter/behaviors.hpp"
#include "runtime/interpreter/interpreter.hpp"

namespace baton {

using bpmn::kNoNode;
using bpmn::kProcessNode;
using bpmn::NodeId;
using bpmn::NodeKind;
using bpmn::VariableMapping;

namespace {

DefinitionPtr called_definition(Interpreter& interpreter, ExecutionState& execution, const bpmn::CallWork& work) {
  Environment& environment = interpreter.session().environment();
  const std::string key = interpreter.evaluate_text(execution, work.called_element);
  std::string tenant = execution.row.tenant_id;
  if (work.has_tenant) tenant = interpreter.evaluate_text(execution, work.tenant);
  DefinitionPtr found;
  if (work.binding == "deployment") {
    found = environment.definition_in_deployment(key, execution.definition->row.deployment_id);
  } else if (work.binding == "version") {
    const std::string version = interpreter.evaluate_text(execution, work.version);
    try {
      found = environment.definition_version(key, std::stoll(version), tenant);
    } catch (const std::logic_error&) {
      throw EngineError(ErrorCode::process_engine,
                        fmt::format("Called version of '{}' is not a number: '{}'", key, version));
    }
  } else if (work.binding == "versionTag") {
    found = environment.definition_by_tag(key, interpreter.evaluate_text(execution, work.version), tenant);
  } else {
    found = environment.latest_definition(key, tenant);
  }
  if (!found) {
    throw EngineError(ErrorCode::null_value,
                      fmt::format("no processes deployed with key '{}' (called by '{}')", key,
                                  execution.current_node().element_id));
  }
  return found;
}

void copy(Variables& target, const std::vector<VariableState*>& source) {
  for (VariableState* variable : source) {
    target.insert_or_assign(variable->name, TypedValue{variable->value, variable->is_transient});
  }
}

// Outermost first, so that inner ones win.
std::vector<VariableState*> visible(ExecutionState& execution, bool local) {
  std::vector<VariableState*> found;
  for (auto& variable : execution.variables) found.push_back(variable.get());
  if (local) return found;
  for (ExecutionState* at = execution.parent; at; at = at->parent) {
    std::vector<VariableState*> outer;
    for (auto& variable : at->variables) outer.push_back(variable.get());
    found.insert(found.begin(), outer.begin(), outer.end());
  }
  return found;
}

}  // namespace

Variables Interpreter::mapped_variables(ExecutionState& source, const std::vector<VariableMapping>& mappings) {
  Variables mapped;
  for (const VariableMapping& mapping : mappings) {
    switch (mapping.kind) {
      case VariableMapping::Kind::all:
        copy(mapped, visible(source, mapping.local));
        break;
      case VariableMapping::Kind::source: {
        VariableState* variable = mapping.local ? session_.find_local_variable(source, mapping.source)
                                                : session_.find_variable(source, mapping.source);
        mapped.insert_or_assign(mapping.target, variable ? TypedValue{variable->value, variable->is_transient} : TypedValue{});
        break;
      }
      case VariableMapping::Kind::expression:
        mapped.insert_or_assign(mapping.target, TypedValue{evaluate(source, mapping.expression)});
        break;
      case VariableMapping::Kind::business_key:
        break;
    }
  }
  return mapped;
}

void Interpreter::run_call_activity(ExecutionState& execution) {
  const auto& work = std::get<bpmn::CallWork>(execution.current_node().work);
  const DefinitionPtr definition = called_definition(*this, execution, work);
  if (definition->row.suspended) {
    throw EngineError(ErrorCode::suspended, "Process definition " + definition->row.id + " is suspended");
  }
  const NodeId start = initial_node(*definition->graph);
  Variables variables = mapped_variables(execution, work.in);
  pass_data_in(execution, *definition->graph, variables);
  std::optional<std::string> business_key;
  for (const VariableMapping& mapping : work.in) {
    if (mapping.kind != VariableMapping::Kind::business_key) continue;
    const Value key = evaluate(execution, mapping.expression);
    business_key = key.is_null() ? std::nullopt : std::optional<std::string>(to_text(key));
  }
  ExecutionState& called = session_.create_process_instance(definition, start, business_key, {}, &execution);
  session_.set_initial_variables(called, variables);
  session_.batch().patch(TableId::historic_activity, execution.row.activity_instance_id,
                         {{col::historic_activity::called_instance_id, Cell{called.row.id}}});
  create_subscriptions(called, kProcessNode);
  create_timers(called, kProcessNode);
  push(Operation::Kind::process_start, called);
}

void Interpreter::pass_out_variables(ExecutionState& call, ExecutionState& called) {
  const auto* work = std::get_if<bpmn::CallWork>(&call.current_node().work);
  if (!work) return;
  pass_data_out(call, called);
  for (const VariableMapping& mapping : work->out) {
    for (auto& [name, value] : mapped_variables(called, {mapping})) {
      if (mapping.local) {
        session_.set_local_variable(call, name, value);
      } else {
        session_.set_variable(call, name, value);
      }
    }
  }
}

void Interpreter::sub_instance_ended(ExecutionState& execution) { push(Operation::Kind::leave, execution); }

namespace behavior {

void call_activity(Interpreter& interpreter, ExecutionState& execution) {
  const bpmn::Work& work = execution.current_node().work;
  if (!std::holds_alternative<bpmn::CallWork>(work)) {  // e.g. mapped by Java code
    if (perform_work(interpreter, execution, work)) interpreter.push(Operation::Kind::leave, execution);
    return;
  }
  interpreter.run_call_activity(execution);
}

void sub_process(Interpreter& interpreter, ExecutionState& execution) {
  const bpmn::Node& node = execution.current_node();
  if (node.children.empty()) return interpreter.push(Operation::Kind::leave, execution);  // nothing to do
  std::vector<NodeId> starts = node.initial_nodes;
  // Only a start event that nobody can trigger from inside: taken for a plain one.
  for (NodeId child : node.children) {
    if (starts.empty() && execution.graph->incoming(child).empty()) starts.push_back(child);
  }
  if (starts.empty()) {
    throw EngineError(ErrorCode::process_engine, fmt::format("Sub-process '{}' has no start event", node.element_id));
  }
  interpreter.begin_paths(execution, starts);
}

void event_sub_process(Interpreter& interpreter, ExecutionState& execution) {
  for (NodeId child : execution.current_node().children) {
    if (execution.graph->node(child).kind != NodeKind::start_event) continue;
    return interpreter.push({Operation::Kind::arrive, &execution, child});
  }
  throw EngineError(ErrorCode::process_engine,
                    fmt::format("Event sub-process '{}' has no start event", execution.current_node().element_id));
}

}  // namespace behavior

}  // namespace baton
