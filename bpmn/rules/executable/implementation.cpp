#include "bpmn/rules/executable/implementation.hpp"

namespace baton::bpmn::executable {

namespace {

bool says_something(Element definition) {
  for (const std::string_view name : {"type", "class", "expression", "delegateExpression"}) {
    if (definition.vendor(name)) return true;
  }
  return false;
}

}  // namespace

Element implementation_of(const ProcessView::Node& node) {
  switch (node.tag) {
    case Tag::service_task:
    case Tag::send_task:
    case Tag::business_rule_task: return node.element;
    case Tag::end_event:
    case Tag::intermediate_throw_event: break;
    default: return {};
  }
  const Element definition = node.definition(Tag::message_event_definition);
  return definition && says_something(definition) ? definition : Element();
}

std::string_view implementation_name(const ProcessView::Node& node) {
  if (node.tag == Tag::end_event) return "messageEndEvent";
  if (node.tag == Tag::intermediate_throw_event) return "intermediateMessageThrowEvent";
  return node.element.name();
}

}  // namespace baton::bpmn::executable
