#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

void boundary_events_have_hosts(const View&, const View::Node& node, const Report& report) {
  if (node.tag != Tag::boundary_event || node.host != View::kNone) return;
  report(fmt::format("Invalid reference '{}' in boundary event. Make sure that the referenced activity is defined in the "
                     "same scope as the boundary event", node.element.attribute("attachedToRef")));
}

// A multi-instance activity may throw one itself, when its instances end.
bool may_escalate(const View::Node& host) {
  if (is_sub_process(host.tag) || host.tag == Tag::call_activity || host.tag == Tag::user_task) return true;
  const std::string_view behavior = host.loop.attribute("behavior");
  return !behavior.empty() && behavior != "All";
}

void escalations_can_come(const View& view, const View::Node& node, const Report& report) {
  if (node.tag != Tag::boundary_event || node.host == View::kNone) return;
  const Element definition = node.definition(Tag::escalation_event_definition);
  if (!definition || may_escalate(view.node(node.host))) return;
  report(definition, "An escalation boundary event should only be attached to a subprocess, a call activity or an user task");
}

void transactions_are_cancelled(const View& view, const View::Node& node, const Report& report) {
  const Element definition = node.definition(Tag::cancel_event_definition);
  if (node.tag != Tag::boundary_event || !definition || node.host == View::kNone) return;
  if (view.node(node.host).tag == Tag::transaction) return;
  report(definition, "boundary event with cancelEventDefinition only supported on transaction subprocesses");
}

constexpr std::array<NodeRule, 3> kRules = {{
    {"attached-to", Verdict::error, "A boundary event is attached to an activity of its scope.", boundary_events_have_hosts},
    {"escalation-host", Verdict::error, "An escalation boundary event stands at what can escalate.", escalations_can_come},
    {"cancel-host", Verdict::error, "A cancel boundary event stands at a transaction.", transactions_are_cancelled},
}};

}  // namespace

NodeRules boundary_rules() { return kRules; }

}  // namespace baton::bpmn::executable
