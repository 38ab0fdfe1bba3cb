#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

constexpr std::array kThrown = {Tag::message_event_definition,    Tag::escalation_event_definition,
                                Tag::error_event_definition,      Tag::cancel_event_definition,
                                Tag::compensate_event_definition, Tag::signal_event_definition,
                                Tag::terminate_event_definition};

void ends_throw(const Facts& facts, const Report& report) {
  for (const Element& end : facts.all(Tag::end_event)) {
    for (const Element& definition : facts.definitions(end)) {
      if (std::find(kThrown.begin(), kThrown.end(), definition.tag()) != kThrown.end()) continue;
      report(end, fmt::format("The end event '{}' has a {}", end.id(), definition.name()));
    }
  }
}

// Every event definition that stands in a throw event belongs to it alone.
void thrown_definitions_are_not_shared(const Facts& facts, const Report& report) {
  for (const Element& reference : facts.all(Tag::event_definition_ref)) {
    const Element definition = facts.resolve(reference.trimmed_text());
    const Tag owner = definition.parent().tag();
    if (owner != Tag::end_event && owner != Tag::intermediate_throw_event) continue;
    report(reference, fmt::format("'{}' is defined in the throw event '{}' and used here", definition.id(), definition.parent().id()));
  }
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.095", kError, "Definitions in throw events are not used elsewhere.", thrown_definitions_are_not_shared},
    {"EXT.104", kError, "No sequence flow leads out of an end event.",
     [](const Facts& f, const Report& r) {
       for (const Element& end : f.all(Tag::end_event)) {
         if (f.outgoing_count(end) > 0) r(end, fmt::format("The end event '{}' has an outgoing flow", end.id()));
       }
     }},
    {"EXT.106", kError, "A cancel end event stands in a transaction.",
     [](const Facts& f, const Report& r) {
       for (const Element& end : f.all(Tag::end_event)) {
         if (f.has_definition(end, Tag::cancel_event_definition) && scope_of(end).tag() != Tag::transaction) r(end, "A cancel end event stands outside of a transaction");
       }
     }},
    {"EXT.107", kError, "A sequence flow leads to each end event.",
     [](const Facts& f, const Report& r) {
       for (const Element& end : f.all(Tag::end_event)) {
         if (!f.has_incoming(end)) r(end, fmt::format("The end event '{}' has no incoming flow", end.id()));
       }
     }},
    {"EXT.146", kError, "An end event throws what can be thrown there.", ends_throw},
});

}  // namespace

StrictRules end_event_rules() { return kRules; }

}  // namespace baton::bpmn::strict
