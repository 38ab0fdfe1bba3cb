#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

constexpr std::array kNever = {Tag::link_event_definition, Tag::terminate_event_definition};
constexpr std::array kInterrupting = {Tag::error_event_definition, Tag::cancel_event_definition,
                                      Tag::compensate_event_definition};

bool is_one_of(const auto& tags, Tag tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

void boundary_events_catch(const Facts& facts, const Report& report) {
  for (const Element& event : facts.all(Tag::boundary_event)) {
    const Elements definitions = facts.definitions(event);
    if (definitions.empty()) report(event, fmt::format("The boundary event '{}' has no event definition", event.id()));
    const bool interrupts = event.flag("cancelActivity", true);
    for (const Element& definition : definitions) {
      const Tag kind = definition.tag();
      if (is_one_of(kNever, kind) || (!interrupts && is_one_of(kInterrupting, kind))) {
        report(event, fmt::format("The {} boundary event '{}' has a {}", interrupts ? "interrupting" : "non-interrupting", event.id(), definition.name()));
      }
    }
  }
}

void cancel_needs_transaction(const Facts& facts, const Report& report) {
  for (const Element& event : facts.all(Tag::boundary_event)) {
    if (!facts.has_definition(event, Tag::cancel_event_definition)) continue;
    const Element host = facts.referenced(event, "attachedToRef");
    if (host.tag() != Tag::transaction) report(event, "A cancel boundary event is attached to what is no transaction");
  }
}

bool is_compensation(const Facts& facts, Element event) {
  return facts.has_definition(event, Tag::compensate_event_definition);
}

// What associations connect with the event.
Elements associated(const Facts& facts, Element event) {
  Elements found;
  for (const Element& association : facts.all(Tag::association)) {
    const Element source = facts.resolve(association.attribute("sourceRef"));
    const Element target = facts.resolve(association.attribute("targetRef"));
    if (source == event && target) found.push_back(target);
    if (target == event && source) found.push_back(source);
  }
  return found;
}

void compensation_has_handler(const Facts& facts, const Report& report) {
  for (const Element& event : facts.all(Tag::boundary_event)) {
    if (!is_compensation(facts, event)) continue;
    const Elements others = associated(facts, event);
    const bool found = std::any_of(others.begin(), others.end(), [](const Element& other) { return is_activity(other.tag()); });
    if (!found) report(event, fmt::format("No association connects the compensation event '{}' with an activity", event.id()));
  }
}

void handlers_are_marked(const Facts& facts, const Report& report) {
  for (const Element& event : facts.all(Tag::boundary_event)) {
    if (!is_compensation(facts, event)) continue;
    for (const Element& other : associated(facts, event)) {
      const bool fits = is_activity(other.tag()) && other.tag() != Tag::call_activity && other.flag("isForCompensation");
      if (!fits && !is_artifact(other.tag())) report(other, fmt::format("'{}' compensates and is not marked with isForCompensation", other.id()));
    }
  }
}

void each_boundary(const Facts& facts, const auto& visit) {
  for (const Element& event : facts.all(Tag::boundary_event)) visit(event, is_compensation(facts, event));
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.110", kError, "A boundary event waits for what can be caught there.", boundary_events_catch},
    {"EXT.111", kError, "A cancel boundary event is attached to a transaction.", cancel_needs_transaction},
    {"EXT.112", kError, "No sequence flow leads to a boundary event.",
     [](const Facts& f, const Report& r) {
       each_boundary(f, [&](Element e, bool) {
         if (f.incoming_count(e) > 0) r(e, fmt::format("The boundary event '{}' has an incoming flow", e.id()));
       });
     }},
    {"EXT.113", kError, "A sequence flow leads out of a boundary event.",
     [](const Facts& f, const Report& r) {
       each_boundary(f, [&](Element e, bool compensates) {
         if (!compensates && !f.has_outgoing(e)) r(e, fmt::format("The boundary event '{}' has no outgoing flow", e.id()));
       });
     }},
    {"EXT.114", kError, "No sequence flow leads out of a compensation boundary event.",
     [](const Facts& f, const Report& r) {
       each_boundary(f, [&](Element e, bool compensates) {
         if (compensates && f.outgoing_count(e) > 0) r(e, fmt::format("The compensation event '{}' has an outgoing flow", e.id()));
       });
     }},
    {"EXT.120", kError, "Only a transaction is cancelled.", cancel_needs_transaction},
    {"EXT.130", kError, "A boundary event has an event definition.",
     [](const Facts& f, const Report& r) {
       each_boundary(f, [&](Element e, bool) {
         if (f.definitions(e).empty()) r(e, fmt::format("The boundary event '{}' has no event definition", e.id()));
       });
     }},
    {"EXT.143", kError, "An association leads from a compensation event to its handler.", compensation_has_handler},
    {"EXT.144", kError, "A compensation handler is a task or sub-process that is marked as one.", handlers_are_marked},
    {"EXT.147", kError, "The definitions of a boundary event fit its cancelActivity.", boundary_events_catch},
});

}  // namespace

StrictRules boundary_event_rules() { return kRules; }

}  // namespace baton::bpmn::strict
