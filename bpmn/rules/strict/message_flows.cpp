#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

// The pool or process that an end of a message flow belongs to; none when it is of no pool.
Element pool_of(const Facts& facts, Element end) {
  if (end.tag() == Tag::participant) return facts.referenced(end, "processRef") ? facts.referenced(end, "processRef") : end;
  return around(end, Tag::process);
}

void message_flows_leave_pools(const Facts& facts, const Report& report) {
  for (const Element& flow : facts.all(Tag::message_flow)) {
    const Element source = facts.resolve(flow.attribute("sourceRef")), target = facts.resolve(flow.attribute("targetRef"));
    if (!source || !target) continue;
    const Element from = pool_of(facts, source), to = pool_of(facts, target);
    if (from && from == to) report(flow, fmt::format("The message flow from '{}' to '{}' stays in its pool", source.id(), target.id()));
  }
}

void each_message_end(const Facts& facts, std::string_view end, Tag tag, const auto& visit) {
  for (const Element& flow : facts.all(Tag::message_flow)) {
    const Element node = facts.resolve(flow.attribute(end));
    if (node.tag() == tag) visit(flow, node);
  }
}

void is_no_end(const Facts& facts, std::string_view end, Tag tag, const Report& report) {
  each_message_end(facts, end, tag, [&](Element flow, Element node) {
    report(flow, fmt::format("The {} '{}' of a message flow is {}", end, node.id(), node.name()));
  });
}

void needs_message(const Facts& facts, std::string_view end, Tag tag, const Report& report) {
  each_message_end(facts, end, tag, [&](Element, Element node) {
    if (facts.has_definition(node, Tag::message_event_definition)) return;
    report(node, fmt::format("'{}' is an end of a message flow and has no messageEventDefinition", node.id()));
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.031", kError, "A message flow leads from one pool to another.", message_flows_leave_pools},
    {"EXT.102", kError, "No message flow begins at a start event.",
     [](const Facts& f, const Report& r) { is_no_end(f, "sourceRef", Tag::start_event, r); }},
    {"EXT.103", kError, "A start event at which a message flow ends waits for a message.",
     [](const Facts& f, const Report& r) { needs_message(f, "targetRef", Tag::start_event, r); }},
    {"EXT.108", kError, "No message flow ends at an end event.",
     [](const Facts& f, const Report& r) { is_no_end(f, "targetRef", Tag::end_event, r); }},
    {"EXT.109", kError, "An end event at which a message flow begins throws a message.",
     [](const Facts& f, const Report& r) { needs_message(f, "sourceRef", Tag::end_event, r); }},
    {"EXT.119", kError, "Message flows end at catching and begin at throwing events.",
     [](const Facts& f, const Report& r) {
       is_no_end(f, "sourceRef", Tag::intermediate_catch_event, r);
       is_no_end(f, "targetRef", Tag::intermediate_throw_event, r);
     }},
});

}  // namespace

StrictRules message_flow_rules() { return kRules; }

}  // namespace baton::bpmn::strict
