#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/executable/tables.hpp"

namespace baton::bpmn::executable {

namespace {

using View = ProcessView;

constexpr std::array<Tag, 5> kCaught = {Tag::message_event_definition, Tag::timer_event_definition,
                                        Tag::signal_event_definition, Tag::conditional_event_definition,
                                        Tag::link_event_definition};
constexpr std::array<Tag, 8> kAtBoundary = {
    Tag::message_event_definition,    Tag::timer_event_definition,  Tag::signal_event_definition,
    Tag::conditional_event_definition, Tag::error_event_definition, Tag::escalation_event_definition,
    Tag::compensate_event_definition, Tag::cancel_event_definition};

template <std::size_t size>
void expect(const View::Node& node, const std::array<Tag, size>& allowed, std::string_view what, const Report& report) {
  if (node.definitions.empty()) report(fmt::format("Unsupported {} event type: it waits for nothing", what));
  for (const Element& definition : node.definitions) {
    if (std::find(allowed.begin(), allowed.end(), definition.tag()) != allowed.end()) continue;
    report(definition, fmt::format("Unsupported {} event type: {}", what, definition.name()));
  }
}

void catch_events_wait(const View&, const View::Node& node, const Report& report) {
  if (node.tag == Tag::intermediate_catch_event) expect(node, kCaught, "intermediate catch", report);
}

void boundary_events_wait(const View&, const View::Node& node, const Report& report) {
  if (node.tag == Tag::boundary_event) expect(node, kAtBoundary, "boundary", report);
}

constexpr std::array<NodeRule, 2> kRules = {{
    {"catch-event-type", Verdict::error, "An intermediate catch event waits for something that can be caught there.",
     catch_events_wait},
    {"boundary-event-type", Verdict::error, "A boundary event waits for something that can be caught there.",
     boundary_events_wait},
}};

}  // namespace

NodeRules event_rules() { return kRules; }

}  // namespace baton::bpmn::executable
