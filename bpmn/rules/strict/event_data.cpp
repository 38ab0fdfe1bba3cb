#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

constexpr bool is_throwing(Tag tag) {
  return tag == Tag::end_event || tag == Tag::intermediate_throw_event || tag == Tag::implicit_throw_event;
}

// Definitions that carry data: a timer brings nothing.
bool carries_data(Element definition) {
  const Tag tag = definition.tag();
  return tag == Tag::message_event_definition || tag == Tag::signal_event_definition || tag == Tag::error_event_definition ||
         tag == Tag::escalation_event_definition;
}

// The item that comes with an event.
Element item_of_definition(const Facts& facts, Element definition) {
  const Element message = facts.referenced(definition, "messageRef");
  if (message) return facts.referenced(message, "itemRef");
  for (const std::string_view reference : {"signalRef", "errorRef", "escalationRef"}) {
    if (const Element root = facts.referenced(definition, reference)) return facts.referenced(root, "structureRef");
  }
  return {};
}

// visit(event, its definitions that carry data, its data inputs or outputs), where it has any of both.
void each_event_with_data(const Facts& facts, const auto& visit) {
  facts.each_of(is_event, [&](Element event) {
    const Elements data = event.children(is_throwing(event.tag()) ? Tag::data_input : Tag::data_output);
    Elements definitions = facts.definitions(event);
    std::erase_if(definitions, [](const Element& definition) { return !carries_data(definition); });
    if (!data.empty() && !definitions.empty()) visit(event, definitions, data);
  });
}

void each_definition_has_data(const Facts& facts, const Report& report) {
  each_event_with_data(facts, [&](Element event, const Elements& definitions, const Elements& data) {
    if (data.size() < definitions.size()) {
      report(event, fmt::format("The event '{}' has {} event definitions and {} elements {}", event.id(), definitions.size(), data.size(), data.front().name()));
    }
  });
}

// In their order.
void items_of_definitions_match(const Facts& facts, const Report& report) {
  each_event_with_data(facts, [&](Element event, const Elements& definitions, const Elements& data) {
    for (std::size_t i = 0; i < std::min(definitions.size(), data.size()); ++i) {
      const Element come = item_of_definition(facts, definitions[i]), wanted = facts.referenced(data[i], "itemSubjectRef");
      if (!come || !wanted || same_item(facts, come, wanted)) continue;
      report(event, fmt::format("The item of '{}' is not that of the event's {}", data[i].id(), definitions[i].name()));
    }
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.093", kError, "An event with data has some for each of its definitions.", each_definition_has_data},
    {"EXT.094", kError, "The data of an event have the items of its definitions.", items_of_definitions_match},
});

}  // namespace

StrictRules event_data_rules() { return kRules; }

}  // namespace baton::bpmn::strict
