#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

bool is_throwing(const View::Node& node) {
  return node.tag == Tag::end_event || node.tag == Tag::intermediate_throw_event;
}

void handlers_are_marked(const View& view, const View::Node& node, const Report& report) {
  if (node.tag != Tag::boundary_event || !node.definition(Tag::compensate_event_definition)) return;
  for (const Element& association : view.associations()) {
    const std::uint32_t source = view.resolve(association.attribute("sourceRef"));
    if (source == View::kNone || view.node(source).element != node.element) continue;
    const std::uint32_t target = view.resolve(association.attribute("targetRef"));
    const bool is_handler = target != View::kNone && view.node(target).is_for_compensation;
    if (!is_handler) {
      report(association, "compensation boundary catch must be connected to element with isForCompensation=true");
    }
  }
}

// From inside an event sub-process, what stands around it may be compensated.
bool is_compensable(const View& view, const View::Node& node, std::uint32_t activity) {
  if (activity == View::kNone) return false;
  const std::uint32_t scope = view.node(activity).scope;
  const View::Node& around = view.node(node.scope);
  return scope == node.scope || (around.is_event_sub_process && scope == around.scope);
}

void compensated_activities_are_near(const View& view, const View::Node& node, const Report& report) {
  if (!is_throwing(node)) return;
  for (const Element& definition : node.definitions) {
    const auto reference = definition.find_attribute("activityRef");
    if (definition.tag() != Tag::compensate_event_definition || !reference) continue;
    if (is_compensable(view, node, view.resolve(*reference))) continue;
    report(definition, fmt::format("Invalid attribute value for 'activityRef': no activity with id '{}' in scope '{}'",
                                   *reference, view.node(node.scope).id()));
  }
}

// The event sub-process inside `scope` that compensates it.
bool has_compensating_event_sub_process(const View& view, const View::Node& scope) {
  for (const std::uint32_t child : scope.children) {
    if (!view.node(child).is_event_sub_process) continue;
    for (const std::uint32_t start : view.node(child).children) {
      const View::Node& event = view.node(start);
      if (event.tag == Tag::start_event && event.definition(Tag::compensate_event_definition)) return true;
    }
  }
  return false;
}

void processes_are_not_compensated(const View& view, const View::Node& node, const Report& report) {
  if (node.tag == Tag::process && has_compensating_event_sub_process(view, node)) {
    report("event subprocess with compensation start event is only supported for embedded subprocesses");
  }
}

void one_handler_compensates(const View& view, const View::Node& node, const Report& report) {
  int boundaries = 0;
  for (const std::uint32_t boundary : node.boundaries) {
    if (view.node(boundary).definition(Tag::compensate_event_definition)) ++boundaries;
  }
  if (boundaries > 1) report("multiple boundary events with compensateEventDefinition not supported on same activity");
  if (boundaries > 0 && has_compensating_event_sub_process(view, node)) {
    report("compensation boundary event and event subprocess with compensation start event are not supported on the same "
           "scope");
  }
}

void transactions_are_cancelled_from_inside(const View& view, const View::Node& node, const Report& report) {
  const Element definition = node.definition(Tag::cancel_event_definition);
  if (node.tag != Tag::end_event || !definition || view.node(node.scope).tag == Tag::transaction) return;
  report(definition, "end event with cancelEventDefinition only supported inside transaction subprocess");
}

void transactions_have_one_cancel_event(const View& view, const View::Node& node, const Report& report) {
  int boundaries = 0;
  for (const std::uint32_t boundary : node.boundaries) {
    if (view.node(boundary).definition(Tag::cancel_event_definition)) ++boundaries;
  }
  if (boundaries > 1) {
    report("multiple boundary events with cancelEventDefinition not supported on same transaction subprocess");
  }
}

constexpr std::array<NodeRule, 6> kRules = {{
    {"compensation-handler", Verdict::error, "A compensation boundary event leads to an activity marked as handler.",
     handlers_are_marked},
    {"compensated-activity", Verdict::error, "What is compensated stands in the scope of the throwing event.",
     compensated_activities_are_near},
    {"process-compensation", Verdict::error, "No event sub-process compensates the process itself.",
     processes_are_not_compensated},
    {"one-compensation-handler", Verdict::error, "An activity has one compensation handler.", one_handler_compensates},
    {"cancel-end", Verdict::error, "A cancel end event stands directly in a transaction.",
     transactions_are_cancelled_from_inside},
    {"one-cancel-boundary", Verdict::error, "A transaction has one cancel boundary event.",
     transactions_have_one_cancel_event},
}};

}  // namespace

NodeRules compensation_rules() { return kRules; }

}  // namespace baton::bpmn::executable
