// Messages that a process sends inside the engine (BPMN 2.0.2 clause 10.3.3, 10.5.4, 13.3.3): the content is the
// sender's data inputs. They go out with the commit and are delivered after it: see engine/thrown_messages.cpp.
#include <nlohmann/json.hpp>

#include "runtime/interpreter/interpreter.hpp"

namespace baton {

namespace {

Variables content_of(Interpreter& interpreter, ExecutionState& execution, const bpmn::OutgoingMessage& message) {
  Variables content = interpreter.mapped_variables(execution, message.content);
  for (const std::string& name : execution.current_node().data.inputs) {
    const VariableState* variable = interpreter.session().find_variable(execution, name);
    if (variable) content.insert_or_assign(name, TypedValue{variable->value, false});
  }
  return content;
}

}  // namespace

void Interpreter::send_message(ExecutionState& execution, const bpmn::OutgoingMessage& message) {
  const std::string name = evaluate_text(execution, message.name);
  if (name.empty() && message.receivers.empty()) return;
  ExecutionState& process = process_instance(execution);
  const Variables content = content_of(*this, execution, message);
  fix_correlation(process, message.message_id, content);
  Json payload = {{"name", name},
                  {"tenantId", process.row.tenant_id},
                  {"sender", process.row.id},
                  {"receivers", Json::array()},
                  {"partners", Json::array()},
                  {"variables", Json::object()}};
  if (process.row.business_key) payload["businessKey"] = *process.row.business_key;
  for (const bpmn::MessageEnd& end : message.receivers) {
    payload["receivers"].push_back({{"process", end.process}, {"element", end.element}});
  }
  for (const SubscriptionRecord* record : process.subscriptions) {
    if (record->row.event_type == "partner") payload["partners"].push_back(record->row.configuration);
  }
  for (const auto& [key, value] : content) payload["variables"][key] = value_to_rest(value.value, false);
  session_.put_outbox("message-thrown", payload.dump());
}

// A receiver that declares data outputs has the content there, another one in its process.
void Session::take_content(ExecutionState& execution, const bpmn::Node& event, const Variables& content) {
  const std::vector<std::string>& outputs = event.data.outputs;
  if (outputs.empty()) {
    for (const auto& [name, value] : content) set_variable(execution, name, value);
    return;
  }
  for (const std::string& output : outputs) {
    const auto found = content.find(output);
    if (found != content.end()) {
      interpreter_->triggered_variables[output] = found->second;
    } else if (outputs.size() == 1 && content.size() == 1) {
      interpreter_->triggered_variables[output] = content.begin()->second;
    }
  }
}

namespace {

std::string message_of(const bpmn::Node& event) {
  for (const bpmn::EventDefinition& definition : event.events) {
    if (definition.kind == bpmn::EventKind::message) return definition.message_id;
  }
  return {};
}

const bpmn::Node& event_of(const SubscriptionRecord& subscription) {
  const bpmn::ProcessGraph& graph = *subscription.execution->graph;
  return graph.node(graph.find_node(subscription.row.activity_id));
}

}  // namespace

void Session::receive_message(SubscriptionRecord& subscription, const ReceivedMessage& message) {
  ExecutionState& execution = *subscription.execution;
  const bpmn::Node& event = event_of(subscription);
  const bpmn::EventDefinition* definition = bpmn::definition_of(event, subscription.row.configuration);
  interpreter_->join_conversation(interpreter_->process_instance(execution), definition ? definition->message_id : "",
                                  message.content, message.sender);
  take_content(execution, event, message.content);
  interpreter_->event_happened(subscription);
  run();
}

void Session::begin_by_message(ExecutionState& root, bpmn::NodeId start) {
  const bpmn::Node& event = root.graph->node(start);
  interpreter_->join_conversation(root, message_of(event), options_.received->content, options_.received->sender);
  take_content(root, event, options_.received->content);
}

int Session::conversation_rank(const SubscriptionRecord& subscription, const ReceivedMessage& message) {
  return interpreter_->conversation_rank(interpreter_->process_instance(*subscription.execution),
                                         message_of(event_of(subscription)), message.content, message.sender);
}

void Session::put_outbox(const std::string& kind, std::string payload) {
  OutboxEntry entry;
  entry.id = environment_.new_id();
  entry.root_id = instance_.root_id();
  entry.created = now_;
  entry.kind = kind;
  entry.payload = std::move(payload);
  batch_.insert(entry);
  effects_.outbox.push_back(std::move(entry));
}

}  // namespace baton
