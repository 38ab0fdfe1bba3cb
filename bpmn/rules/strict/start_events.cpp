#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

enum class Place { process, sub_process, event_sub_process };

Place place_of(Element start) {
  const Element scope = scope_of(start);
  if (!is_sub_process(scope.tag())) return Place::process;
  return is_event_sub_process(scope) ? Place::event_sub_process : Place::sub_process;
}

void each_start(const Facts& facts, Place place, const auto& visit) {
  for (const Element& start : facts.all(Tag::start_event)) {
    if (place_of(start) == place) visit(start, facts.definitions(start));
  }
}

constexpr std::array kOfProcess = {Tag::message_event_definition, Tag::timer_event_definition,
                                   Tag::conditional_event_definition, Tag::signal_event_definition};
constexpr std::array kOfEventSubProcess = {Tag::message_event_definition,    Tag::error_event_definition,
                                           Tag::escalation_event_definition, Tag::compensate_event_definition,
                                           Tag::conditional_event_definition, Tag::signal_event_definition,
                                           Tag::timer_event_definition};

bool is_one_of(const auto& tags, Tag tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

void process_starts_are_triggered_from_outside(const Facts& facts, const Report& report) {
  each_start(facts, Place::process, [&](Element start, const Elements& definitions) {
    for (const Element& definition : definitions) {
      if (is_one_of(kOfProcess, definition.tag())) continue;
      report(start, fmt::format("The start event '{}' of a process has a {}", start.id(), definition.name()));
    }
  });
}

void event_sub_processes_have_one_start(const Facts& facts, const Report& report) {
  facts.each_of(is_sub_process, [&](Element sub_process) {
    if (!is_event_sub_process(sub_process)) return;
    const std::size_t starts = sub_process.children(Tag::start_event).size();
    if (starts != 1) report(sub_process, fmt::format("The event sub-process '{}' has {} start events", sub_process.id(), starts));
  });
}

void event_sub_processes_are_triggered(const Facts& facts, const Report& report) {
  each_start(facts, Place::event_sub_process, [&](Element start, const Elements& definitions) {
    if (definitions.empty()) report(start, "The start event of an event sub-process has no event definition");
    for (const Element& definition : definitions) {
      const Tag kind = definition.tag();
      const bool interrupts = kind == Tag::error_event_definition || kind == Tag::compensate_event_definition;
      if (!is_one_of(kOfEventSubProcess, kind)) {
        report(start, fmt::format("The start event of an event sub-process has a {}", definition.name()));
      } else if (interrupts && !start.flag("isInterrupting", true)) {
        report(start, fmt::format("The start event of an event sub-process with a {} does not interrupt", definition.name()));
      }
    }
  });
}

void called_processes_can_be_started(const Facts& facts, const Report& report) {
  for (const Element& call : facts.all(Tag::call_activity)) {
    const Element called = facts.referenced(call, "calledElement");
    if (called.tag() != Tag::process) continue;
    bool has_none = false, has_start = false;
    for (const Element& start : called.children(Tag::start_event)) {
      has_start = true;
      has_none |= start.children(Tag::event_definition_ref).empty() && facts.definitions(start).empty();
    }
    if (has_start && !has_none) report(call, fmt::format("The called process '{}' has no none start event", called.id()));
  }
}

bool is_start(Element element) {
  return element.tag() == Tag::start_event || (element.tag() == Tag::receive_task && element.flag("instantiate")) ||
         (element.tag() == Tag::event_based_gateway && element.flag("instantiate"));
}

bool has_child(Element scope, const auto& wanted) {
  for (Element child = scope.first_child(); child; child = child.next()) {
    if (wanted(child)) return true;
  }
  return false;
}

void each_scope(const Facts& facts, const auto& visit) {
  facts.each_of([](Tag tag) { return tag == Tag::process || is_sub_process(tag); }, visit);
}

bool is_end(Element element) { return element.tag() == Tag::end_event; }

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.058", kError, "An event sub-process has one start event.", event_sub_processes_have_one_start},
    {"EXT.059", kError, "An event sub-process is triggered by an event that may trigger it.", event_sub_processes_are_triggered},
    {"EXT.096", kError, "No sequence flow leads to a start event.",
     [](const Facts& f, const Report& r) {
       for (const Element& start : f.all(Tag::start_event)) {
         if (f.incoming_count(start) > 0) r(start, fmt::format("The start event '{}' has an incoming flow", start.id()));
       }
     }},
    {"EXT.097", kError, "Where there is an end event, there is a start event.",
     [](const Facts& f, const Report& r) {
       each_scope(f, [&](Element scope) {
         if (has_child(scope, is_end) && !has_child(scope, is_start)) r(scope, fmt::format("'{}' has an end event and no start event", scope.id()));
       });
     }},
    {"EXT.098", kError, "A process is started by messages, timers, conditions and signals.", process_starts_are_triggered_from_outside},
    {"EXT.099", kError, "A process that is called has a none start event.", called_processes_can_be_started},
    {"EXT.100", kError, "The start event of a sub-process has no event definition.",
     [](const Facts& f, const Report& r) {
       each_start(f, Place::sub_process, [&](Element start, const Elements& definitions) {
         if (!definitions.empty()) r(start, fmt::format("The start event '{}' of a sub-process has an event definition", start.id()));
       });
     }},
    {"EXT.101", kError, "A start event has an outgoing flow.",
     [](const Facts& f, const Report& r) {
       for (const Element& start : f.all(Tag::start_event)) {
         if (!f.has_outgoing(start)) r(start, fmt::format("The start event '{}' has no outgoing flow", start.id()));
       }
     }},
    {"EXT.105", kError, "Where there is a start event, there is an end event.",
     [](const Facts& f, const Report& r) {
       each_scope(f, [&](Element scope) {
         if (has_child(scope, [](Element e) { return e.tag() == Tag::start_event; }) && !has_child(scope, is_end)) {
           r(scope, fmt::format("'{}' has a start event and no end event", scope.id()));
         }
       });
     }},
    {"EXT.121", kError, "Only event sub-processes are started by compensation.",
     [](const Facts& f, const Report& r) {
       for (const Element& start : f.all(Tag::start_event)) {
         if (f.has_definition(start, Tag::compensate_event_definition) && !is_in_event_sub_process(start)) r(start, "A start event with a compensateEventDefinition stands outside of an event sub-process");
       }
     }},
    {"EXT.129", kError, "The start event of an event sub-process has an event definition.",
     [](const Facts& f, const Report& r) {
       each_start(f, Place::event_sub_process, [&](Element start, const Elements& definitions) {
         if (definitions.empty()) r(start, "The start event of an event sub-process has no event definition");
       });
     }},
});

}  // namespace

StrictRules start_event_rules() { return kRules; }

}  // namespace baton::bpmn::strict
