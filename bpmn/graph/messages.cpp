// Messages between processes (BPMN 2.0.2 clause 8.3.2, 9.4): which message a node sends or receives, where drawn
// message flows lead, and by what the instances of a conversation know each other.
#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

namespace {

Element operation_of(const ProcessView& view, Element element) {
  if (element.has("operationRef")) return view.referenced(element, "operationRef");
  const Element reference = element.child(Tag::operation_ref);
  return reference ? view.model().resolve(reference.trimmed_text()) : Element();
}

// The process and the flow node that a message flow's end is; nothing for a pool without a process.
MessageEnd end_of(const Model& model, std::string_view reference) {
  Element element = model.resolve(reference);
  MessageEnd end;
  if (element.tag() == Tag::participant) {
    const auto process = element.find_attribute("processRef");
    const Element resolved = process ? model.resolve(*process) : Element();
    if (resolved.tag() == Tag::process) end.process = resolved.id();
    return end;
  }
  if (!is_flow_node(element.tag())) return end;
  end.element = element.id();
  while (element && element.tag() != Tag::process) element = element.parent();
  if (element) end.process = element.id();
  return end;
}

RetrievalPath read_path(Element path, Compiler& compiler) {
  RetrievalPath read;
  const std::string text = path.trimmed_text();
  if (text.find('{') != std::string::npos || path.has("language")) {
    read.expression = compiler.condition(path);
    return read;
  }
  std::string part;
  for (const char c : text + "/") {
    if (c != '/' && c != '.') {
      part += c;
    } else if (!part.empty()) {
      read.path.push_back(std::move(part));
      part.clear();
    }
  }
  return read;
}

CorrelationProperty read_property(const ProcessView& view, Element property, Compiler& compiler) {
  CorrelationProperty read;
  read.id = property.id();
  for (const Element& retrieval : property.children(Tag::correlation_property_retrieval_expression)) {
    const Element path = retrieval.child(Tag::message_path);
    if (!path) continue;
    read.of_message.emplace_back(std::string(view.referenced(retrieval, "messageRef").id()), read_path(path, compiler));
  }
  return read;
}

CorrelationKey read_key(const ProcessView& view, Element key, Compiler& compiler) {
  CorrelationKey read;
  read.id = key.id();
  for (const Element& reference : key.children(Tag::correlation_property_ref)) {
    const Element property = view.model().resolve(reference.trimmed_text());
    if (property.tag() == Tag::correlation_property) read.properties.push_back(read_property(view, property, compiler));
  }
  return read;
}

}  // namespace

Element message_of(const ProcessView& view, Element element) {
  if (const Element message = view.referenced(element, "messageRef")) return message;
  const Element operation = operation_of(view, element);
  const Element reference = operation.child(Tag::in_message_ref);
  return reference ? view.model().resolve(reference.trimmed_text()) : Element();
}

MessageFlows::MessageFlows(const Model& model) {
  for (const Element& flow : model.all(Tag::message_flow)) {
    const MessageEnd from = end_of(model, flow.attribute("sourceRef"));
    const MessageEnd to = end_of(model, flow.attribute("targetRef"));
    if (to.process.empty()) continue;
    const std::string source = from.element.empty() ? std::string(flow.attribute("sourceRef")) : from.element;
    from_[source].push_back(to);
    if (!from.process.empty() && !to.element.empty()) reached_.insert(to.element);
  }
}

const std::vector<MessageEnd>& MessageFlows::from(const std::string& element) const {
  static const std::vector<MessageEnd> none;
  const auto found = from_.find(element);
  return found == from_.end() ? none : found->second;
}

Correlation read_correlation(const ProcessView& view, Compiler& compiler) {
  Correlation read;
  for (const Element& key : view.model().all(Tag::correlation_key)) {
    CorrelationKey one = read_key(view, key, compiler);
    if (!one.properties.empty()) read.keys.push_back(std::move(one));
  }
  for (const Element& subscription : view.process().children(Tag::correlation_subscription)) {
    CorrelationSubscription one;
    one.key = view.referenced(subscription, "correlationKeyRef").id();
    for (const Element& binding : subscription.children(Tag::correlation_property_binding)) {
      const Element path = binding.child(Tag::data_path);
      if (!path) continue;
      one.bindings.emplace_back(std::string(view.referenced(binding, "correlationPropertyRef").id()),
                                read_path(path, compiler));
    }
    if (!one.bindings.empty()) read.subscriptions.push_back(std::move(one));
  }
  return read;
}

}  // namespace baton::bpmn
