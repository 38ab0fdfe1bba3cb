#include <array>

#include "bpmn/graph/parts.hpp"

namespace baton::bpmn {

namespace {

struct KindRow {
  Tag tag;
  NodeKind kind;
};

constexpr std::array<KindRow, 23> kKinds = {{
    {Tag::process, NodeKind::process},
    {Tag::start_event, NodeKind::start_event},
    {Tag::end_event, NodeKind::end_event},
    {Tag::intermediate_catch_event, NodeKind::intermediate_catch_event},
    {Tag::intermediate_throw_event, NodeKind::intermediate_throw_event},
    {Tag::boundary_event, NodeKind::boundary_event},
    {Tag::task, NodeKind::task},
    {Tag::manual_task, NodeKind::manual_task},
    {Tag::user_task, NodeKind::user_task},
    {Tag::service_task, NodeKind::service_task},
    {Tag::send_task, NodeKind::send_task},
    {Tag::receive_task, NodeKind::receive_task},
    {Tag::script_task, NodeKind::script_task},
    {Tag::business_rule_task, NodeKind::business_rule_task},
    {Tag::call_activity, NodeKind::call_activity},
    {Tag::sub_process, NodeKind::sub_process},
    {Tag::transaction, NodeKind::transaction},
    {Tag::ad_hoc_sub_process, NodeKind::ad_hoc_sub_process},
    {Tag::exclusive_gateway, NodeKind::exclusive_gateway},
    {Tag::parallel_gateway, NodeKind::parallel_gateway},
    {Tag::inclusive_gateway, NodeKind::inclusive_gateway},
    {Tag::event_based_gateway, NodeKind::event_based_gateway},
    {Tag::complex_gateway, NodeKind::complex_gateway},
}};

struct TypeRow {
  Tag event;
  Tag definition;  // unknown: without one
  std::string_view type;
};

constexpr std::array<TypeRow, 37> kTypes = {{
    {Tag::start_event, Tag::timer_event_definition, "startTimerEvent"},
    {Tag::start_event, Tag::message_event_definition, "messageStartEvent"},
    {Tag::start_event, Tag::signal_event_definition, "signalStartEvent"},
    {Tag::start_event, Tag::conditional_event_definition, "conditionalStartEvent"},
    {Tag::start_event, Tag::error_event_definition, "errorStartEvent"},
    {Tag::start_event, Tag::escalation_event_definition, "escalationStartEvent"},
    {Tag::start_event, Tag::compensate_event_definition, "compensationStartEvent"},
    {Tag::end_event, Tag::unknown, "noneEndEvent"},
    {Tag::end_event, Tag::error_event_definition, "errorEndEvent"},
    {Tag::end_event, Tag::cancel_event_definition, "cancelEndEvent"},
    {Tag::end_event, Tag::terminate_event_definition, "terminateEndEvent"},
    {Tag::end_event, Tag::message_event_definition, "messageEndEvent"},
    {Tag::end_event, Tag::signal_event_definition, "signalEndEvent"},
    {Tag::end_event, Tag::compensate_event_definition, "compensationEndEvent"},
    {Tag::end_event, Tag::escalation_event_definition, "escalationEndEvent"},
    {Tag::intermediate_catch_event, Tag::timer_event_definition, "intermediateTimer"},
    {Tag::intermediate_catch_event, Tag::message_event_definition, "intermediateMessageCatch"},
    {Tag::intermediate_catch_event, Tag::signal_event_definition, "intermediateSignalCatch"},
    {Tag::intermediate_catch_event, Tag::conditional_event_definition, "intermediateConditional"},
    {Tag::intermediate_catch_event, Tag::link_event_definition, "intermediateLinkCatch"},
    {Tag::intermediate_throw_event, Tag::unknown, "intermediateNoneThrowEvent"},
    {Tag::intermediate_throw_event, Tag::message_event_definition, "intermediateMessageThrowEvent"},
    {Tag::intermediate_throw_event, Tag::signal_event_definition, "intermediateSignalThrow"},
    {Tag::intermediate_throw_event, Tag::compensate_event_definition, "intermediateCompensationThrowEvent"},
    {Tag::intermediate_throw_event, Tag::escalation_event_definition, "intermediateEscalationThrowEvent"},
    {Tag::intermediate_throw_event, Tag::link_event_definition, "intermediateLinkThrow"},
    {Tag::boundary_event, Tag::timer_event_definition, "boundaryTimer"},
    {Tag::boundary_event, Tag::message_event_definition, "boundaryMessage"},
    {Tag::boundary_event, Tag::signal_event_definition, "boundarySignal"},
    {Tag::boundary_event, Tag::error_event_definition, "boundaryError"},
    {Tag::boundary_event, Tag::escalation_event_definition, "boundaryEscalation"},
    {Tag::boundary_event, Tag::conditional_event_definition, "boundaryConditional"},
    {Tag::boundary_event, Tag::cancel_event_definition, "cancelBoundaryCatch"},
    {Tag::boundary_event, Tag::compensate_event_definition, "compensationBoundaryCatch"},
    {Tag::process, Tag::unknown, "processDefinition"},
    {Tag::ad_hoc_sub_process, Tag::unknown, "adHocSubProcess"},
    {Tag::transaction, Tag::unknown, "transaction"},
}};

}  // namespace

NodeKind kind_of(const ProcessView::Node& node) {
  if (node.is_event_sub_process) return NodeKind::event_sub_process;
  for (const KindRow& row : kKinds) {
    if (row.tag == node.tag) return row.kind;
  }
  return NodeKind::task;
}

std::string activity_type_of(const ProcessView::Node& node, bool has_work) {
  const Tag definition = node.definitions.empty() ? Tag::unknown : node.definitions.front().tag();
  // A message that nobody sends makes a plain event of its throw event, as in Camunda.
  if (definition == Tag::message_event_definition && !has_work) {
    if (node.tag == Tag::end_event) return "endEvent";
    if (node.tag == Tag::intermediate_throw_event) return "intermediateNoneThrowEvent";
  }
  for (const TypeRow& row : kTypes) {
    if (row.event == node.tag && row.definition == definition) return std::string(row.type);
  }
  return std::string(tag_name(node.tag));
}

}  // namespace baton::bpmn
