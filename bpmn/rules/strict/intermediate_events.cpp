#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

bool is_one_of(const auto& tags, Tag tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

constexpr std::array kCaught = {Tag::message_event_definition, Tag::timer_event_definition, Tag::conditional_event_definition,
                                Tag::link_event_definition, Tag::signal_event_definition};
constexpr std::array kThrown = {Tag::message_event_definition, Tag::escalation_event_definition,
                                Tag::compensate_event_definition, Tag::link_event_definition, Tag::signal_event_definition};

bool is_link(const Facts& facts, Element event) { return facts.has_definition(event, Tag::link_event_definition); }

void catch_events_catch(const Facts& facts, const Report& report) {
  for (const Element& event : facts.all(Tag::intermediate_catch_event)) {
    const Elements definitions = facts.definitions(event);
    if (definitions.empty() && event.children(Tag::event_definition_ref).empty()) {
      report(event, fmt::format("The catch event '{}' has no event definition", event.id()));
    }
    for (const Element& definition : definitions) {
      if (!is_one_of(kCaught, definition.tag())) report(event, fmt::format("The catch event '{}' has a {}", event.id(), definition.name()));
    }
  }
}

void throw_events_throw(const Facts& facts, const Report& report) {
  for (const Element& event : facts.all(Tag::intermediate_throw_event)) {
    for (const Element& definition : facts.definitions(event)) {
      if (!is_one_of(kThrown, definition.tag())) report(event, fmt::format("The throw event '{}' has a {}", event.id(), definition.name()));
    }
  }
}

void each_intermediate(const Facts& facts, const auto& visit) {
  facts.each({Tag::intermediate_catch_event, Tag::intermediate_throw_event}, visit);
}

// The links of events of one kind: visit(event, definition).
void each_link(const Facts& facts, Tag kind, const auto& visit) {
  for (const Element& event : facts.all(kind)) {
    for (const Element& definition : facts.definitions(event)) {
      if (definition.tag() == Tag::link_event_definition) visit(event, definition);
    }
  }
}

// What the definition says is on the other side: its source or target children, else the name.
bool are_linked(const Facts& facts, Element thrown, Element caught) {
  for (const Element& target : thrown.children(Tag::target)) {
    if (facts.resolve(target.trimmed_text()) == caught) return true;
  }
  for (const Element& source : caught.children(Tag::source)) {
    if (facts.resolve(source.trimmed_text()) == thrown) return true;
  }
  return thrown.child(Tag::target) == Element() && caught.child(Tag::source) == Element() &&
         !thrown.attribute("name").empty() && thrown.attribute("name") == caught.attribute("name");
}

// Throwing links without a catching one that names them back.
void links_have_targets(const Facts& facts, const Report& report) {
  each_link(facts, Tag::intermediate_throw_event, [&](Element event, Element link) {
    bool found = false;
    each_link(facts, Tag::intermediate_catch_event, [&](Element, Element caught) {
      const Elements targets = link.children(Tag::target), sources = caught.children(Tag::source);
      const bool named = std::any_of(sources.begin(), sources.end(), [&](const Element& source) {
        return facts.resolve(source.trimmed_text()) == link;
      });
      const bool names = std::any_of(targets.begin(), targets.end(), [&](const Element& target) {
        return facts.resolve(target.trimmed_text()) == caught;
      });
      if (targets.empty() || sources.empty()) {
        found |= are_linked(facts, link, caught);
      } else {
        found |= names && named;
      }
    });
    if (!found) report(event, fmt::format("The link '{}' has no corresponding target", link.attribute("name")));
  });
}

void links_stay_in_scope(const Facts& facts, const Report& report) {
  each_link(facts, Tag::intermediate_throw_event, [&](Element event, Element link) {
    each_link(facts, Tag::intermediate_catch_event, [&](Element other, Element caught) {
      if (are_linked(facts, link, caught) && scope_of(event) != scope_of(other)) {
        report(event, fmt::format("The link from '{}' to '{}' leaves its process or sub-process", event.id(), other.id()));
      }
    });
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.115", kError, "A sequence flow leads to each intermediate event.",
     [](const Facts& f, const Report& r) {
       each_intermediate(f, [&](Element e) {
         const bool is_target = e.tag() == Tag::intermediate_catch_event && is_link(f, e);
         if (!is_target && !f.has_incoming(e)) r(e, fmt::format("The intermediate event '{}' has no incoming flow", e.id()));
       });
     }},
    {"EXT.116", kError, "A sequence flow leads out of each intermediate event.",
     [](const Facts& f, const Report& r) {
       each_intermediate(f, [&](Element e) {
         const bool is_source = e.tag() == Tag::intermediate_throw_event && is_link(f, e);
         if (!is_source && !f.has_outgoing(e)) r(e, fmt::format("The intermediate event '{}' has no outgoing flow", e.id()));
       });
     }},
    {"EXT.117", kError, "No flow leads to a link target or out of a link source.",
     [](const Facts& f, const Report& r) {
       each_intermediate(f, [&](Element e) {
         if (!is_link(f, e)) return;
         const bool is_source = e.tag() == Tag::intermediate_throw_event;
         if (is_source && f.outgoing_count(e) > 0) r(e, "A sequence flow leads out of a throwing link event");
         if (!is_source && f.incoming_count(e) > 0) r(e, "A sequence flow leads to a catching link event");
       });
     }},
    {"EXT.118", kError, "Each source link has a corresponding target.", links_have_targets},
    {"EXT.122", kError, "A catch event in normal flow does not wait for compensation.",
     [](const Facts& f, const Report& r) {
       for (const Element& e : f.all(Tag::intermediate_catch_event)) {
         if (f.has_definition(e, Tag::compensate_event_definition)) r(e, "An intermediate catch event has a compensateEventDefinition");
       }
     }},
    {"EXT.124", kError, "A catching link names its sources.",
     [](const Facts& f, const Report& r) {
       each_link(f, Tag::intermediate_catch_event, [&](Element event, Element link) {
         if (link.children(Tag::source).empty()) r(event, "The linkEventDefinition of a catch event has no source");
       });
     }},
    {"EXT.125", kError, "A throwing link names its target.",
     [](const Facts& f, const Report& r) {
       each_link(f, Tag::intermediate_throw_event, [&](Element event, Element link) {
         if (link.children(Tag::target).size() != 1) r(event, "The linkEventDefinition of a throw event has no target");
       });
     }},
    {"EXT.126", kError, "Links stay in their process or sub-process.", links_stay_in_scope},
    {"EXT.148", kError, "A catch event waits for what can be caught there.", catch_events_catch},
    {"EXT.149", kError, "A throw event throws what can be thrown there.", throw_events_throw},
});

}  // namespace

StrictRules intermediate_event_rules() { return kRules; }

}  // namespace baton::bpmn::strict
