#include <fmt/format.h>

#include <array>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

bool has_condition(const View::Flow& flow) { return static_cast<bool>(flow.element.child(Tag::condition_expression)); }

bool is_default(const View& view, const View::Node& node, const View::Flow& flow) {
  const std::string_view reference = node.element.attribute("default");
  return !reference.empty() && view.model().resolve(reference) == flow.element;
}

bool is_exclusive(const View::Node& node) { return node.tag == Tag::exclusive_gateway; }

void exclusive_gateways_lead_on(const View&, const View::Node& node, const Report& report) {
  if (is_exclusive(node) && node.outgoing.empty()) {
    report(fmt::format("Exclusive Gateway '{}' has no outgoing sequence flows", node.id()));
  }
}

void only_flow_has_no_condition(const View& view, const View::Node& node, const Report& report) {
  if (!is_exclusive(node) || node.outgoing.size() != 1) return;
  const View::Flow& flow = view.flows()[node.outgoing.front()];
  if (!has_condition(flow)) return;
  report(fmt::format("Exclusive Gateway '{}' has only one outgoing sequence flow ('{}'). This is not allowed to have a "
                     "condition", node.id(), flow.element.id()));
}

void default_flow_has_no_condition(const View& view, const View::Node& node, const Report& report) {
  if (!is_exclusive(node) || node.outgoing.size() < 2) return;
  for (const std::uint32_t index : node.outgoing) {
    const View::Flow& flow = view.flows()[index];
    if (!has_condition(flow) || !is_default(view, node, flow)) continue;
    report(flow.element, fmt::format("Exclusive Gateway '{}' has outgoing sequence flow '{}' which is the default flow but "
                                     "has a condition too", node.id(), flow.element.id()));
  }
}

// One flow without a condition counts as the default, where none is named.
void other_flows_have_conditions(const View& view, const View::Node& node, const Report& report) {
  if (!is_exclusive(node) || node.outgoing.size() < 2) return;
  std::vector<Element> bare;
  for (const std::uint32_t index : node.outgoing) {
    const View::Flow& flow = view.flows()[index];
    if (!has_condition(flow) && !is_default(view, node, flow)) bare.push_back(flow.element);
  }
  if (bare.size() == 1 && node.element.attribute("default").empty()) return;
  for (const Element& flow : bare) {
    report(flow, fmt::format("Exclusive Gateway '{}' has outgoing sequence flow '{}' without condition which is not the "
                             "default flow", node.id(), flow.id()));
  }
}

constexpr bool may_follow_event_gateway(Tag tag) { return tag == Tag::intermediate_catch_event || tag == Tag::receive_task; }

void events_follow_event_gateways(const View& view, const View::Node& node, const Report& report) {
  if (node.tag != Tag::event_based_gateway) return;
  for (const std::uint32_t index : node.outgoing) {
    const View::Node& target = view.node(view.flows()[index].target);
    if (!may_follow_event_gateway(target.tag)) {
      report(target.element, "Event based gateway can only be connected to intermediate catch events and receive tasks");
    } else if (target.definition(Tag::link_event_definition)) {
      report(target.element, "A catching link event is not allowed after an event based gateway");
    }
  }
}

void awaited_events_have_one_flow(const View& view, const View::Node& node, const Report& report) {
  if (node.tag != Tag::event_based_gateway) return;
  for (const std::uint32_t outgoing : node.outgoing) {
    const View::Node& target = view.node(view.flows()[outgoing].target);
    for (const std::uint32_t incoming : target.incoming) {
      const View::Flow& flow = view.flows()[incoming];
      if (view.node(flow.source).tag == Tag::event_based_gateway) continue;
      report(flow.element, fmt::format("Invalid incoming sequence flow for '{}', which is connected to an event-based gateway",
                                       target.id()));
    }
  }
}

void event_gateways_end_at_once(const View&, const View::Node& node, const Report& report) {
  if (node.tag == Tag::event_based_gateway && node.element.vendor("asyncAfter") == "true") {
    report("'asyncAfter' not supported for eventBasedGateway elements");
  }
}

constexpr std::array<NodeRule, 7> kRules = {{
    {"exclusive-gateway-flows", Verdict::incomplete, "An exclusive gateway has an outgoing flow.", exclusive_gateways_lead_on},
    {"only-flow-condition", Verdict::incomplete, "The only flow out of an exclusive gateway has no condition.",
     only_flow_has_no_condition},
    {"default-flow-condition", Verdict::error, "The default flow of an exclusive gateway has no condition.",
     default_flow_has_no_condition},
    {"missing-condition", Verdict::incomplete, "Flows out of an exclusive gateway have conditions, but for the default.",
     other_flows_have_conditions},
    {"event-gateway-target", Verdict::error, "Catching events and receive tasks follow an event-based gateway.",
     events_follow_event_gateways},
    {"event-gateway-target-flow", Verdict::error, "No other flow leads to what follows an event-based gateway.",
     awaited_events_have_one_flow},
    {"event-gateway-async-after", Verdict::error, "An event-based gateway has no asyncAfter.", event_gateways_end_at_once},
}};

}  // namespace

NodeRules gateway_rules() { return kRules; }

}  // namespace baton::bpmn::executable
